import { describe, expect, test } from "vitest";
import { NonRetryableError } from "../../src/modules/jobs/handlers/types.ts";
import { maxInputBytes, profileRows, runImport, toFileId } from "./run-import.ts";

const url = "https://example.com/";
const requests = (content: string | Uint8Array, reading = {}) =>
  runImport(content, { type: "http:request", ...reading });

describe("jobs:import rows › input", () => {
  test("comes from a line of NDJSON, with the type's defaults", async () => {
    const { enqueued, output, report } = await requests(`{"url":"${url}","timeoutSeconds":5}\n\n{"url":"${url}b"}\n`);
    expect(enqueued).toEqual([
      { type: "http:request", input: expect.objectContaining({ url, timeoutSeconds: 5, method: "GET" }) },
      { type: "http:request", input: expect.objectContaining({ url: `${url}b`, timeoutSeconds: 30 }) },
    ]);
    expect(output).toEqual({ rows: 2, created: 2, rejected: 0, reportFileId: null, problems: [] });
    expect(report).toBeUndefined();
  });

  test("comes from cells of CSV by the type of the field: text, numbers, lists and objects as JSON; empty cells are absent", async () => {
    const headers = '"[{""name"": ""X-A"", ""value"": ""1""}]"';
    const { inputs } = await requests(
      `url,timeoutSeconds,body,expectedStatuses,headers,method\n${url},5,12,"[200, 404]",${headers},POST\n${url},,,,,\n`,
    );
    expect(inputs[0]).toMatchObject({
      timeoutSeconds: 5,
      // A string, although the text looks like a number.
      body: "12",
      expectedStatuses: [200, 404],
      headers: [{ name: "X-A", value: "1" }],
      method: "POST",
    });
    expect(inputs[1]).toMatchObject({ timeoutSeconds: 30, method: "GET" });
    expect(inputs[1]).not.toHaveProperty("body");
  });

  test("accepts booleans as JSON and spreadsheets write them", async () => {
    const id = toFileId(1);
    const { inputs } = await runImport(`fileId,header\n${id},true\n${id},FALSE\n${id},False\n`, {
      type: "file:profile",
    });
    expect(inputs.map((input) => "header" in input && input.header)).toEqual([true, false, false]);
  });

  test("accepts other delimiters, given or detected", async () => {
    expect((await requests(`url;timeoutSeconds\n${url};7\n`)).inputs).toMatchObject([{ timeoutSeconds: 7 }]);
    const { inputs } = await requests(`url|body\n${url}|a,b;c\n`, { format: "csv", delimiter: "|" });
    expect(inputs).toMatchObject([{ body: "a,b;c" }]);
  });

  test("gets the job settings of the import", async () => {
    const handling = { priority: "low", maxAttempts: 1 } as const;
    const { enqueued } = await runImport(profileRows(1), { type: "file:profile", handling });
    expect(enqueued).toEqual([expect.objectContaining(handling)]);
  });

  test("is missing in a file without rows, which creates no jobs", async () => {
    for (const content of ["", "url\n", "\n\n"])
      expect((await requests(content)).output).toMatchObject({ rows: 0, created: 0, reportFileId: null });
  });
});

describe("jobs:import rows › rejected row", () => {
  test("of CSV is reported with its line in the file, its field and the error", async () => {
    const { output, report, inputs } = await requests(
      [
        "url,timeoutSeconds,method",
        `${url},soon,GET`,
        `"https://example.com/a\nb",5,GET`,
        `${url},5`,
        "",
        `${url},5,FETCH`,
        `,5,GET`,
        `${url},5,GET`,
        `${url},999,GET`,
        `"${url},5,GET`,
      ].join("\n"),
    );
    expect(inputs).toHaveLength(1);
    expect(report?.split("\n")).toEqual([
      "line,field,message",
      "2,/timeoutSeconds,must be an integer",
      expect.stringMatching(/^3,\/url,"must be a URL with http or https, such as/),
      "5,,2 fields instead of the header's 3",
      expect.stringMatching(/^7,\/method,"must be one of ""GET"", /),
      "8,/url,is missing",
      "10,/timeoutSeconds,must be at most 300",
      expect.stringMatching(/^11,,A quote opened in the record that starts here is never closed/),
      "",
    ]);
    expect(output).toMatchObject({ rows: 8, created: 1, rejected: 7 });
    expect(output.problems).toHaveLength(7);
    expect(output.problems[0]).toEqual({ line: 2, message: "/timeoutSeconds must be an integer" });
  });

  test("of NDJSON isn't JSON, isn't an object or has unknown fields", async () => {
    const { output, report } = await requests(
      [
        `{"url":"${url}"`,
        `["${url}"]`,
        "7",
        `{"url":"${url}","__proto__":{}}`,
        `{"url":"${url}","a":1}`,
        `{"url":"${url}"}`,
      ].join("\n"),
      { format: "ndjson" },
    );
    expect(output).toMatchObject({ rows: 6, created: 1, rejected: 5 });
    expect(report?.split("\n")).toEqual([
      "line,field,message",
      expect.stringMatching(/^1,,"?Not valid JSON: /),
      "2,,Not a JSON object but an array",
      "3,,Not a JSON object but a number",
      "4,/__proto__,is a reserved name",
      "5,/a,is unknown",
      "",
    ]);
  });

  test("can't be stored by PostgreSQL, is nested too deeply or is larger than a request", async () => {
    const nested = `{"url":"${url}","headers":${"[".repeat(31)}${"]".repeat(31)}}`;
    const large = `{"url":"${url}","body":"${"x".repeat(200_000)}","headers":[${Array.from({ length: 50 }, () => `{"name":"a","value":"${"y".repeat(16_000)}"}`)}]}`;
    expect(large.length).toBeGreaterThan(maxInputBytes);
    const { report } = await requests([`{"url":"${url}\\u0000"}`, nested, large].join("\n"));
    expect(report?.split("\n").slice(1, -1)).toEqual([
      "1,/url,must not contain the character U+0000",
      expect.stringMatching(/^2,\/headers(\/0)*,is nested deeper than 32 levels$/),
      `3,,has more than ${maxInputBytes} bytes`,
    ]);
  });

  test("has a column called __proto__, which is a field like any other", async () => {
    const { report } = await requests(`url,__proto__\n${url},{}\n`);
    expect(report).toContain("2,/__proto__,is a reserved name");
  });

  test("is among the first twenty of the output; the report has all of them", async () => {
    const { output, report } = await runImport(
      profileRows(
        50,
        Array.from({ length: 30 }, (_, n) => n),
      ),
      {
        type: "file:profile",
      },
    );
    expect(output).toMatchObject({ rows: 50, created: 20, rejected: 30 });
    expect(output.problems.map(({ line }) => line)).toEqual(Array.from({ length: 20 }, (_, n) => n + 2));
    expect(report?.trim().split("\n")).toHaveLength(31);
  });
});

describe("jobs:import rows › file that can't be imported", () => {
  async function failure(run: Promise<unknown>) {
    const error = await run.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(NonRetryableError);
    return error as NonRetryableError;
  }

  test.each([
    ["isn't text", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]), "not_text", /PNG/],
    ["has a record that is too large", `url\n"${"x".repeat(17 * 1024 * 1024)}`, "record_too_large", /line 2/],
    ["has a record of too many fields", `url\n${",".repeat(100_000)}\n`, "too_many_fields", /line 2/],
    ["names a column twice", `url,body,url\n${url},,\n`, "invalid_header", /"url" more than once/],
  ])("fails without a retry when it %s", async (_, content, code, message) => {
    expect(await failure(requests(content))).toMatchObject({ code, message: expect.stringMatching(message) });
  });

  test("is refused when its type is jobs:import", async () => {
    const error = await failure(runImport("fileId\n", { type: "jobs:import" }));
    expect(error).toMatchObject({ code: "not_importable", message: expect.stringMatching(/can't create imports/) });
  });
});
