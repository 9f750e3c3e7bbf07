import { readdir, readlink } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { NonRetryableError } from "../../src/modules/jobs/handlers/types.ts";
import { startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

let gaffer: TestGaffer;
beforeAll(async () => {
  gaffer = await startTestGaffer({
    async handler({ input, helpers }) {
      const { name } = await helpers.files.read(input.fileId);
      throw new NonRetryableError(`didn't read ${name}`);
    },
  });
});
afterAll(() => gaffer.stop());

async function openFiles(): Promise<string[]> {
  const links = (await readdir("/proc/self/fd")).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => ""));
  return Promise.all(links);
}

test.runIf(process.platform === "linux")(
  "Files of a job › are not opened when the handler doesn't read them",
  async () => {
    const { body: file } = await gaffer.inOrg("POST", "/files?name=a", "content", { "content-type": "a/b" });
    const { id } = await gaffer.createJob({ input: { fileId: file.id } });
    expect(await gaffer.attemptEnded(id)).toMatchObject({ status: "failed", error: { message: "didn't read a" } });
    expect((await openFiles()).filter((name) => name.includes(file.id))).toEqual([]);
  },
);
