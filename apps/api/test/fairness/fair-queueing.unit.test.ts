import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type OrgInQueue, takeVirtualStart } from "../../src/modules/jobs/admission/fair-queueing.ts";
import type { Priority } from "../../src/modules/jobs/handlers/types.ts";

const idle: OrgInQueue = { admitted: 0, nextStart: 0, nextHighStart: 0, share: 1 };

/** Simulates a queue with one server. Each organization keeps at most `limit` messages in it. */
function simulate(limit: number, shares: Record<string, number> = {}) {
  const byOrg = new Map<string, OrgInQueue>();
  const queue: { org: string; virtualStart: number; name: string }[] = [];
  let virtualTime = 0;
  return {
    add(org: string, name = org, priority: Priority = "normal"): boolean {
      const before = byOrg.get(org) ?? { ...idle, share: shares[org] ?? 1 };
      if (before.admitted >= limit) return false;
      const { virtualStart, org: after } = takeVirtualStart(before, priority, virtualTime);
      byOrg.set(org, after);
      queue.push({ org, virtualStart, name });
      return true;
    },
    serve(): string | undefined {
      queue.sort((a, b) => a.virtualStart - b.virtualStart);
      const next = queue.shift();
      if (!next) return undefined;
      virtualTime = Math.max(virtualTime, next.virtualStart);
      const org = byOrg.get(next.org) as OrgInQueue;
      byOrg.set(next.org, { ...org, admitted: org.admitted - 1 });
      return next.name;
    },
  };
}

describe("takeVirtualStart", () => {
  test("serves organizations that flood alternately, whenever each of them began", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 6 }),
        fc.integer({ min: 5, max: 50 }),
        fc.nat(200),
        (orgs, limit, headStart) => {
          const queue = simulate(limit);
          const fill = (count: number) => {
            for (let org = 0; org < count; org++) while (queue.add(`org${org}`));
          };
          for (let i = 0; i < headStart; i++) {
            fill(1);
            queue.serve();
          }
          const counts = new Map<string, number>();
          for (let i = 0; i < orgs * 100; i++) {
            fill(orgs);
            const org = queue.serve() as string;
            counts.set(org, (counts.get(org) ?? 0) + 1);
          }
          for (let org = 0; org < orgs; org++) expect(counts.get(`org${org}`)).toBeGreaterThanOrEqual(95);
        },
      ),
    );
  });

  test("serves organizations that flood exactly by their shares, where 60 is divisible by them", () => {
    const share = fc.constantFrom(1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30, 60);
    fc.assert(
      fc.property(share, share, fc.integer({ min: 70, max: 200 }), (one, other, limit) => {
        const queue = simulate(limit, { one, other });
        const rounds = 20;
        const counts = { one: 0, other: 0 };
        for (let i = 0; i < rounds * (one + other); i++) {
          while (queue.add("one"));
          while (queue.add("other"));
          counts[queue.serve() as keyof typeof counts]++;
        }
        expect(Math.abs(counts.one - rounds * one)).toBeLessThanOrEqual(1);
        expect(Math.abs(counts.other - rounds * other)).toBeLessThanOrEqual(1);
      }),
    );
  });

  test("serves a single job in the next round, beside any flood", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.nat(300), (orgs, served) => {
        const queue = simulate(50);
        const fill = () => {
          for (let org = 0; org < orgs; org++) while (queue.add(`org${org}`));
        };
        for (let i = 0; i < served; i++) {
          fill();
          queue.serve();
        }
        fill();
        queue.add("small");
        const order = Array.from({ length: orgs + 1 }, () => queue.serve());
        expect(order).toContain("small");
      }),
    );
  });

  test("gives an idle organization no credit: it is served like a busy one", () => {
    const queue = simulate(10);
    for (let i = 0; i < 1_000; i++) {
      queue.add("busy");
      queue.serve();
    }
    const order: (string | undefined)[] = [];
    for (let i = 0; i < 40; i++) {
      while (queue.add("busy"));
      while (queue.add("back"));
      order.push(queue.serve());
    }
    expect(order.filter((org) => org === "back").length).toBeGreaterThanOrEqual(18);
    expect(order.filter((org) => org === "busy").length).toBeGreaterThanOrEqual(18);
  });

  test("lets high priority overtake the organization's own messages only", () => {
    const queue = simulate(1_000);
    for (let i = 0; i < 100; i++) queue.add("a", "a normal");
    for (let i = 0; i < 300; i++) queue.add("b", "b");
    for (let i = 0; i < 100; i++) queue.add("a", "a high", "high");
    const order = Array.from({ length: 400 }, () => queue.serve());
    expect(order.slice(0, 3)).toContain("a high");
    const half = order.slice(0, 300);
    expect(half.filter((name) => name === "b").length).toBeGreaterThanOrEqual(95);
    expect(order.indexOf("a high")).toBeLessThan(order.indexOf("a normal") + 3);
  });
});
