import { describe, expect, test } from "vitest";
import type { Claim, ClaimedBatch } from "../../src/modules/jobs/worker/claim-jobs.ts";
import { createWorker } from "../../src/modules/jobs/worker/worker.ts";

const claim = { kind: "user", type: "file:profile", messageId: "1", crashes: 0 } as Claim;

describe("createWorker", () => {
  test("fetches again after a full batch that started no job, without waiting for its poll", async () => {
    const batches: ClaimedBatch[] = [
      { claims: [], mayHaveMore: true },
      { claims: [], mayHaveMore: true },
      { claims: [claim], mayHaveMore: false },
    ];
    const ran = Promise.withResolvers<Claim>();
    const worker = createWorker({
      types: [{ type: "file:profile", concurrency: 10 }],
      slots: 10,
      due: async () => [],
      claim: async () => batches.shift() ?? { claims: [], mayHaveMore: false },
      async execute(started) {
        ran.resolve(started);
        return { kind: "completed", output: null };
      },
      complete: async () => {},
      pollMs: 3_600_000,
      retry: { first: 1, longest: 1 },
      onError: ({ cause }) => ran.reject(cause),
    });
    worker.start();
    expect(await ran.promise).toBe(claim);
    await worker.stop(0, "released");
  });
});
