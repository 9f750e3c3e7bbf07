import { getEventListeners } from "node:events";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { profileStream } from "../src/profile/profile-stream.ts";
import { inChunks } from "./profile-text.ts";

/** Rows of 64 KiB, the size of a block. */
const BLOCK = Buffer.from(`1,${"x".repeat(4093)}\n`.repeat(16));

/** Yields rows of `blocks` times 64 KiB. Creates them while they are read. */
async function* rows(blocks: number, onClose = () => {}) {
  try {
    yield Buffer.from("a,b\n");
    for (let i = 0; i < blocks; i++) yield BLOCK;
  } finally {
    onClose();
  }
}

describe("Profile reader › progress", () => {
  it("is reported for each hundredth of the file, and at the end", async () => {
    const seen: number[] = [];
    const totalBytes = 4 + 400 * BLOCK.length;
    await profileStream(rows(400), { format: "csv", totalBytes, onProgress: (bytesRead) => seen.push(bytesRead) });
    expect(seen).toHaveLength(81);
    expect(seen.at(-1)).toBe(totalBytes);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  });

  it("is reported for a file smaller than a block too", async () => {
    const seen: number[] = [];
    await profileStream(inChunks(Buffer.from("a\n1\n"), 1), {
      format: "csv",
      totalBytes: 4,
      onProgress: (n) => seen.push(n),
    });
    expect(seen).toEqual([4]);
  });
});

describe("Profile reader › aborting", () => {
  it("stops a silent source, with the signal's reason", async () => {
    const controller = new AbortController();
    async function* silent() {
      yield Buffer.from("a,b\n");
      controller.abort(new Error("cancelled"));
      await new Promise(() => {});
    }
    await expect(profileStream(silent(), { format: "csv", totalBytes: 4, signal: controller.signal })).rejects.toThrow(
      "cancelled",
    );
  });

  it("stops within a block when a source never pauses, and closes it", async () => {
    const controller = new AbortController();
    let closed = false;
    let read = 0;
    await expect(
      profileStream(
        rows(Number.POSITIVE_INFINITY, () => {
          closed = true;
        }),
        {
          format: "csv",
          totalBytes: BLOCK.length,
          signal: controller.signal,
          onProgress: (bytesRead) => {
            read = bytesRead;
            // Aborts outside the reader's loop, like a real cancellation.
            if (bytesRead === 2 * BLOCK.length) setImmediate(() => controller.abort(new Error("cancelled")));
          },
        },
      ),
    ).rejects.toThrow("cancelled");
    expect(closed).toBe(true);
    expect(read).toBeLessThanOrEqual(4 * BLOCK.length);
  });

  it("before the start reads nothing", async () => {
    let started = false;
    async function* source() {
      started = true;
      yield BLOCK;
    }
    const signal = AbortSignal.abort(new Error("before"));
    await expect(profileStream(source(), { format: "csv", totalBytes: 1, signal })).rejects.toThrow("before");
    expect(started).toBe(false);
  });

  it("leaves no listener on the signal", async () => {
    const { signal } = new AbortController();
    await profileStream(rows(3), { format: "csv", totalBytes: 1, signal });
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
  });
});

describe("Profile reader › the source", () => {
  it("is closed when the file is refused", async () => {
    let closed = false;
    async function* binary() {
      try {
        for (;;) yield Buffer.alloc(70_000);
      } finally {
        closed = true;
      }
    }
    await expect(profileStream(binary(), { format: "csv", totalBytes: 1 })).rejects.toMatchObject({ code: "not_text" });
    expect(closed).toBe(true);
  });

  it("may fail, and its error is passed on", async () => {
    async function* failing() {
      yield BLOCK;
      throw new Error("storage is gone");
    }
    await expect(profileStream(failing(), { format: "csv", totalBytes: 1 })).rejects.toThrow("storage is gone");
  });
});

describe("Profile reader › memory", () => {
  // vitest's workers run without --expose-gc. A context that is created after --expose-gc was set has the function
  // `gc`.
  setFlagsFromString("--expose-gc");
  const collectGarbage = runInNewContext("gc") as () => void;
  function measure() {
    collectGarbage();
    return process.memoryUsage();
  }

  it("does not grow with the file", async () => {
    const samples: NodeJS.MemoryUsage[] = [];
    // A file of 40 MB in which every value is new and greater than all values before.
    async function* file() {
      yield Buffer.from("id,text\n");
      for (let block = 0; block < 400; block++) {
        const ids = Array.from({ length: 250 }, (_, i) => block * 250 + i);
        const filler = "x".repeat(380);
        yield Buffer.from(ids.map((id) => `${id},${String(id).padStart(12, "0")}${filler}\n`).join(""));
        if (block % 50 === 49) samples.push(measure());
      }
    }
    expect(await profileStream(file(), { format: "csv", totalBytes: 1 })).toMatchObject({ rows: 100_000 });
    const early = samples.slice(0, 2);
    const late = samples.slice(-4);
    const growth = (key: "heapUsed" | "arrayBuffers") =>
      Math.min(...late.map((sample) => sample[key])) - Math.min(...early.map((sample) => sample[key]));
    expect(growth("heapUsed")).toBeLessThan(2_000_000);
    // Another thread frees buffers some time after the garbage collection, so the smallest of the last samples counts.
    expect(growth("arrayBuffers")).toBeLessThan(8_000_000);
  });

  it("does not keep a block for each kept text", async () => {
    const columns = 400;
    const used: number[] = [];
    // Each block contains one row. That row has the only value of one column.
    async function* file() {
      yield Buffer.from(`${"c,".repeat(columns)}filler\n`);
      used.push(measure().heapUsed);
      for (let row = 0; row < columns; row++) {
        const text = `the only value of column ${row}`;
        const cells = `${",".repeat(row)}${text}${",".repeat(columns - row)}`;
        yield Buffer.from(`${cells.padEnd(BLOCK.length - 1, "x")}\n`);
      }
      used.push(measure().heapUsed);
    }
    const profile = await profileStream(file(), { format: "csv", totalBytes: 1 });
    expect(profile.columns[7]).toMatchObject({ nulls: columns - 1, min: "the only value of column 7" });
    // All blocks together are 26 MB.
    expect((used[1] ?? 0) - (used[0] ?? 0)).toBeLessThan(6_000_000);
  });
});
