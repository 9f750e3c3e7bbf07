import { afterEach, describe, expect, test, vi } from "vitest";
import { createGroupCommit } from "../../src/db/group-commit.ts";

const endOfTurn = () => new Promise((resolve) => setImmediate(resolve));

/** A group commit whose commits run until the test ends them. */
function setUp({ maxSize = 3, inFlight = 1, spacingMs = 0 } = {}) {
  const commits: { items: string[]; done: PromiseWithResolvers<void> }[] = [];
  const group = createGroupCommit<string, string>({
    async commit(items) {
      const done = Promise.withResolvers<void>();
      commits.push({ items, done });
      await done.promise;
      if (items.includes("poison")) throw new Error("poisoned");
      return items.map((item) => (item === "refused" ? new Error("refused") : `${item} is in`));
    },
    sizeOf: (item) => (item.startsWith("big") ? 2 : 1),
    maxSize,
    inFlight,
    spacing: { ms: spacingMs, isUrgent: (item) => item === "urgent" },
  });
  /** Ends all running commits, and all commits that start meanwhile. */
  const finish = async () => {
    await endOfTurn();
    for (let next = 0; next < commits.length; next++) {
      commits[next]?.done.resolve();
      await endOfTurn();
    }
  };
  return { commits, group, finish, sizes: () => commits.map(({ items }) => items) };
}

describe("groupCommit › shared commit", () => {
  test("starts at the end of the turn, with all items of the turn", async () => {
    const { group, sizes } = setUp();
    void group.submit("a");
    void group.submit("b");
    expect(sizes()).toEqual([]);
    await endOfTurn();
    expect(sizes()).toEqual([["a", "b"]]);
  });

  test("takes the items that arrived during the previous commit, up to its size", async () => {
    const { group, finish, sizes } = setUp();
    const first = group.submit("a");
    await endOfTurn();
    const others = ["b", "c", "big d", "e"].map((item) => group.submit(item));
    await finish();
    expect(await Promise.all([first, ...others])).toEqual(["a is in", "b is in", "c is in", "big d is in", "e is in"]);
    expect(sizes()).toEqual([["a"], ["b", "c"], ["big d", "e"]]);
  });

  test("holds only one item when the item is larger than a commit", async () => {
    const { group, finish, sizes } = setUp({ maxSize: 1 });
    const all = Promise.all([group.submit("a"), group.submit("big b"), group.submit("c")]);
    await finish();
    await all;
    expect(sizes()).toEqual([["a"], ["big b"], ["c"]]);
  });

  test("waits while the maximum number of commits run", async () => {
    const { group, sizes } = setUp({ inFlight: 2 });
    for (const item of ["a", "b", "c"]) {
      void group.submit(item);
      await endOfTurn();
    }
    expect(sizes()).toEqual([["a"], ["b"]]);
  });

  test("keeps the other items when one is refused", async () => {
    const { group, finish } = setUp();
    const all = Promise.allSettled(["a", "b", "refused", "c"].map((item) => group.submit(item)));
    await finish();
    expect((await all).map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"]);
  });

  test("is repeated without the item that broke the transaction", async () => {
    const { group, finish } = setUp();
    const all = Promise.allSettled(["a", "b", "poison", "c"].map((item) => group.submit(item)));
    await finish();
    expect((await all).map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"]);
  });
});

describe("groupCommit › spaced commit", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  /** Commits one item at once, so that the next commit has to wait for 20 ms. */
  async function startFirst() {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
    const { group, commits, sizes } = setUp({ spacingMs: 20 });
    void group.submit("a");
    await endOfTurn();
    commits[0]?.done.resolve();
    await endOfTurn();
    const submit = async (item: string) => {
      void group.submit(item);
      await endOfTurn();
    };
    return { submit, sizes };
  }

  test("waits for the items that arrive one by one", async () => {
    const { submit, sizes } = await startFirst();
    await submit("b");
    vi.advanceTimersByTime(19);
    await submit("c");
    expect(sizes()).toEqual([["a"]]);
    vi.advanceTimersByTime(1);
    expect(sizes()).toEqual([["a"], ["b", "c"]]);
  });

  test("starts at once after a pause", async () => {
    const { submit, sizes } = await startFirst();
    vi.advanceTimersByTime(20);
    await submit("b");
    expect(sizes()).toEqual([["a"], ["b"]]);
  });

  test("starts at once with an urgent item, and takes the waiting ones along", async () => {
    const { submit, sizes } = await startFirst();
    await submit("b");
    await submit("urgent");
    expect(sizes()).toEqual([["a"], ["b", "urgent"]]);
  });

  test("starts at once when it is full", async () => {
    const { submit, sizes } = await startFirst();
    for (const item of ["b", "c", "d"]) await submit(item);
    expect(sizes()).toEqual([["a"], ["b", "c", "d"]]);
  });
});
