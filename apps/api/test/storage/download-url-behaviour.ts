import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TestGaffer } from "../harness/test-gaffer.ts";
import type { Driver, OpenDriver } from "./drivers.ts";
import { type ServedDriver, serveDriver } from "./served-driver.ts";

/** Tests of download URLs, for every storage driver. */
export function describeDownloadUrls(driver: Driver): void {
  describe(`${driver.name} › Download URL`, () => {
    let opened: OpenDriver;
    let gaffer: TestGaffer;
    let base: string;
    let served: ServedDriver;
    beforeAll(async () => {
      served = await serveDriver(driver);
      ({ opened, gaffer, base } = served);
    });
    afterAll(() => served.stop());
    const remove = (id: string) => gaffer.inOrg("DELETE", `/files/${id}`);

    test("works without a key, as an attachment, and at most as long as the file lives", async () => {
      const expiresAt = new Date(Math.ceil(Date.now() / 1000) * 1000 + 100_000).toISOString();
      const query = `name=${encodeURIComponent("ä b.html")}&expiresAt=${expiresAt}`;
      const { body: file } = await gaffer.inOrg("POST", `/files?${query}`, "<b>", { "content-type": "text/html" });
      const { status, body } = await gaffer.inOrg("GET", `/files/${file.id}/url`);
      expect(status).toBe(200);
      expect(Date.parse(body.expiresAt)).toBeLessThanOrEqual(Date.parse(expiresAt));
      const answer = await fetch(new URL(body.url, base));
      expect([answer.status, await answer.text()]).toEqual([200, "<b>"]);
      expect(answer.headers.get("content-type")).toBe("application/octet-stream");
      if (driver.checksSignatures)
        expect(answer.headers.get("content-disposition")).toBe("attachment; filename*=UTF-8''%C3%A4%20b.html");
      await remove(file.id);
      expect((await fetch(new URL(body.url, base))).status).toBe(404);
      expect((await gaffer.inOrg("GET", `/files/${file.id}/url`)).status).toBe(404);
    });

    test("supports ranges like the API", async () => {
      const { body: file } = await gaffer.inOrg("POST", "/files?name=a", "0123456789", { "content-type": "a/b" });
      const { body } = await gaffer.inOrg("GET", `/files/${file.id}/url`);
      const read = (range: string) => fetch(new URL(body.url, base), { headers: { range } });
      for (const [range, text, where] of [
        ["bytes=3-5", "345", "3-5"],
        ["bytes=7-", "789", "7-9"],
        ["bytes=-2", "89", "8-9"],
        ["bytes=8-1000", "89", "8-9"],
      ] as const) {
        const answer = await read(range);
        expect([answer.status, await answer.text()]).toEqual([206, text]);
        expect(answer.headers.get("content-length")).toBe(String(text.length));
        expect(answer.headers.get("content-range")).toBe(`bytes ${where}/10`);
      }
      expect((await read("bytes=10-")).status).toBe(416);
      await remove(file.id);
    });

    test.runIf(driver.checksSignatures)("is valid for one file, one method and a limited time", async () => {
      const { orgId } = gaffer.org;
      const key = `${orgId}/${crypto.randomUUID()}`;
      const { direct } = opened.storage;
      await opened.storage.write(key, ReadableStream.from([Buffer.from("abc")]));
      const status = async (url: string, init?: RequestInit) => (await fetch(new URL(url, base), init)).status;
      const right = await direct.downloadUrl(key, "a", 60);
      expect(await status(right)).toBe(200);
      expect(await status(right, { method: "PUT", body: "abc" })).toBe(403);
      const elsewhere = right.replace(key, `${orgId}/${crypto.randomUUID()}`);
      expect(await status(elsewhere)).toBe(403);
      expect(await status(right.replace(/(ignature=)../, "$1AA"))).toBe(403);
      expect(await status(right.replace(/(xpires=)(\d+)/, "$19$2"))).toBe(403);
      const short = await direct.downloadUrl(key, "a", 1);
      await expect.poll(() => status(short), { interval: 300 }).toBe(403);
      await opened.storage.remove(key);
    });

    test.runIf(driver.checksSignatures)(
      "for an upload is valid for one object, for PUT only, and for a limited time",
      async () => {
        const key = `${gaffer.org.orgId}/${crypto.randomUUID()}`;
        const { direct } = opened.storage;
        const status = async ({ url, headers }: { url: string; headers: Record<string, string> }, method = "PUT") =>
          (await fetch(new URL(url, base), { method, headers, body: method === "PUT" ? "abc" : null })).status;
        const right = await direct.uploadUrl(key, 3, 60);
        expect(await status(right)).toBe(200);
        expect(await status(right, "GET")).toBe(403);
        expect(await status({ ...right, url: right.url.replace(/(ignature=)../, "$1AA") })).toBe(403);
        const short = await direct.uploadUrl(key, 3, 1);
        await expect.poll(() => status(short), { interval: 300 }).toBe(403);
        await direct.removeUpload(key);
      },
    );

    test("is in no log line", () => {
      expect(gaffer.log.lines.filter(({ level }) => level >= 50)).toEqual([]);
      expect(JSON.stringify(gaffer.log.lines)).not.toMatch(/ignature/);
    });
  });
}
