/** The response of each operation while the database refuses connections. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { contractOperations } from "../contract/contract-operations.ts";
import { type BehindProxy, expectUnavailable, shortLimits, startBehindProxy, timed } from "./behind-proxy.ts";
import { needsPerson, sendOperation } from "./send-operation.ts";

/** Operations that need no database while the API key is cached. */
const withoutDatabase = ["listJobTypes", "previewSchedule"];

/** Operations that respond first and use the database afterwards. */
const doneLater = ["requestPasswordReset"];

let setting: BehindProxy;
beforeAll(async () => {
  // The clock stands still, so that a cached API key doesn't expire.
  const startedAt = new Date();
  setting = await startBehindProxy({ role: "api", config: { databasePoolSize: 3 }, now: () => startedAt });
});
afterAll(() => setting.stop());

test.each(contractOperations)("Refused connections › $id responds at once", async (operation) => {
  const { gaffer, proxy } = setting;
  await proxy.accept();
  // Waits until the API key is cached, so that the operation itself fails and not the authentication of its caller.
  const me = () => gaffer.request("GET", "/v1/me", { as: gaffer.org });
  await expect.poll(async () => (await me()).status, { timeout: 60_000 }).toBe(200);
  const as = needsPerson(operation) ? await gaffer.createMember("owner") : gaffer.org;
  proxy.refuse();
  proxy.cut();
  const { result, ms } = await timed(sendOperation(gaffer, operation, as));
  // Some operations hash a password before they use the database, which takes a while on a busy machine.
  expect(ms).toBeLessThan(shortLimits.answerMs / 2);
  if (withoutDatabase.includes(operation.id)) expect(result.status).toBe(200);
  else if (doneLater.includes(operation.id)) expect(result.status).toBe(202);
  else expectUnavailable(result);
  expect(Object.keys(operation.responses)).toContain("503");
  expect(Object.keys(operation.responses["503"]?.headers ?? {})).toContain("Retry-After");
});
