/** What each operation answers while the database takes no connections. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { contractOperations } from "../contract/contract-operations.ts";
import { type BehindProxy, expectUnavailable, shortLimits, startBehindProxy, timed } from "./behind-proxy.ts";
import { needsPerson, sendOperation } from "./send-operation.ts";

/** Answered without asking anybody while the API key is known. */
const withoutDatabase = ["listJobTypes", "previewSchedule"];

/** Answered before anything is done, whatever comes of it. */
const doneLater = ["requestPasswordReset"];

let setting: BehindProxy;
beforeAll(async () => {
  setting = await startBehindProxy({ role: "api", config: { databasePoolSize: 3 } });
});
afterAll(() => setting.stop());

test.each(contractOperations)("Refused connections › $id is answered at once", async (operation) => {
  const { gaffer, proxy } = setting;
  await proxy.accept();
  // The key is known, so that the operation itself is what fails.
  const me = () => gaffer.request("GET", "/v1/me", { as: gaffer.org });
  await expect.poll(async () => (await me()).status, { timeout: 60_000 }).toBe(200);
  const as = needsPerson(operation) ? await gaffer.createMember("owner") : gaffer.org;
  proxy.refuse();
  proxy.cut();
  const { result, ms } = await timed(sendOperation(gaffer, operation, as));
  // A password is hashed before the database is asked, which takes a while on a busy machine.
  expect(ms).toBeLessThan(shortLimits.answerMs / 2);
  if (withoutDatabase.includes(operation.id)) expect(result.status).toBe(200);
  else if (doneLater.includes(operation.id)) expect(result.status).toBe(202);
  else expectUnavailable(result);
  expect(Object.keys(operation.responses)).toContain("503");
  expect(Object.keys(operation.responses["503"]?.headers ?? {})).toContain("Retry-After");
});
