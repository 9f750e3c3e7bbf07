import { describe, expect, test } from "vitest";
import { createImportHandler } from "../../src/modules/jobs/handlers/jobs-import.handler.ts";
import type { JobHelpers, NewJob, UserJobTypes } from "../../src/modules/jobs/handlers/types.ts";
import { importedFileId, importJobs, profileRows, runImport, toFileId, toNumber } from "./run-import.ts";

const numbersOf = (jobs: readonly NewJob[]) =>
  jobs.map(({ input }) => ("fileId" in input ? toNumber(input.fileId) : Number.NaN));
const upTo = (count: number) => Array.from({ length: count }, (_, number) => number);

interface Watched {
  content: AsyncIterable<Uint8Array>;
  input?: Partial<UserJobTypes["jobs:import"]["input"]>;
  signal?: AbortSignal;
  handler?: typeof importJobs;
  enqueueAll?: JobHelpers["enqueueAll"];
  /** Receives the import's report of invalid rows. */
  write?: (report: AsyncIterable<Uint8Array>) => Promise<void>;
}

/** Runs an import with helpers that the test controls. */
function importWatched({ content, input, handler = importJobs, enqueueAll, write, ...watched }: Watched) {
  return handler({
    jobId: "job",
    orgId: "org",
    createdBy: "system",
    createdAt: new Date(),
    trigger: "api",
    scheduleId: null,
    scheduledAt: null,
    parentId: null,
    tags: [],
    metadata: {},
    attempt: 1,
    input: { fileId: importedFileId, type: "file:profile", format: "csv", ...input },
    signal: watched.signal ?? new AbortController().signal,
    helpers: {
      updateProgress: () => {},
      log: () => {},
      enqueue: () => Promise.reject(new Error("one at a time")),
      enqueueAll: enqueueAll ?? (async () => ({ jobIds: [] })),
      checkpoint: async () => undefined,
      files: {
        read: async () => ({ name: "rows", contentType: "text/csv", sizeBytes: 1, content }),
        async write({ content: report }) {
          await write?.(report);
          return { fileId: importedFileId, sizeBytes: 0 };
        },
      },
    },
  });
}

async function* whole(text: string) {
  yield Buffer.from(text);
}

describe("jobs:import chunks › chunk", () => {
  test("has up to 1,000 jobs, and a checkpoint with the line of its last row", async () => {
    const chunks: { jobs: number; checkpoint: unknown }[] = [];
    await importWatched({
      content: whole(profileRows(2_500, [7, 2_499])),
      async enqueueAll(jobs, options) {
        chunks.push({ jobs: jobs.length, checkpoint: options?.checkpoint });
        return { jobIds: [] };
      },
      async write(report) {
        for await (const _ of report);
      },
    });
    expect(chunks).toEqual([
      { jobs: 1_000, checkpoint: { line: 1_002, created: 1_000 } },
      { jobs: 1_000, checkpoint: { line: 2_002, created: 2_000 } },
      { jobs: 498, checkpoint: { line: 2_501, created: 2_498 } },
    ]);
  });

  test("has not much more than 4 MiB", async () => {
    const row = `{"url":"https://example.com/","body":"${"x".repeat(250_000)}"}\n`;
    const sizes: number[] = [];
    async function* content() {
      for (let count = 0; count < 100; count++) yield Buffer.from(row);
    }
    await importWatched({
      content: content(),
      input: { type: "http:request", format: "ndjson" },
      async enqueueAll(jobs) {
        sizes.push(jobs.length);
        return { jobIds: [] };
      },
    });
    expect(sizes.reduce((sum, size) => sum + size)).toBe(100);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(17);
  });

  test("reports progress by bytes and rows", async () => {
    const { progress } = await runImport(profileRows(5_000, [3]), { type: "file:profile" });
    expect(progress.length).toBeGreaterThan(2);
    expect(progress[0]?.percent).toBeGreaterThan(10);
    expect(progress[0]?.percent).toBeLessThan(90);
    expect(progress.at(-1)).toEqual({ percent: 100, message: "5,000 rows: 4,999 jobs created, 1 rejected" });
  });

  test("is followed by no other after the signal is aborted", async () => {
    const stop = new AbortController();
    const chunks: number[] = [];
    const importing = importWatched({
      // The content has one part, so that all rows arrive at once.
      content: whole("{}\n".repeat(5_000)),
      input: { format: "ndjson" },
      handler: createImportHandler(() => () => ({ input: {}, sizeBytes: 2 })),
      signal: stop.signal,
      async enqueueAll(jobs) {
        chunks.push(jobs.length);
        stop.abort(new Error("aborted"));
        return { jobIds: [] };
      },
    });
    await expect(importing).rejects.toThrow("aborted");
    expect(chunks).toEqual([1_000]);
  });
});

describe("jobs:import chunks › attempt after a checkpoint", () => {
  const wrong = [5, 1_500, 2_900];
  const content = profileRows(3_000, wrong);

  test("creates the remaining jobs and reports all rows", async () => {
    const whole = await runImport(content, { type: "file:profile" });
    const resumed = await runImport(
      content,
      { type: "file:profile" },
      { attempt: 2, checkpoint: { line: 2_003, created: 2_000 } },
    );
    expect(numbersOf(whole.enqueued)).toEqual(upTo(3_000).filter((number) => !wrong.includes(number)));
    expect(numbersOf(resumed.enqueued)).toEqual(
      upTo(3_000).filter((number) => number > 2_001 && !wrong.includes(number)),
    );
    expect(resumed.report).toBe(whole.report);
    expect({ ...resumed.output, reportFileId: "" }).toEqual({ ...whole.output, reportFileId: "" });
  });

  test("creates nothing when all jobs exist", async () => {
    const { enqueued, output } = await runImport(
      content,
      { type: "file:profile" },
      { attempt: 2, checkpoint: { line: 3_001, created: 2_997 } },
    );
    expect(enqueued).toEqual([]);
    expect(output).toMatchObject({ rows: 3_000, created: 2_997, rejected: 3 });
  });
});

describe("jobs:import chunks › backpressure", () => {
  const blockBytes = 64 * 1024;
  const fileBytes = 15 * blockBytes;

  /** A large file of rows that counts how much of it was read. */
  function largeFile(row: string) {
    const file = { taken: 0, closed: false };
    async function* content() {
      try {
        yield Buffer.from("fileId\n");
        const rows = Buffer.from(row.repeat(Math.ceil(16_384 / row.length)));
        while (file.taken < fileBytes) {
          file.taken += rows.length;
          yield rows;
        }
      } finally {
        file.closed = true;
      }
    }
    return { file, content };
  }

  test("reads nothing while jobs are created", async () => {
    const { file, content } = largeFile(`${toFileId(1)}\n`);
    let handled = 0;
    await importWatched({
      content: content(),
      async enqueueAll(jobs) {
        const before = file.taken;
        await new Promise(setImmediate);
        expect(file.taken).toBe(before);
        handled += jobs.length * 37;
        expect(file.taken - handled).toBeLessThan(3 * blockBytes);
        return { jobIds: [] };
      },
    });
    expect(file).toEqual({ taken: expect.any(Number), closed: true });
    expect(file.taken).toBeGreaterThanOrEqual(fileBytes);
  });

  test("reads nothing while the report is written, even when every row is rejected", async () => {
    const { file, content } = largeFile("nowhere\n");
    let lines = 0;
    let largest = 0;
    await importWatched({
      content: content(),
      async write(report) {
        for await (const chunk of report) {
          const text = Buffer.from(chunk).toString();
          lines += text.split("\n").length - 1;
          largest = Math.max(largest, chunk.length);
          expect(file.taken - 8 * lines).toBeLessThan(3 * blockBytes);
        }
      },
    });
    expect(lines).toBe(1 + file.taken / 8);
    expect(largest).toBeLessThan(1024 * 1024);
  });

  test("closes the file when the report can't be written", async () => {
    const { file, content } = largeFile("nowhere\n");
    const importing = importWatched({
      content: content(),
      write: () => Promise.reject(new Error("the disk is full")),
    });
    await expect(importing).rejects.toThrow("the disk is full");
    expect(file.closed).toBe(true);
  });
});
