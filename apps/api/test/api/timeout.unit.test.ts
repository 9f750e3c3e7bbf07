import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { withTimeout } from "../../src/http/timeout.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const late = () => new Error("late");
const never = () => new Promise<never>(() => {});

test("withTimeout › rejects work that takes longer, and no other", async () => {
  const short = expect(withTimeout(1_000, never(), late)).rejects.toThrow("late");
  const long = Promise.withResolvers<string>();
  const other = withTimeout(5_000, long.promise, late);
  await vi.advanceTimersByTimeAsync(1_100);
  await short;
  long.resolve("done");
  expect(await other).toBe("done");
});

test("withTimeout › passes on what the work rejects with", async () => {
  await expect(withTimeout(1_000, Promise.reject(new Error("its own")), late)).rejects.toThrow("its own");
});

test("withTimeout › needs no timer when no work is running", async () => {
  await withTimeout(1_000, Promise.resolve(), late);
  await vi.advanceTimersByTimeAsync(200);
  expect(vi.getTimerCount()).toBe(0);
});
