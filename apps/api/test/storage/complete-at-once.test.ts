import { expect, test } from "vitest";
import { withOrg } from "../../src/db/org-scope.ts";
import { createFilesService, type FilesServiceOptions } from "../../src/modules/files/files.service.ts";
import { createUploadsService } from "../../src/modules/files/uploads.service.ts";
import { someCause, startTestGaffer } from "../harness/test-gaffer.ts";
import { localDriver } from "./drivers.ts";

test("an upload is one file, also when two have taken its content before either was done", async () => {
  const opened = await localDriver.open();
  const gaffer = await startTestGaffer({ role: "api", config: opened.config });
  const { direct } = opened.storage;
  const both = Promise.withResolvers<void>();
  let waiting = 0;
  async function keepUpload(...which: Parameters<typeof direct.keepUpload>) {
    await direct.keepUpload(...which);
    if (++waiting === 2) both.resolve();
    await both.promise;
  }
  const options: FilesServiceOptions = {
    storage: { ...opened.storage, direct: { ...direct, keepUpload } },
    maxBytes: 1_000,
    now: () => new Date(),
    transact: (orgId, work) => withOrg(gaffer.app.apiPool, orgId, work),
  };
  const uploads = createUploadsService(createFilesService(options), options);

  const announced = { name: "a", contentType: "a/b", sizeBytes: 3 };
  const { body: upload } = await gaffer.inOrg("POST", "/files/uploads", announced);
  await gaffer.request("PUT", upload.url, { body: "abc", headers: upload.headers });
  const { orgId } = gaffer.org;
  const [first, second] = await Promise.all([1, 2].map(() => uploads.complete(orgId, upload.id, someCause(orgId))));
  expect(second).toEqual(first);
  expect(await opened.names()).toEqual([`objects/${orgId}/${first?.id}`]);
  expect((await gaffer.inOrg("GET", "/files")).body.items).toHaveLength(1);
  await gaffer.stop();
  await opened.close();
});
