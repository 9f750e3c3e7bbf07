import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { UnavailableError } from "../../src/errors.ts";
import type { DirectAccess } from "../../src/modules/files/storage/storage.ts";
import { createUploadsService } from "../../src/modules/files/uploads.service.ts";
import { someCause, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";
import { localDriver, type OpenDriver } from "./drivers.ts";

let opened: OpenDriver;
let gaffer: TestGaffer;
beforeAll(async () => {
  opened = await localDriver.open();
  gaffer = await startTestGaffer({ role: "api", config: opened.config });
});
afterEach(() => gaffer.database.admin.query("delete from files; delete from file_uploads"));
afterAll(async () => {
  await gaffer.stop();
  await opened.close();
});

/** Creates the file service with a store in which a test replaces methods. */
function serviceWith(direct: Partial<DirectAccess>) {
  const storage = { ...opened.storage, direct: { ...opened.storage.direct, ...direct } };
  return createUploadsService({ storage, config: gaffer.config, now: () => new Date() }, gaffer.app.apiPool);
}

async function putUpload(): Promise<string> {
  const announced = { name: "a", contentType: "a/b", sizeBytes: 3 };
  const { body: upload } = await gaffer.inOrg("POST", "/files/uploads", announced);
  await gaffer.request("PUT", upload.url, { body: "abc", headers: upload.headers });
  return upload.id;
}

function complete(uploads: ReturnType<typeof serviceWith>, uploadId: string) {
  const { orgId } = gaffer.org;
  return uploads.complete({ orgId, uploadId, cause: someCause(orgId), idempotency: undefined });
}

test("Concurrent upload completion › two completions that both moved the object › create one file", async () => {
  const both = Promise.withResolvers<void>();
  let waiting = 0;
  const uploads = serviceWith({
    async keepUpload(...which) {
      await opened.storage.direct.keepUpload(...which);
      if (++waiting === 2) both.resolve();
      await both.promise;
    },
  });
  const { orgId } = gaffer.org;
  const id = await putUpload();
  const [first, second] = await Promise.all([1, 2].map(() => complete(uploads, id)));
  expect(second).toEqual(first);
  expect(await opened.names()).toEqual([`objects/${orgId}/${first?.id}`]);
  expect((await gaffer.inOrg("GET", "/files")).body.items).toHaveLength(1);
});

test("Concurrent upload completion › completion that finds no object any more › returns the file of the other completion, also when the store fails", async () => {
  const id = await putUpload();
  const uploads = serviceWith({
    async keepUpload() {
      await complete(serviceWith({}), id);
      throw new UnavailableError("The file store", { cause: new Error("NoSuchBucket") });
    },
  });
  const file = await complete(uploads, id);
  expect((await gaffer.inOrg("GET", "/files")).body.items).toMatchObject([{ id: file?.id }]);
});
