/** An upload whose completion takes longer than the limit of a request, because the store is slow. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";
import { type FakeStore, refuses, startFakeStore } from "./fake-store.ts";

let store: FakeStore;
let gaffer: TestGaffer;
beforeAll(async () => {
  store = await startFakeStore();
  gaffer = await startTestGaffer({ role: "api", config: { s3: store.s3 }, limits: { answerMs: 1_000 } });
});
afterAll(async () => {
  store.close();
  await gaffer.stop();
});

const files = async (): Promise<{ id: string }[]> => (await gaffer.inOrg("GET", "/files")).body.items;
const complete = (id: string) => gaffer.inOrg("POST", `/files/uploads/${id}/complete`);

/** Begins an upload at a store that doesn't return the content until `handOut`. `copies` counts the copies. */
async function beginAtSlowStore() {
  const announced = { name: "a", contentType: "a/b", sizeBytes: 3 };
  const { body: upload } = await gaffer.inOrg("POST", "/files/uploads", announced);
  const handOut = Promise.withResolvers<void>();
  const done = { copies: 0 };
  store.answer = async (request, response) => {
    if (request.method === "GET") {
      await handOut.promise;
      response.setHeader("ETag", '"one"').end("abc");
    } else if (request.method === "PUT") {
      done.copies++;
      response.end('<CopyObjectResult><ETag>"one"</ETag></CopyObjectResult>');
    } else response.writeHead(204).end();
  };
  return { id: upload.id as string, handOut: handOut.resolve, done };
}

test("Late upload completion › success › is 503 at first, and a repeated completion returns the file", async () => {
  const { id, handOut, done } = await beginAtSlowStore();
  const late = await complete(id);
  expect(late).toMatchObject({ status: 503, body: { type: "/problems/unavailable" } });
  expect(late.body.detail).toMatch(/^The request timed out after 1 s\. The operation may still complete/);
  expect(late.body.detail).not.toMatch(/database/);
  expect(Number(late.headers.get("retry-after"))).toBeGreaterThan(0);
  const errors = gaffer.log.lines.filter(({ level }) => level >= 50);
  expect(errors.map(({ msg }) => msg)).toEqual(["completeUpload took longer than 1 s"]);

  handOut();
  await expect.poll(files).toHaveLength(1);
  const [file] = await files();
  expect(await complete(id)).toMatchObject({ status: 201, body: { id: file?.id } });
  expect(done.copies).toBe(1);
});

test("Late upload completion › failure › is logged, leaves no file, and can be repeated", async () => {
  const before = await files();
  const { id, handOut, done } = await beginAtSlowStore();
  const whole = store.answer;
  store.answer = (request, response) =>
    (request.method === "PUT" ? refuses(500, "InternalError") : whole)(request, response);
  expect((await complete(id)).status).toBe(503);
  handOut();
  const line = await gaffer.log.waitFor(({ msg }) => msg === "completeUpload failed after its response");
  expect(JSON.stringify(line)).toContain("InternalError: said no (HTTP 500)");
  expect([await files(), done.copies]).toEqual([before, 0]);

  store.answer = whole;
  expect((await complete(id)).status).toBe(201);
  expect([(await files()).length, done.copies]).toEqual([before.length + 1, 1]);
});
