import { createHash } from "node:crypto";
import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";
import { countFileRows, download, storedFiles } from "./stored-content.ts";

const moment = new Date("2026-11-20T12:00:00.000Z");
const maxFileBytes = 64 * 1024 * 1024;

let gaffer: TestGaffer;
beforeAll(async () => {
  gaffer = await startTestGaffer({ role: "api", now: () => moment, config: { maxFileBytes } });
});
afterAll(() => gaffer.stop());

const sha256 = (content: Uint8Array | string) => createHash("sha256").update(content).digest("hex");
const upload = (query: string, body?: unknown, headers: Record<string, string> = { "content-type": "text/csv" }) =>
  gaffer.inOrg("POST", `/files?${query}`, body, headers);

describe("uploadFile › upload", () => {
  test("returns the whole file and its Location", async () => {
    const { orgId, apiKey } = gaffer.org;
    const content = "a,b\n1,2\n";
    const { status, headers, body } = await upload("name=table.csv&expiresAt=2026-11-21T13:00:00%2B01:00", content);
    expect(status).toBe(201);
    expect(body).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7/),
      orgId,
      name: "table.csv",
      contentType: "text/csv",
      sizeBytes: 8,
      sha256: sha256(content),
      createdBy: `key:${apiKey.split("_")[1]}`,
      createdAt: moment.toISOString(),
      expiresAt: "2026-11-21T12:00:00.000Z",
    });
    expect(headers.get("location")).toBe(`/v1/orgs/${orgId}/files/${body.id}`);
    const read = await gaffer.request("GET", headers.get("location") ?? "", { as: gaffer.org });
    expect(read).toMatchObject({ status: 200, body });
    expect((await gaffer.inOrg("GET", "/files?limit=1")).body.items).toEqual([body]);
  });

  test("keeps every byte", async () => {
    const content = Buffer.from(Array.from({ length: 100_000 }, (_, index) => (index * 7919) % 256));
    const { body } = await upload("name=bytes", content);
    expect(body).toMatchObject({ sizeBytes: 100_000, sha256: sha256(content), expiresAt: null });
    expect((await download(gaffer, body.id)).content).toEqual(content);
  });

  test.each([["no body"], ["an empty one", ""], ["an empty stream", new ReadableStream({ start: (c) => c.close() })]])(
    "may be empty: %s",
    async (_, content?: unknown) => {
      const { status, body } = await upload("name=empty", content);
      expect(status).toBe(201);
      expect(body).toMatchObject({ sizeBytes: 0, sha256: sha256("") });
      const { status: downloaded, headers, content: stored } = await download(gaffer, body.id);
      expect([downloaded, headers.get("content-length"), stored.length]).toEqual([200, "0", 0]);
    },
  );

  test("accepts JSON and forms as bytes, like any other content", async () => {
    for (const type of ["application/json", "multipart/form-data; boundary=x", "text/html; charset=latin1", "a/b+c"]) {
      const { status, body } = await upload("name=a", "{not json", { "content-type": type });
      expect(status).toBe(201);
      expect(body).toMatchObject({ contentType: type, sizeBytes: 9 });
    }
  });

  test("defaults to application/octet-stream", async () => {
    expect((await upload("name=a", Buffer.from("x"), {})).body.contentType).toBe("application/octet-stream");
  });

  test.each(["text", "text/", "/csv", "text csv/x", "é/csv", `text/${"x".repeat(260)}`])(
    "is refused with the media type %j",
    async (type) => {
      const answer = await upload("name=a", "x", { "content-type": type });
      expect(answer).toMatchObject({ status: 422, body: { errors: [{ in: "header", pointer: "/Content-Type" }] } });
    },
  );

  test.each([
    ["", "/name"],
    ["name=", "/name"],
    [`name=${"x".repeat(256)}`, "/name"],
    ["name=a%00b", "/name"],
    ["name=a&name=b", "/name"],
    ["name=a&folder=b", "/folder"],
    ["name=a&expiresAt=tomorrow", "/expiresAt"],
    ["name=a&expiresAt=2026-11-20T12:00:00Z", "/expiresAt"],
    ["name=a&expiresAt=1999-12-31T23:59:59Z", "/expiresAt"],
    ["name=a&expiresAt=2027-02-29T00:00:00Z", "/expiresAt"],
    ["name=a&expiresAt=9999-12-31T23:59:59-01:00", "/expiresAt"],
  ])("is refused with the query %j before its content is read", async (query, pointer) => {
    const [before, rows] = [await storedFiles(gaffer), await countFileRows(gaffer)];
    let pulled = 0;
    const body = new ReadableStream({ pull: () => void pulled++ }, { highWaterMark: 0 });
    const answer = await upload(query, body);
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ in: "query", pointer }] } });
    expect(pulled).toBe(0);
    expect([await storedFiles(gaffer), await countFileRows(gaffer)]).toEqual([before, rows]);
  });

  test("may be kept until the year 9999", async () => {
    const { body } = await upload("name=a&expiresAt=9999-12-31T23:59:59.999Z", "x");
    expect((await gaffer.inOrg("GET", `/files/${body.id}`)).body).toEqual(body);
    expect(body.expiresAt).toBe("9999-12-31T23:59:59.999Z");
  });

  test("of 50 MB is streamed to disk with little memory", async () => {
    const chunk = Buffer.alloc(256 * 1024, "gaffer ");
    const chunks = 200;
    const hash = createHash("sha256");
    const uploads = path.join(gaffer.config.dataDir, "files/uploads");
    let sent = 0;
    let furthestAhead = 0;
    const content = new ReadableStream(
      {
        async pull(controller) {
          const [name] = await readdir(uploads);
          const onDisk = name === undefined ? 0 : (await stat(path.join(uploads, name))).size;
          furthestAhead = Math.max(furthestAhead, sent * chunk.length - onDisk);
          if (sent++ === chunks) return controller.close();
          hash.update(chunk);
          controller.enqueue(chunk);
        },
      },
      { highWaterMark: 0 },
    );
    const { status, body } = await upload("name=large", content);
    expect(status).toBe(201);
    expect(body).toMatchObject({ sizeBytes: chunks * chunk.length, sha256: hash.digest("hex") });
    expect(furthestAhead).toBeLessThanOrEqual(4 * chunk.length);
  });

  test("that is too large is refused, whatever its content-length, and leaves nothing", async () => {
    const [before, rows] = [await storedFiles(gaffer), await countFileRows(gaffer)];
    const chunk = Buffer.alloc(8 * 1024 * 1024);
    let sent = 0;
    let cancelled = false;
    const content = new ReadableStream({
      pull(controller) {
        sent += chunk.length;
        controller.enqueue(chunk);
      },
      cancel() {
        cancelled = true;
      },
    });
    const answer = await upload("name=a", content, { "content-type": "a/b", "content-length": "10" });
    expect(answer).toMatchObject({ status: 413, body: { type: "/problems/too-large" } });
    expect(answer.body.detail).toContain(String(maxFileBytes));
    expect(answer.headers.get("connection")).toBe("close");
    // The server stops reading the request's body at the size limit and cancels the body's stream.
    expect(cancelled).toBe(true);
    expect(sent).toBeLessThanOrEqual(maxFileBytes + 4 * chunk.length);
    expect([await storedFiles(gaffer), await countFileRows(gaffer)]).toEqual([before, rows]);
  });

  test("leaves nothing when its row can't be stored", async () => {
    const [before, rows] = [await storedFiles(gaffer), await countFileRows(gaffer)];
    await gaffer.database.admin.query("revoke insert on files from gaffer_api");
    expect(await upload("name=a", "x")).toMatchObject({ status: 500 });
    await gaffer.database.admin.query("grant insert on files to gaffer_api");
    expect([await storedFiles(gaffer), await countFileRows(gaffer)]).toEqual([before, rows]);
  });
});

test("uploadFile › file of the maximum size › is stored", async () => {
  const content = Buffer.alloc(maxFileBytes);
  expect(await upload("name=a", content)).toMatchObject({ status: 201, body: { sizeBytes: maxFileBytes } });
});
