import { expect, test } from "vitest";
import { faultKinds, makePlan } from "./plan.ts";

test("Crash plan › seed › always has the same plan, and other seeds have other plans", () => {
  expect(makePlan(7)).toEqual(makePlan(7));
  expect(makePlan(8).faults).not.toEqual(makePlan(7).faults);
});

test("Crash plan › as many consecutive seeds as kinds › have faults of every kind", () => {
  const kinds = Array.from({ length: faultKinds.length }, (_, seed) => makePlan(seed + 100).faults).flat();
  expect(new Set(kinds.map(({ kind }) => kind))).toEqual(new Set(faultKinds));
});

test("Crash plan › fault › affects only a process that it is meant for", () => {
  for (let seed = 0; seed < 200; seed++)
    for (const { kind, member } of makePlan(seed).faults) {
      if (/Worker|Claim|Outcome|failCommits/.test(kind)) expect(member).toMatch(/^worker/);
      if (kind === "killApiAtCommit" || kind === "fillPool") expect(member).toBe("api");
    }
});
