import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Answer, someFileId, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

let gaffer: TestGaffer;
beforeAll(async () => {
  gaffer = await startTestGaffer({ role: "api" });
});
afterAll(async () => {
  const { rows } = await gaffer.database.admin.query("select count(*)::int as jobs from current_jobs");
  await gaffer.stop();
  // No request in this file creates a job.
  expect(rows).toEqual([{ jobs: 0 }]);
});

const input = { fileId: someFileId };
const period = { from: "2026-11-01T00:00:00Z", to: "2026-12-01T00:00:00Z" };
interface Fault {
  pointer: string;
  code: string;
}

const json = { "content-type": "application/json" };

function expectProblem(answer: Answer, status: number, type: string): void {
  expect(answer).toMatchObject({ status, body: { type: `/problems/${type}`, status } });
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
}

/**
 * Sends the body as a single job and as the last job of a batch. Expects the same error at `pointer`, which in the
 * batch follows the pointer of the job.
 */
async function expectRefused(body: unknown, pointer: string, message: RegExp): Promise<void> {
  const single = await gaffer.inOrg("POST", "/jobs", body);
  expectProblem(single, 422, "invalid-request");
  expect(single.body.errors).toEqual([
    { in: "body", pointer, code: expect.any(String), message: expect.stringMatching(message) },
  ]);
  const batch = await gaffer.inOrg("POST", "/jobs/batch", { jobs: [{ type: "file:profile", input }, body] });
  expectProblem(batch, 422, "invalid-request");
  expect(batch.body.errors).toMatchObject([{ in: "body", pointer: `/jobs/1${pointer}` }]);
}

describe("Request body validation › refused job", () => {
  test.each([
    ["an unknown field", { type: "file:profile", input, prioritty: "high" }, "/prioritty", /is unknown/],
    [
      "an unknown input field",
      { type: "file:profile", input: { ...input, path: "/etc" } },
      "/input/path",
      /is unknown/,
    ],
    ["a field of responses", { type: "file:profile", input, orgId: someFileId }, "/orgId", /is unknown/],
    ["an unknown field with a slash", { type: "file:profile", input, "a/b~c": 1 }, "/a~1b~0c", /is unknown/],
    ["a bad enum value", { type: "file:profile", input, priority: "urgent" }, "/priority", /"low", "normal", "high"/],
    ["an enum value in another case", { type: "file:profile", input, priority: "High" }, "/priority", /one of/],
    [
      "a bad enum value of the input",
      { type: "file:profile", input: { ...input, format: "xml" } },
      "/input/format",
      /./,
    ],
    ["a missing input", { type: "file:profile" }, "/input", /missing/],
    ["a missing input field", { type: "file:profile", input: {} }, "/input/fileId", /missing/],
    [
      "an input field of another type",
      { type: "report:generate", input: { ...period, ...input } },
      "/input/fileId",
      /./,
    ],
    ["a missing type", { input }, "/type", /must be one of/],
    ["an unknown type", { type: "file:delete", input }, "/type", /"file:profile", .*"report:generate"/],
    ["a type that is a number", { type: 7, input }, "/type", /./],
    ["the type of a system job", { type: "storage:cleanup", input: {} }, "/type", /one of/],
    ["the name of an object's property as type", { type: "constructor", input: {} }, "/type", /one of/],
    ["no attempts", { type: "file:profile", input, maxAttempts: 0 }, "/maxAttempts", /at least 1/],
    ["too many attempts", { type: "file:profile", input, maxAttempts: 26 }, "/maxAttempts", /at most 25/],
    ["half an attempt", { type: "file:profile", input, maxAttempts: 1.5 }, "/maxAttempts", /integer/],
    ["attempts in words", { type: "file:profile", input, maxAttempts: "3" }, "/maxAttempts", /integer/],
    ["no time", { type: "file:profile", input, timeoutSeconds: 0 }, "/timeoutSeconds", /at least 1/],
    ["too much time", { type: "file:profile", input, timeoutSeconds: 86_401 }, "/timeoutSeconds", /at most 86400/],
    ["null for an omitted field", { type: "file:profile", input, runAt: null }, "/runAt", /string/],
    ["a start beyond a year", { type: "file:profile", input, runAt: "2999-01-01T00:00:00Z" }, "/runAt", /year ahead/],
    ["the 31st of February", { type: "file:profile", input, runAt: "2026-02-31T00:00:00Z" }, "/runAt", /date-time/],
    ["a leap second", { type: "file:profile", input, runAt: "2016-12-31T23:59:60Z" }, "/runAt", /date-time/],
    ["the 24th hour", { type: "file:profile", input, runAt: "2026-01-01T24:00:00Z" }, "/runAt", /date-time/],
    ["a time without a zone", { type: "file:profile", input, runAt: "2026-01-01T00:00:00" }, "/runAt", /date-time/],
    ["a day", { type: "file:profile", input, runAt: "2026-01-01" }, "/runAt", /date-time/],
    ["a year before the first", { type: "file:profile", input, runAt: "0001-01-01T00:00:00+14:00" }, "/runAt", /./],
    ["an id as a URN", { type: "file:profile", input: { fileId: `urn:uuid:${someFileId}` } }, "/input/fileId", /uuid/],
    ["an id in braces", { type: "file:profile", input: { fileId: `{${someFileId}}` } }, "/input/fileId", /uuid/],
    ["an id without hyphens", { type: "file:profile", input: { fileId: "0".repeat(32) } }, "/input/fileId", /uuid/],
    ["an id with a line feed", { type: "file:profile", input: { fileId: `${someFileId}\n` } }, "/input/fileId", /uuid/],
    ["half an emoji", { type: "file:profile", input: { fileId: "\ud83d" } }, "/input/fileId", /surrogate/],
    ["a NUL", { type: "file:profile", input: { fileId: "a\u0000b" } }, "/input/fileId", /U\+0000/],
    ["a NUL in a name", { type: "file:profile", input, "a\u0000": 1 }, "/a\u0000", /U\+0000/],
    ["a list", [], "", /object/],
    ["null", null, "", /object/],
  ])("%s", (_, body, pointer, message) => expectRefused(body === null ? new RawBody("null") : body, pointer, message));
});

/** A body that is sent as this JSON text. For the value `null`, `inOrg` would send no body. */
class RawBody {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  toJSON(): unknown {
    return JSON.parse(this.text);
  }
}

describe("Request body validation › period of a report", () => {
  const { from, to } = period;
  const bothFields = (pointer: string) => [
    { in: "body", pointer: `${pointer}/from`, code: "too_late", message: "must be before to" },
    { in: "body", pointer: `${pointer}/to`, code: "too_early", message: "must be after from" },
  ];
  const errorsOf = async (url: string, body: unknown) => {
    const answer = await gaffer.inOrg("POST", url, body);
    expectProblem(answer, 422, "invalid-request");
    return answer.body.errors;
  };
  const report = (input: unknown) => ({ type: "report:generate", input });
  const atBoth = (code: string, message: string) =>
    ["from", "to"].map((name) => ({ in: "body", pointer: `/input/${name}`, code, message }));

  test("names both fields when it ends before it starts or has no length", async () => {
    for (const input of [
      { from: to, to: from },
      { from, to: from },
    ])
      expect(await errorsOf("/jobs", report(input))).toEqual(bothFields("/input"));
  });

  test("names both fields in a batch and in a schedule", async () => {
    const wrong = report({ from: to, to: from });
    expect(await errorsOf("/jobs/batch", { jobs: [report(period), wrong] })).toEqual(bothFields("/jobs/1/input"));
    const recurrence = { kind: "daily", time: "09:00" };
    const schedule = { name: "a", job: wrong, recurrence, timezone: "UTC" };
    expect(await errorsOf("/schedules", schedule)).toEqual(bothFields("/job/input"));
  });

  test("has at most 366 days", async () => {
    expect(await errorsOf("/jobs", report({ from: "2020-02-01T00:00:00Z", to }))).toEqual([
      { in: "body", pointer: "/input/to", code: "too_late", message: "must be at most 366 days after from" },
    ]);
  });

  test("can't be combined with a relative period", async () => {
    expect(await errorsOf("/jobs", report({ ...period, period: "lastWeek" }))).toEqual(
      atBoth("not_allowed", "can't be combined with period"),
    );
  });

  test("is required without a relative period", async () => {
    const missing = atBoth("missing", "is missing: send from and to, or period");
    expect(await errorsOf("/jobs", report({}))).toEqual(missing);
    expect(await errorsOf("/jobs", report({ from }))).toEqual(missing.slice(1));
  });

  test("is compared as instants, whatever their offsets", async () => {
    const sameInstant = { from: "2026-11-01T00:00:00Z", to: "2026-11-01T02:00:00+02:00" };
    expect(await errorsOf("/jobs", report(sameInstant))).toEqual(bothFields("/input"));
  });
});

describe("Request body validation › JSON that can't be stored", () => {
  const start = `{"type":"file:profile","input":{"fileId":"${someFileId}"}`;
  test.each([
    ["a number that is too large", `${start},"maxAttempts":1e400}`, "/maxAttempts"],
    ["its negative", `${start},"maxAttempts":-1e400}`, "/maxAttempts"],
    ["__proto__", `${start},"__proto__":{"priority":"high"}}`, "/__proto__"],
    [
      "__proto__ further in",
      `{"type":"file:profile","input":{"fileId":"${someFileId}","__proto__":{"fileId":"a"}}}`,
      "/input/__proto__",
    ],
    ["33 levels", `${"[".repeat(33)}${"]".repeat(33)}`, ""],
    ["100,000 levels", `${"[".repeat(100_000)}${"]".repeat(100_000)}`, ""],
    ["100,000 levels of objects", `${'{"a":'.repeat(50_000)}1${"}".repeat(50_000)}`, ""],
    ["100,001 values", `${start},"extra":[${"1,".repeat(100_000)}1]}`, ""],
    ["1,001 names in an object", `${start},"extra":{${'"a":1,'.repeat(1_000)}"a":1}}`, ""],
  ])("%s", async (_, body, pointer) => {
    const answer = await gaffer.inOrg("POST", "/jobs", body, json);
    expectProblem(answer, 422, "invalid-request");
    expect(answer.body.errors).toMatchObject([{ in: "body", pointer }]);
  });
});

describe("Request body validation › unreadable body", () => {
  test.each([
    ["no JSON", "{type: 1}"],
    ["half a body", '{"type":"file:profile"'],
    ["two values", "{} {}"],
    ["nothing", ""],
    ["white space", " \n"],
    ["a comment", '{"type":"file:profile"} // yes'],
    ["NaN", '{"type":NaN}'],
    ["invalid UTF-8", Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])],
    ["UTF-16", Buffer.from('{"type":"file:profile"}', "utf16le")],
    ["an overlong encoding", Buffer.from([0x22, 0xc0, 0xaf, 0x22])],
    ["a surrogate in UTF-8", Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])],
  ])("%s", async (_, body) => {
    for (const url of ["/jobs", "/jobs/batch"])
      expectProblem(await gaffer.inOrg("POST", url, body, json), 400, "malformed-body");
  });

  test("a body whose stream fails", async () => {
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(Buffer.from('{"type":')),
      pull: (controller) => controller.error(new Error("the connection was lost")),
    });
    expectProblem(await gaffer.inOrg("POST", "/jobs", body, json), 400, "malformed-body");
  });
});

describe("Request body validation › media type", () => {
  test.each(["text/plain", "application/x-www-form-urlencoded", "application/jsonp", "json", "application/*"])(
    "%s",
    async (contentType) => {
      const body = JSON.stringify({ type: "file:profile", input });
      for (const url of ["/jobs", "/jobs/batch"]) {
        const answer = await gaffer.inOrg("POST", url, body, { "content-type": contentType });
        expectProblem(answer, 415, "unsupported-media-type");
      }
    },
  );

  test("is refused when it is missing", async () => {
    const body = Buffer.from(JSON.stringify({ type: "file:profile", input }));
    expectProblem(await gaffer.inOrg("POST", "/jobs", body), 415, "unsupported-media-type");
  });

  test("is accepted in capitals, with a parameter and a byte order mark", async () => {
    const headers = { "content-type": "Application/JSON; charset=UTF-8" };
    const answer = await gaffer.inOrg("POST", "/jobs", `\ufeff{"type":"file:profile"}`, headers);
    expect(answer.body.errors).toMatchObject([{ pointer: "/input", message: "is missing" }]);
  });
});

describe("Request body validation › errors", () => {
  test("list three invalid jobs of a batch, each with its pointer", async () => {
    const jobs = [
      { type: "file:profile", input, priority: "urgent" },
      { type: "file:profile", input: {} },
      { type: "file:profile", input },
      { type: "report:generate", input: { ...period, from: "soon" }, maxAttempts: "3" },
    ];
    const { body } = await gaffer.inOrg("POST", "/jobs/batch", { jobs });
    expect(body.errors).toEqual([
      {
        in: "body",
        pointer: "/jobs/0/priority",
        code: "not_allowed",
        message: 'must be one of "low", "normal", "high"',
      },
      { in: "body", pointer: "/jobs/1/input/fileId", code: "missing", message: "is missing" },
      { in: "body", pointer: "/jobs/3/input/from", code: "invalid_format", message: "must be a date-time" },
      { in: "body", pointer: "/jobs/3/maxAttempts", code: "wrong_type", message: "must be an integer" },
    ]);
    expect(body.detail).toContain("(and 3 more, see errors)");
  });

  test("name each value that can't be stored, with the other errors", async () => {
    const jobs = [
      { type: "file:profile", input: { fileId: "a\u0000" }, priority: "urgent" },
      { type: "file:profile", input, "\ud800": 1, timeoutSeconds: 0 },
    ];
    const { body } = await gaffer.inOrg("POST", "/jobs/batch", { jobs });
    expect(body.errors).toMatchObject([
      { pointer: "/jobs/0/input/fileId", code: "not_storable" },
      { pointer: "/jobs/1/\ud800", code: "not_storable" },
      { pointer: "/jobs/0/priority", code: "not_allowed" },
      { pointer: "/jobs/1/timeoutSeconds", code: "too_small" },
    ]);
  });

  test("name each job of a batch that would start too late", async () => {
    const late = { type: "file:profile", input, runAt: "2999-01-01T00:00:00Z" };
    const { body } = await gaffer.inOrg("POST", "/jobs/batch", { jobs: [late, { type: "file:profile", input }, late] });
    expect(body.errors).toEqual(
      [0, 2].map((index) => ({
        in: "body",
        pointer: `/jobs/${index}/runAt`,
        code: "too_late",
        message: "must be at most a year ahead",
      })),
    );
  });

  test("name each field of a new API key, and each scope that no key can have", async () => {
    const key = { name: "a", scopes: ["org:own", "jobs:read", "system:admin"], expiresAt: "2020-01-01T00:00:00Z" };
    const { body } = await gaffer.inOrg("POST", "/api-keys", key);
    expect(body.errors).toMatchObject([
      { pointer: "/scopes/0", code: "not_allowed" },
      { pointer: "/scopes/2", code: "not_allowed" },
      { pointer: "/expiresAt", code: "too_early" },
    ]);
  });

  test("have codes for programs", async () => {
    const codesOf = async (url: string, sent: unknown) => {
      const { body } = await gaffer.inOrg("POST", url, sent, json);
      return Object.fromEntries(body.errors.map(({ pointer, code }: Fault) => [pointer, code]));
    };
    const recurrence = { kind: "weekly", weekdays: ["monday", "monday"], time: "9 o'clock" };
    const schedule = { name: "", recurrence, timezone: "UTC", startsAt: 7, endsAt: "soon", maxRuns: 0, more: true };
    expect(await codesOf("/schedules", schedule)).toEqual({
      "/job": "missing",
      "/name": "too_short",
      "/recurrence/weekdays": "duplicate",
      "/recurrence/time": "invalid_format",
      "/startsAt": "wrong_type",
      "/endsAt": "invalid_format",
      "/maxRuns": "too_small",
      "/more": "unknown",
    });
    const job = { type: "http:request", input: { url: "ftp://a", method: "LOOK" }, maxAttempts: 26 };
    expect(await codesOf("/jobs", job)).toEqual({
      "/input/url": "invalid_format",
      "/input/method": "not_allowed",
      "/maxAttempts": "too_large",
    });
    expect(await codesOf("/schedules/preview", { recurrence: { kind: "cron", expression: "0 0 30 2 *" } })).toEqual({
      "/recurrence/expression": "no_run",
    });
    expect(await codesOf("/jobs", "[".repeat(40) + "]".repeat(40))).toEqual({ "": "too_complex" });
    expect(await codesOf("/files/uploads", { name: "a".repeat(300), contentType: "text/csv", sizeBytes: 1 })).toEqual({
      "/name": "too_long",
    });
  });

  test("have at most 50 entries", async () => {
    const { body } = await gaffer.inOrg("POST", "/jobs/batch", { jobs: Array(1_000).fill({ type: "file:profile" }) });
    expect(body.errors).toHaveLength(50);
  });

  test("have only the first entry for a body with more than 50,000 values", async () => {
    const jobs = Array(1_000).fill({ type: "file:profile", input: { fileId: Array(50).fill(1) } });
    const { body } = await gaffer.inOrg("POST", "/jobs/batch", { jobs });
    expect(body.errors).toEqual([
      { in: "body", pointer: "/jobs/0/input/fileId", code: "wrong_type", message: "must be a string" },
    ]);
  });

  test("cover path, query and headers together", async () => {
    const { body } = await gaffer.inOrg("GET", "/jobs?limit=0&status=done&cursor=");
    expect(body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(["/limit", "/cursor", "/status/0"]);
  });

  test("shorten a very long pointer", async () => {
    const { body } = await gaffer.inOrg("POST", "/jobs", { type: "file:profile", input, ["a".repeat(100_000)]: 1 });
    expect(body.errors).toEqual([
      { in: "body", pointer: `/${"a".repeat(999)}…`, code: "unknown", message: "is unknown" },
    ]);
  });

  test("shorten the pointers of values in a field with a very long name", async () => {
    const long = { type: "file:profile", input, ["~".repeat(100_000)]: Array(60).fill("\u0000") };
    const { body } = await gaffer.inOrg("POST", "/jobs", long);
    expect(body.errors).toEqual([
      {
        in: "body",
        pointer: `/${"~0".repeat(499)}~…`,
        code: "not_storable",
        message: "must not contain the character U+0000",
      },
    ]);
  });

  test("skip a pattern or uniqueness check beyond the maximum length", async () => {
    const weekly = { kind: "weekly", weekdays: Array(20_000).fill("monday"), time: "09:00" };
    const { body } = await gaffer.inOrg("POST", "/schedules/preview", { recurrence: weekly });
    expect(body).toMatchObject({ status: 413 });
    const schedule = { name: "a", job: { type: "file:profile", input }, recurrence: weekly };
    const answer = await gaffer.inOrg("POST", "/schedules", schedule);
    expect(answer.body.errors).toEqual([
      { in: "body", pointer: "/recurrence/weekdays", code: "too_long", message: "must have at most 7 items" },
    ]);
  });
});

describe("Request body validation › refused batch", () => {
  test.each([
    ["is empty", { jobs: [] }, "/jobs"],
    ["has 1,001 jobs", { jobs: Array(1_001).fill({ type: "file:profile", input }) }, "/jobs"],
    ["has none", {}, "/jobs"],
    ["isn't a list", { jobs: { 0: { type: "file:profile", input } } }, "/jobs"],
    ["has an unknown field", { jobs: [{ type: "file:profile", input }], atomic: false }, "/atomic"],
  ])("%s", async (_, body, pointer) => {
    const answer = await gaffer.inOrg("POST", "/jobs/batch", body);
    expectProblem(answer, 422, "invalid-request");
    expect(answer.body.errors).toMatchObject([{ in: "body", pointer }]);
  });
});
