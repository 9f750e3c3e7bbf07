import { createHash, randomBytes } from "node:crypto";
import { request as httpRequest } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DemoOrg } from "../../src/demo/demo-org.ts";
import type { TestGaffer } from "../harness/test-gaffer.ts";
import { type Driver, listAll, type OpenDriver } from "./drivers.ts";
import { type ServedDriver, serveDriver } from "./served-driver.ts";

const hour = 60 * 60 * 1000;
const sha256 = (content: Uint8Array) => createHash("sha256").update(content).digest("hex");

/** Tests of files through the API, for every storage driver. */
export function describeFiles(driver: Driver): void {
  describe(`${driver.name} › Files`, () => {
    let opened: OpenDriver;
    let gaffer: TestGaffer;
    let served: ServedDriver;
    let base: string;
    let other: DemoOrg;
    let clock: number | undefined;
    beforeAll(async () => {
      served = await serveDriver(driver, () => new Date(clock ?? Date.now()));
      ({ opened, gaffer, base } = served);
      other = await gaffer.createOrg("other");
    });
    afterAll(() => served.stop());

    const begin = (content: Uint8Array, more = {}) =>
      gaffer.inOrg("POST", "/files/uploads", {
        name: "täble.csv",
        contentType: "text/csv",
        sizeBytes: content.length,
        ...more,
      });
    const put = ({ url, headers }: { url: string; headers: Record<string, string> }, content: Uint8Array) =>
      fetch(new URL(url, base), { method: "PUT", headers, body: content as Uint8Array<ArrayBuffer> });
    const complete = (id: string) => gaffer.inOrg("POST", `/files/uploads/${id}/complete`);
    async function content(fileId: string): Promise<Buffer> {
      const headers = { authorization: `Bearer ${gaffer.org.apiKey}` };
      const url = `/v1/orgs/${gaffer.org.orgId}/files/${fileId}/content`;
      return Buffer.from(await (await gaffer.app.http.request(url, { headers })).arrayBuffer());
    }
    const remove = (id: string) => gaffer.inOrg("DELETE", `/files/${id}`);

    test("are uploaded, read by ranges and deleted", async () => {
      const bytes = randomBytes(9 * 1024 * 1024);
      const { status, body } = await gaffer.inOrg("POST", "/files?name=a", bytes, { "content-type": "a/b" });
      expect([status, body.sizeBytes, body.sha256]).toEqual([201, bytes.length, sha256(bytes)]);
      expect((await content(body.id)).equals(bytes)).toBe(true);
      const range = { range: "bytes=5-8" };
      const part = await gaffer.inOrg("GET", `/files/${body.id}/content`, undefined, range);
      expect([part.status, part.headers.get("content-length")]).toEqual([206, "4"]);
      expect(await opened.names()).toEqual([`objects/${gaffer.org.orgId}/${body.id}`]);
      expect((await remove(body.id)).status).toBe(204);
      expect(await opened.names()).toEqual([]);
    });

    test("leave nothing when their upload is cut off", async () => {
      const headers = { authorization: `Bearer ${gaffer.org.apiKey}`, "content-type": "a/b" };
      const url = `${base}/v1/orgs/${gaffer.org.orgId}/files?name=a`;
      const request = httpRequest(url, { method: "POST", headers: { ...headers, "content-length": 40_000_000 } });
      request.on("error", () => {});
      const after = gaffer.log.lines.length;
      await new Promise((sent) => request.write(randomBytes(20_000_000), sent));
      request.destroy();
      const isIt = (line: { msg: string; operation?: unknown }) =>
        line.msg === "request" && line.operation === "uploadFile";
      const line = await gaffer.log.waitFor((line) => gaffer.log.lines.indexOf(line) >= after && isIt(line));
      expect(line).toMatchObject({ status: 400 });
      expect(await opened.names()).toEqual([]);
      expect(await listAll(opened.storage.listUnfinished(new Date(Date.now() + hour)))).toEqual([]);
    });

    describe("direct upload", () => {
      test("exists as a file after its completion, and not before", async () => {
        const bytes = randomBytes(100_000);
        const { status, body: upload } = await begin(bytes, { sha256: sha256(bytes) });
        expect(status).toBe(201);
        expect(upload).toMatchObject({ method: "PUT", headers: { "Content-Type": "application/octet-stream" } });
        expect((await complete(upload.id)).body).toMatchObject({
          type: "/problems/upload-mismatch",
          detail: expect.stringContaining("it is missing"),
        });
        expect((await put(upload, bytes)).status).toBe(200);
        expect((await gaffer.inOrg("GET", "/files")).body.items).toEqual([]);
        const completed = await complete(upload.id);
        const { id } = completed.body;
        expect(completed.status).toBe(201);
        expect(completed.headers.get("location")).toBe(`/v1/orgs/${gaffer.org.orgId}/files/${id}`);
        expect(completed.body).toEqual({
          id: expect.any(String),
          orgId: gaffer.org.orgId,
          name: "täble.csv",
          contentType: "text/csv",
          sizeBytes: bytes.length,
          sha256: sha256(bytes),
          createdBy: expect.stringMatching(/^key:/),
          createdAt: expect.any(String),
          expiresAt: null,
        });
        expect((await content(id)).equals(bytes)).toBe(true);
        expect((await complete(upload.id)).body, "again").toEqual(completed.body);
        expect(await opened.names()).toEqual([`objects/${gaffer.org.orgId}/${id}`]);
        await remove(id);
        expect((await complete(upload.id)).status, "after the file was deleted").toBe(404);
      });

      test("can't be changed with its URL after its completion", async () => {
        const bytes = randomBytes(1_000);
        const { body: upload } = await begin(bytes);
        await put(upload, bytes);
        const { body: file } = await complete(upload.id);
        await put(upload, randomBytes(1_000));
        expect((await complete(upload.id)).body.id).toBe(file.id);
        expect((await content(file.id)).equals(bytes)).toBe(true);
        await remove(file.id);
        for await (const left of opened.storage.listUnfinished(new Date(Date.now() + hour))) await left.remove();
      });

      test("becomes one file, however often it is completed at once", async () => {
        const bytes = randomBytes(1_000);
        const { body: upload } = await begin(bytes);
        await put(upload, bytes);
        const answers = await Promise.all(Array.from({ length: 5 }, () => complete(upload.id)));
        expect(answers.map(({ status }) => status)).toEqual(Array(5).fill(201));
        const { body: file } = await complete(upload.id);
        expect(await opened.names()).toEqual([`objects/${gaffer.org.orgId}/${file.id}`]);
        expect((await gaffer.inOrg("GET", "/files")).body.items).toEqual([file]);
        await remove(file.id);
      });

      test("must match its announced size and hash, and can be repeated", async () => {
        const bytes = randomBytes(1_000);
        const { body: upload } = await begin(bytes, { sha256: sha256(bytes) });
        for (const wrong of [randomBytes(999), randomBytes(1_001)]) {
          const answer = await put(upload, wrong);
          if (driver.checksSignatures) expect(answer.status).toBeGreaterThanOrEqual(400);
          expect((await complete(upload.id)).status).toBe(409);
        }
        await put(upload, randomBytes(1_000));
        const refused = await complete(upload.id);
        expect([refused.status, refused.body.detail]).toEqual([409, expect.stringContaining("SHA-256")]);
        expect((await gaffer.inOrg("GET", "/files")).body.items).toEqual([]);
        await put(upload, bytes);
        const { status, body } = await complete(upload.id);
        expect(status).toBe(201);
        await remove(body.id);
        expect(await opened.names()).toEqual([]);
      });

      test("may be empty, but not larger than the maximum", async () => {
        const { body: upload } = await begin(Buffer.alloc(0));
        await put(upload, Buffer.alloc(0));
        const { status, body } = await complete(upload.id);
        expect([status, body.sizeBytes]).toEqual([201, 0]);
        await remove(body.id);
        const { body: tooLarge } = await begin(Buffer.alloc(0), { sizeBytes: gaffer.config.maxFileBytes + 1 });
        expect(tooLarge).toMatchObject({ status: 413 });
      });

      test("can't be completed by another organization", async () => {
        const bytes = randomBytes(10);
        const { body: upload } = await begin(bytes);
        await put(upload, bytes);
        const url = `/v1/orgs/${other.orgId}/files/uploads/${upload.id}/complete`;
        expect((await gaffer.request("POST", url, { as: other })).status).toBe(404);
        await remove((await complete(upload.id)).body.id);
      });

      test("can't be completed after a day", async () => {
        const bytes = randomBytes(10);
        const { body: upload } = await begin(bytes);
        await put(upload, bytes);
        clock = Date.parse(upload.expiresAt);
        expect((await complete(upload.id)).status).toBe(404);
        clock -= 1;
        const { status, body } = await complete(upload.id);
        expect(status).toBe(201);
        await remove(body.id);
        clock = undefined;
      });
    });

    test("cause no error in the log", () => {
      expect(gaffer.log.lines.filter(({ level }) => level >= 50)).toEqual([]);
      expect(JSON.stringify(gaffer.log.lines)).not.toMatch(/ignature/);
    });
  });
}
