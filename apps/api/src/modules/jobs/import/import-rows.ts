import type { JobType } from "@gaffer/contracts/server";
import { type ReadRowsOptions, readRows } from "@gaffer/tabular";
import { toStorableText } from "../../../json-safety.ts";
import type { JobHelpers, NewJob, UserJobTypes } from "../handlers/types.ts";
import { toHandlerError } from "../handlers/unreadable-file.ts";
import type { ReadInput } from "./read-inputs.ts";

/** A chunk of jobs is created when it reaches one of these limits. `bytes`: total size of the inputs. */
const chunkLimits = { jobs: 1_000, bytes: 4 * 1024 * 1024 };
const maxLength = { pointer: 200, message: 500 };

/** A rejected row. `pointer`: the invalid field; empty: the whole row. */
export interface Rejection {
  line: number;
  pointer: string;
  message: string;
}

/** Numbers of rows read, jobs created and rows rejected so far. */
export interface Tally {
  rows: number;
  created: number;
  rejected: number;
}

/** The position of an import, saved with each chunk of jobs. The jobs of all rows up to `line` exist. */
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
 * Creates the jobs of a file's rows and counts them in `tally`. Yields rejected rows in small batches and waits until
 * they are taken, so memory stays bounded.
 *
 * A later attempt reads the file from its start, because rejected rows are not stored. It creates jobs only for rows
 * after the checkpoint.
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
        // `readInput` has validated the input against the type's schema.
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

/** Describes the result of an import, such as `12,000 rows: 11,990 jobs created, 10 rejected`. */
export function describe({ rows, created, rejected }: Tally): string {
  const [all, made, left] = [rows, created, rejected].map((count) => count.toLocaleString("en"));
  return `${all} rows: ${made} jobs created, ${left} rejected`;
}

/** Maximum number of rejected rows in the report. It keeps the report below the limit of a file. */
const maxListed = 1_000_000;

/** Writes rejected rows as a CSV file, batch by batch. `first`: the first batch. */
export async function* toReport(
  first: readonly Rejection[],
  others: AsyncIterable<readonly Rejection[]>,
): AsyncGenerator<Uint8Array, void, undefined> {
  let listed = first.length;
  yield encode(`line,field,message\n${first.map(toLine).join("")}`);
  for await (const rejections of others) {
    const room = Math.max(0, maxListed - listed);
    listed += rejections.length;
    if (room > 0) yield encode(rejections.slice(0, room).map(toLine).join(""));
    if (room > 0 && rejections.length > room) yield encode(`,,${quote(`Only the first ${maxListed} are listed.`)}\n`);
  }
}

function toLine({ line, pointer, message }: Rejection): string {
  return `${line},${quote(pointer)},${quote(message)}\n`;
}

function quote(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
