import type { JobType } from "@gaffer/contracts/server";
import { type ReadRowsOptions, readRows } from "@gaffer/tabular";
import { toStorableText } from "../../../json-safety.ts";
import type { JobHelpers, NewJob, UserJobTypes } from "../handlers/types.ts";
import { toHandlerError } from "../handlers/unreadable-file.ts";
import type { ReadInput } from "./read-inputs.ts";

/** A chunk of jobs is created when it has so many of them, or so many bytes of inputs. */
const chunkLimits = { jobs: 1_000, bytes: 4 * 1024 * 1024 };
const maxLength = { pointer: 200, message: 500 };

/** Why the row at `line` is left out; `pointer` leads to the field, empty: the whole row. */
export interface Rejection {
  line: number;
  pointer: string;
  message: string;
}

/** What has become of the rows so far. */
export interface Tally {
  rows: number;
  created: number;
  rejected: number;
}

/** How far an import is, saved with each chunk of jobs: those of the rows up to `line` are created. */
interface Checkpoint {
  line: number;
  created: number;
}

export interface ImportOptions {
  type: JobType;
  handling: UserJobTypes["jobs:import"]["input"]["handling"];
  file: { content: AsyncIterable<Uint8Array>; sizeBytes: number };
  reading: ReadRowsOptions;
  readInput: ReadInput;
  helpers: JobHelpers;
}

/**
 * Creates the jobs of a file's rows, counts in `tally`, and hands over the rows that it leaves out, several at a time. It goes
 * on when those are taken, so nobody holds more than a few.
 *
 * An attempt after the first reads the file from its beginning, for the rows that were left out are known to nobody else, and
 * creates what comes after the checkpoint.
 */
export async function* importRows(options: ImportOptions, tally: Tally): AsyncGenerator<Rejection[], void, undefined> {
  const { type, handling, file, reading, readInput, helpers } = options;
  const saved = ((await helpers.checkpoint()) ?? { line: 0, created: 0 }) as Checkpoint;
  tally.created = saved.created;
  let chunk: NewJob[] = [];
  let chunkBytes = 0;
  let bytesRead = 0;

  async function create(line: number): Promise<void> {
    reading.signal.throwIfAborted();
    const created = tally.created + chunk.length;
    await helpers.enqueueAll(chunk, { checkpoint: { line, created } satisfies Checkpoint });
    tally.created = created;
    chunk = [];
    chunkBytes = 0;
  }

  let line = 0;
  for await (const { rows, bytes } of readFile(file.content, reading)) {
    const rejections: Rejection[] = [];
    for (const row of rows) {
      line = row.line;
      tally.rows++;
      const read = readInput(row);
      if ("message" in read) rejections.push(toRejection(line, read));
      else if (line > saved.line) {
        // The schema of this type has accepted it.
        chunk.push({ ...handling, type, input: read.input } as NewJob);
        chunkBytes += read.sizeBytes;
      }
      if (chunk.length === chunkLimits.jobs || chunkBytes >= chunkLimits.bytes) await create(line);
    }
    tally.rejected += rejections.length;
    bytesRead += bytes;
    helpers.updateProgress((100 * bytesRead) / file.sizeBytes, describe(tally));
    if (rejections.length > 0) yield rejections;
  }
  if (chunk.length > 0) await create(line);
  helpers.updateProgress(100, describe(tally));
}

async function* readFile(content: AsyncIterable<Uint8Array>, reading: ReadRowsOptions) {
  try {
    yield* readRows(content, reading);
  } catch (error) {
    throw toHandlerError(error);
  }
}

function toRejection(line: number, { pointer, message }: { pointer: string; message: string }): Rejection {
  return {
    line,
    pointer: toStorableText(pointer, maxLength.pointer),
    message: toStorableText(message, maxLength.message),
  };
}

/** `12,000 rows: 11,990 jobs created, 10 rejected`. */
export function describe({ rows, created, rejected }: Tally): string {
  const [all, made, left] = [rows, created, rejected].map((count) => count.toLocaleString("en"));
  return `${all} rows: ${made} jobs created, ${left} rejected`;
}
