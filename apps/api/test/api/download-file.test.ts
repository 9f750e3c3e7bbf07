import { rm } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { securityHeaders } from "../../src/http/security-headers.ts";
import { startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";
import { countFileRows, download, storedFiles } from "./stored-content.ts";

const content = "0123456789abcdefghij";

let clock = Date.parse("2026-11-20T12:00:00.000Z");
let gaffer: TestGaffer;
let fileId: string;
beforeAll(async () => {
  gaffer = await startTestGaffer({ role: "api", now: () => new Date(clock) });
  fileId = (await upload("name=a.html")).id;
});
afterAll(() => gaffer.stop());

async function upload(query: string, body = content): Promise<{ id: string; sha256: string }> {
  return (await gaffer.inOrg("POST", `/files?${query}`, body, { "content-type": "text/html" })).body;
}

test("downloadFile › whole content › comes as an attachment that no browser runs", async () => {
  const { sha256 } = (await gaffer.inOrg("GET", `/files/${fileId}`)).body;
  const answer = await download(gaffer, fileId);
  expect(answer.status).toBe(200);
  expect(String(answer.content)).toBe(content);
  expect(Object.fromEntries(answer.headers)).toEqual({
    ...Object.fromEntries(new Headers(securityHeaders)),
    "accept-ranges": "bytes",
    "content-disposition": "attachment; filename*=UTF-8''a.html",
    "content-length": "20",
    "content-type": "application/octet-stream",
    etag: `"${sha256}"`,
    "x-request-id": expect.any(String),
  });
});

describe("downloadFile › range", () => {
  test.each([
    ["bytes=0-0", 0, 0],
    ["bytes=0-4", 0, 4],
    ["bytes=5-9", 5, 9],
    ["bytes=19-19", 19, 19],
    ["bytes=15-", 15, 19],
    ["bytes=0-", 0, 19],
    ["bytes=15-1000", 15, 19],
    ["bytes=15-99999999999999999999999999", 15, 19],
    ["bytes=-1", 19, 19],
    ["bytes=-7", 13, 19],
    ["bytes=-20", 0, 19],
    ["bytes=-1000", 0, 19],
  ])("%s returns bytes %i to %i", async (range, start, end) => {
    const answer = await download(gaffer, fileId, { range });
    expect(answer.status).toBe(206);
    expect(String(answer.content)).toBe(content.slice(start, end + 1));
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-range": `bytes ${start}-${end}/20`,
      "content-length": String(end - start + 1),
      "content-type": "application/octet-stream",
      "content-disposition": "attachment; filename*=UTF-8''a.html",
    });
  });

  test.each(["bytes=20-", "bytes=20-30", "bytes=1000-", "bytes=-0", "bytes=99999999999999999999999999-"])(
    "%s is outside of the file",
    async (range) => {
      const answer = await gaffer.inOrg("GET", `/files/${fileId}/content`, undefined, { range });
      expect(answer).toMatchObject({ status: 416, body: { type: "/problems/range-not-satisfiable" } });
      expect(answer.headers.get("content-range")).toBe("bytes */20");
    },
  );

  test.each([
    "",
    "bytes",
    "bytes=",
    "bytes=-",
    "bytes=4-2",
    "bytes=a-b",
    "bytes=0-1,3-4",
    "bytes=0-1, 0-1",
    "bytes= 0-1",
    "bytes=0 - 1",
    "bytes=1.5-2",
    "bytes=--1",
    "bytes=0x1-2",
    "lines=0-1",
    "0-1",
  ])("in an unknown form returns the whole file: %j", async (range) => {
    const answer = await download(gaffer, fileId, { range });
    expect([answer.status, String(answer.content), answer.headers.get("content-range")]).toEqual([200, content, null]);
  });

  test("is never satisfiable for an empty file", async () => {
    const { id } = await upload("name=empty", "");
    for (const range of ["bytes=0-", "bytes=0-0", "bytes=-1"]) {
      const answer = await gaffer.inOrg("GET", `/files/${id}/content`, undefined, { range });
      expect([answer.status, answer.headers.get("content-range")]).toEqual([416, "bytes */0"]);
    }
  });
});

describe("downloadFile › precondition", () => {
  const get = (headers: Record<string, string>) => download(gaffer, fileId, headers);
  const etag = async () => (await get({})).headers.get("etag") as string;

  test("is a 304 for a client that has the content, also with a range", async () => {
    const tag = await etag();
    for (const header of [tag, `W/${tag}`, `"x", ${tag}`, "*"]) {
      const answer = await get({ "if-none-match": header, range: "bytes=0-1" });
      expect([answer.status, String(answer.content), answer.headers.get("etag")]).toEqual([304, "", tag]);
    }
    expect((await get({ "if-none-match": '"x"' })).status).toBe(200);
    expect((await get({ "if-none-match": "x" })).status).toBe(400);
  });

  test("If-Range continues the same content, and gets the whole of another one", async () => {
    const tag = await etag();
    const part = await get({ range: "bytes=10-", "if-range": tag });
    expect([part.status, String(part.content)]).toEqual([206, content.slice(10)]);
    for (const other of ['"other"', `W/${tag}`, "Fri, 20 Nov 2026 12:00:00 GMT", tag.slice(1, -1)]) {
      const whole = await get({ range: "bytes=10-", "if-range": other });
      expect([whole.status, String(whole.content)], other).toEqual([200, content]);
    }
    expect((await get({ range: "bytes=99-", "if-range": '"other"' })).status).toBe(200);
    expect((await get({ "if-range": tag })).status).toBe(200);
  });
});

describe("downloadFile › file name", () => {
  test.each([
    ['a".html', "a%22.html"],
    ["a\r\nSet-Cookie: x=1", "a%0D%0ASet-Cookie%3A%20x%3D1"],
    ["../../etc/passwd", "..%2F..%2Fetc%2Fpasswd"],
    ["C:\\con.txt", "C%3A%5Ccon.txt"],
    ["naïve 文件 \u{1F600}.csv", "na%C3%AFve%20%E6%96%87%E4%BB%B6%20%F0%9F%98%80.csv"],
    ["it's (1)*.csv", "it%27s%20%281%29%2A.csv"],
    ["a; filename=b", "a%3B%20filename%3Db"],
    ["%41", "%2541"],
    ["\u202egnp.exe", "%E2%80%AEgnp.exe"],
    [".", "."],
    ["\u{1F600}".repeat(255), "%F0%9F%98%80".repeat(255)],
  ])("%j is returned unchanged and safely encoded", async (name, encoded) => {
    const { id } = await upload(`name=${encodeURIComponent(name)}`);
    expect((await gaffer.inOrg("GET", `/files/${id}`)).body.name).toBe(name);
    const { headers } = await download(gaffer, id);
    expect(headers.get("content-disposition")).toBe(`attachment; filename*=UTF-8''${encoded}`);
    expect(headers.has("set-cookie")).toBe(false);
    expect((await storedFiles(gaffer)).every((file) => /^objects\/[0-9a-f-]{36}\/[0-9a-f-]{36}$/.test(file))).toBe(
      true,
    );
  });
});

describe("downloadFile › expired file", () => {
  test("is not found from that millisecond on, when it is read, listed or deleted", async () => {
    const { id } = await upload(`name=a&expiresAt=${new Date(clock + 1_000).toISOString()}`);
    const ids = async () =>
      (await gaffer.inOrg("GET", "/files?limit=100")).body.items.map((file: { id: string }) => file.id);
    clock += 999;
    expect((await download(gaffer, id)).status).toBe(200);
    expect(await ids()).toContain(id);
    clock += 1;
    for (const [method, url] of [
      ["GET", `/files/${id}`],
      ["GET", `/files/${id}/content`],
      ["DELETE", `/files/${id}`],
    ] as const)
      expect(await gaffer.inOrg(method, url)).toMatchObject({
        status: 404,
        body: { type: "/problems/not-found" },
      });
    expect(await ids()).not.toContain(id);
  });
});

test("downloadFile › deleted file › is not found, and its content is removed", async () => {
  const { id } = await upload("name=a");
  const rows = await countFileRows(gaffer);
  const stored = `objects/${gaffer.org.orgId}/${id}`;
  expect(await storedFiles(gaffer)).toContain(stored);
  const answer = await gaffer.inOrg("DELETE", `/files/${id}`);
  expect([answer.status, answer.body]).toEqual([204, ""]);
  expect(await storedFiles(gaffer)).not.toContain(stored);
  expect(await countFileRows(gaffer)).toBe(rows - 1);
  for (const [method, url] of [
    ["GET", `/files/${id}`],
    ["GET", `/files/${id}/content`],
    ["DELETE", `/files/${id}`],
  ] as const)
    expect(await gaffer.inOrg(method, url)).toMatchObject({ status: 404 });
});

test("downloadFile › ten concurrent deletions › one of them succeeds", async () => {
  const { id } = await upload("name=a");
  const answers = await Promise.all(Array.from({ length: 10 }, () => gaffer.inOrg("DELETE", `/files/${id}`)));
  expect(answers.map(({ status }) => status).sort()).toEqual([204, ...Array(9).fill(404)]);
});

test("downloadFile › content deleted after its row was read › is not found", async () => {
  const { id } = await upload("name=going.txt");
  await rm(path.join(gaffer.config.dataDir, "files/objects", gaffer.org.orgId, id));
  expect((await download(gaffer, id)).status).toBe(404);
});
