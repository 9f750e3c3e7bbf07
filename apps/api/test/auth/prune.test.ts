import { afterAll, beforeAll, expect, test } from "vitest";
import { createPool } from "../../src/db/pools.ts";
import { createAfterResponse } from "../../src/modules/auth/auth-context.ts";
import { pruneSessions } from "../../src/modules/auth/sessions.ts";
import { startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

const moment = new Date("2026-11-20T12:00:00.000Z");
const dayMs = 24 * 60 * 60 * 1000;

let gaffer: TestGaffer;
beforeAll(async () => {
  gaffer = await startTestGaffer({ role: "api", now: () => moment });
});
afterAll(() => gaffer.stop());

test("Session pruning › pruneSessions › removes expired sessions and links, and no others", async () => {
  const { sessionId } = await gaffer.createPerson();
  await gaffer.request("POST", "/v1/auth/sign-up", {
    body: { email: "ada@example.com", password: "correct horse", name: "Ada" },
  });
  const pool = createPool(gaffer.database.url, "gaffer_auth", { max: 1 });
  const prune = (days: number) => pruneSessions(pool, new Date(moment.getTime() + days * dayMs + 1));
  expect([await prune(0), await prune(1), await prune(6), await prune(7), await prune(8)]).toEqual([0, 1, 0, 1, 0]);
  await pool.end();
  const { rows } = await gaffer.database.admin.query("select id from user_sessions");
  expect(rows.map(({ id }) => id)).not.toContain(sessionId);
});

test("Session pruning › createAfterResponse › waits for the started work at the end and reports what fails", async () => {
  const reported: unknown[] = [];
  const after = createAfterResponse(({ cause }) => void reported.push(cause));
  const gate = Promise.withResolvers<void>();
  const failure = new Error("no mail today");
  let done = false;
  after.run(async () => {
    await gate.promise;
    done = true;
  });
  after.run(() => Promise.reject(failure));
  const ended = after.ended();
  gate.resolve();
  await ended;
  expect({ done, reported }).toEqual({ done: true, reported: [failure] });
});
