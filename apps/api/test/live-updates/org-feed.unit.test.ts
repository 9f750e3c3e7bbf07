import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { beginOf, endOf, parseEventId, toEventId } from "../../src/modules/live-updates/event-id.ts";
import type { EventStream } from "../../src/modules/live-updates/event-stream.ts";
import { canResume, createOrgFeed } from "../../src/modules/live-updates/org-feed.ts";

const epoch = crypto.randomUUID();
const job = (id: string) => ({ subject: "job" as const, id });

/** A feed with one stream that wants every change. */
function openFeed({ maxPending = 10, maxPerPoll = 3, resetMs = 1_000 } = {}) {
  const feed = createOrgFeed("an-org", { maxPending, maxPerPoll, resetMs });
  feed.setListening({ epoch, settled: true, keptFrom: null });
  feed.streams.add({ wants: () => true, jobs: {} } as unknown as EventStream);
  return feed;
}

describe("Organization feed › feed", () => {
  test("sends each change once, the oldest first, and has a position when all are sent", () => {
    const feed = openFeed();
    feed.add(["a", "b", "a", "c", "d"].map(job));
    expect(feed.take("1:1:", 0)).toEqual({ reset: undefined, changed: ["a", "b", "c"].map(job) });
    expect(feed.position).toBeUndefined();
    feed.add([job("a")]);
    expect(feed.take("2:2:", 0)).toEqual({
      reset: undefined,
      changed: ["d", "a"].map(job),
      position: { epoch, snapshot: "2:2:" },
    });
  });

  test("has no new position before a pending reset, which is sent at most every `resetMs`", () => {
    const feed = openFeed({ maxPending: 2 });
    const flood = ["a", "b", "c"].map(job);
    feed.add(flood);
    expect(feed.take("1:1:", 0)).toMatchObject({
      reset: "tooManyChanges",
      changed: [],
      position: { snapshot: "1:1:" },
    });
    feed.add(flood);
    expect(feed.take("2:2:", 999)).toEqual({ reset: undefined, changed: [] });
    expect(feed.position?.snapshot).toBe("1:1:");
    expect(feed.take("3:3:", 1_000)).toMatchObject({ reset: "tooManyChanges", position: { snapshot: "3:3:" } });
  });

  test("keeps no changes that no stream wants", () => {
    const feed = openFeed({ maxPending: 100 });
    feed.streams.clear();
    feed.streams.add({ wants: ({ id }: { id: string }) => id === "b", jobId: "b" } as unknown as EventStream);
    feed.add(["a", "b", "c"].map(job));
    expect(feed.take("1:1:", 0).changed).toEqual([job("b")]);
  });

  test("is settled when all transactions have ended that ran at its start, and then resets unless there were none", () => {
    const waiting = openFeed();
    waiting.setListening({ epoch: crypto.randomUUID(), settled: false, keptFrom: null });
    waiting.take("1:1:", 0);
    expect(waiting.noteSettled("5:9:5")).toBeUndefined();
    expect(waiting.noteSettled("8:12:8,10")).toBeUndefined();
    expect(waiting.noteSettled("9:20:9,10")).toBeDefined();
    expect(waiting.take("9:20:9,10", 0).reset).toBe("openTransactions");
    expect(waiting.noteSettled("21:21:")).toBeUndefined();
    // Another process was the first to record that the subscription is settled.
    const second = createOrgFeed("an-org", { maxPending: 1, maxPerPoll: 1, resetMs: 0 });
    second.setListening({ epoch, settled: false, keptFrom: null });
    expect(second.noteSettled("5:9:5")).toBeUndefined();
    second.setListening({ epoch, settled: true, keptFrom: null });
    expect(second.noteSettled("9:9:")).toBe(epoch);
    expect(second.take("9:9:", 0).reset).toBe("openTransactions");
    const quiet = createOrgFeed("an-org", { maxPending: 1, maxPerPoll: 1, resetMs: 0 });
    quiet.setListening({ epoch, settled: false, keptFrom: null });
    expect(quiet.noteSettled("5:5:")).toBe(epoch);
    expect(quiet.take("5:5:", 0).reset).toBeUndefined();
  });

  test("resumes from an id of the same epoch that is neither pruned nor in the future", () => {
    const resumes = (snapshot: string, its = epoch) =>
      canResume({ epoch: its, snapshot }, "20:20:", { epoch, settled: true, keptFrom: "10" });
    expect(resumes("9:11:")).toBe(true);
    expect(resumes("9:10:")).toBe(false);
    expect(resumes("21:21:")).toBe(false);
    expect(resumes("15:15:", crypto.randomUUID())).toBe(false);
    expect(canResume({ epoch, snapshot: "15:15:" }, "20:20:", undefined)).toBe(false);
  });
});

const snapshot = fc
  .tuple(fc.bigInt(1n, 10n ** 18n), fc.uniqueArray(fc.bigInt(0n, 1_000n), { maxLength: 50 }))
  .map(([begin, running]) => {
    const ids = running.toSorted((a, b) => (a < b ? -1 : 1)).map((id) => begin + id);
    return `${begin}:${begin + 1_001n}:${ids.join(",")}`;
  });

describe("Organization feed › event id", () => {
  test("is read as it was written", () => {
    fc.assert(
      fc.property(snapshot, (each) => {
        const position = { epoch, snapshot: each };
        expect(parseEventId(toEventId(position))).toEqual(position);
      }),
    );
  });

  test("of a snapshot with many running transactions is short, and lies before the snapshot", () => {
    const ids = Array.from({ length: 500 }, (_, index) => 1_000_000 + index);
    const id = toEventId({ epoch, snapshot: `1000000:1000600:${ids.join(",")}` });
    expect(id).toBe(`${epoch}.1000000:1000000:`);
    const position = parseEventId(id);
    expect([beginOf(position?.snapshot ?? ""), endOf(position?.snapshot ?? "")]).toEqual([1_000_000n, 1_000_000n]);
  });

  test.each([
    "",
    "a",
    `${epoch}.`,
    `${epoch}.0:1:`,
    `${epoch}.2:1:`,
    `${epoch}.1:5:5`,
    `${epoch}.1:5:3,2`,
    `${epoch}.1:5:2,,3`,
  ])("is refused: %j", (text) => expect(parseEventId(text)).toBeUndefined());

  test("that the parser accepts is always one that PostgreSQL can read", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(parseEventId(`${epoch}.${text}`)).toBeUndefined();
      }),
    );
  });
});
