/** What each operation answers while the database takes no connections. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { contractOperations, pathOf } from "../contract/contract-operations.ts";
import { someFileId } from "../harness/test-gaffer.ts";
import { type BehindProxy, expectUnavailable, shortLimits, startBehindProxy, timed } from "./behind-proxy.ts";

const job = { type: "file:profile", input: { fileId: someFileId } };
const bodies: Record<string, unknown> = {
  createJob: job,
  createJobs: { jobs: [job] },
  uploadFile: "a,b\n1,2\n",
  createSchedule: { name: "a", job, recurrence: { kind: "daily", time: "09:00" } },
  updateSchedule: { name: "b" },
  createApiKey: { name: "a", scopes: ["jobs:read"] },
  rotateApiKey: {},
  createUpload: { name: "a", contentType: "a/b", sizeBytes: 1 },
  previewSchedule: { recurrence: { kind: "daily", time: "09:00" } },
};
/** Answered without asking anybody while the API key is known. */
const withoutDatabase = ["listJobTypes", "previewSchedule"];

let setting: BehindProxy;
beforeAll(async () => {
  setting = await startBehindProxy({ role: "api", config: { databasePoolSize: 3 } });
});
afterAll(() => setting.stop());

test.each(contractOperations)("$id is answered at once", async (operation) => {
  const { gaffer, proxy } = setting;
  await proxy.accept();
  // The key is known, so that the operation itself is what fails.
  const me = () => gaffer.request("GET", "/v1/me", { as: gaffer.org });
  await expect.poll(async () => (await me()).status, { timeout: 60_000 }).toBe(200);
  proxy.refuse();
  proxy.cut();
  const url = pathOf(operation, {
    orgId: gaffer.org.orgId,
    jobId: someFileId,
    fileId: someFileId,
    scheduleId: someFileId,
    uploadId: someFileId,
    keyId: "a",
    name: "storage:cleanup",
  });
  const body = bodies[operation.id];
  const sent = gaffer.request(operation.method, operation.id === "uploadFile" ? `${url}?name=a` : url, {
    as: gaffer.org,
    ...(body !== undefined && { body }),
  });
  const { result, ms } = await timed(sent);
  expect(ms).toBeLessThan(shortLimits.connectMs);
  if (withoutDatabase.includes(operation.id)) expect(result.status).toBe(200);
  else expectUnavailable(result);
  expect(Object.keys(operation.responses)).toContain("503");
  expect(Object.keys(operation.responses["503"]?.headers ?? {})).toContain("Retry-After");
});
