import { setImmediate as nextTurn } from "node:timers/promises";
import { measureJson } from "@gaffer/json-budget";
import { listUnstorable } from "../json-safety.ts";
import { type HeldBody, smallBodyBytes } from "./body-memory.ts";
import { type FieldError, invalid, maxFaults, ProblemError } from "./problem.ts";

export interface JsonBody {
  value: unknown;
  /** Number of values and names in the body. */
  nodes: number;
  /** Values that PostgreSQL can't store. */
  faults: FieldError[];
  mediaType: string;
}

/** What an operation accepts as its JSON body. */
export interface JsonBodyRules {
  maxBytes: number;
  mediaTypes: readonly string[];
}

/**
 * Reads a JSON body of at most `maxBytes`. Before parsing it, refuses a body with too many values or too deep nesting.
 */
export async function readJsonBody(
  request: Request,
  { maxBytes, mediaTypes }: JsonBodyRules,
  held: HeldBody,
): Promise<JsonBody> {
  const mediaType = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (mediaType === undefined || !mediaTypes.includes(mediaType)) {
    const sent = mediaType ? `not ${mediaType}` : "and the request must say so in Content-Type";
    throw new ProblemError("unsupported-media-type", `Send the body as ${mediaTypes.join(" or ")}, ${sent}.`);
  }
  const bytes = await readBytes(request, maxBytes, held);
  const yieldStep = bytes.byteLength > smallBodyBytes ? nextStep : undefined;
  await yieldStep?.();
  const text = decode(bytes);
  const { nodes, excess } = measureJson(text);
  if (excess !== undefined) throw invalid({ in: "body", pointer: "", code: "too_complex", message: excess });
  await yieldStep?.();
  const value = parse(text);
  await yieldStep?.();
  const faults = listUnstorable(value, maxFaults).map(
    ({ pointer, message }): FieldError => ({ in: "body", pointer, code: "not_storable", message }),
  );
  return { value, nodes, faults, mediaType };
}

let lastStep: Promise<unknown> = Promise.resolve();

/**
 * Resolves when the next step of processing a large body may run. Steps of all large bodies run one after the other,
 * one per turn of the event loop, so that other requests run in between.
 */
function nextStep(): Promise<unknown> {
  lastStep = lastStep.then(() => nextTurn());
  return lastStep;
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new ProblemError(
      "malformed-body",
      "The body is not valid UTF-8. Send JSON in UTF-8, without a Content-Encoding.",
    );
  }
}

/** The bytes of a body. Throws a problem if the client disconnects before the end. */
export async function* wholeBody(request: Request): AsyncIterable<Uint8Array> {
  try {
    yield* request.body ?? [];
  } catch {
    refuseBrokenOff();
  }
}

function refuseBrokenOff(): never {
  throw new ProblemError("malformed-body", "The body ended early. Send the whole body.");
}

/**
 * Reads the bytes. Memory for a small body is reserved at once by its announced size. Memory for a larger body is
 * reserved as the body arrives, because clients can announce more than they send.
 */
async function readBytes(request: Request, maxBytes: number, held: HeldBody): Promise<Uint8Array> {
  const refuseTooLarge = (sizeBytes: number) => {
    if (sizeBytes <= maxBytes) return;
    throw new ProblemError(
      "too-large",
      `The body is larger than ${maxBytes} bytes, the limit of this operation. Send a smaller one.`,
      {
        headers: { Connection: "close" },
      },
    );
  };
  const announced = request.headers.get("content-length");
  if (announced !== null) refuseTooLarge(Number(announced));
  if (announced !== null && Number(announced) <= smallBodyBytes) {
    held.take(Number(announced));
    const evicted = held.arrive();
    // `arrayBuffer` is faster than a stream. The server reads no more than the announced bytes.
    const bytes = await Promise.race([request.arrayBuffer().catch(refuseBrokenOff), evicted]);
    held.arrived();
    refuseTooLarge(bytes.byteLength);
    return new Uint8Array(bytes);
  }
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  const evicted = held.arrive();
  const body = wholeBody(request)[Symbol.asyncIterator]();
  for (;;) {
    const { done, value: chunk } = await Promise.race([body.next(), evicted]);
    if (done) break;
    sizeBytes += chunk.byteLength;
    refuseTooLarge(sizeBytes);
    held.take(chunk.byteLength);
    chunks.push(chunk);
  }
  held.arrived();
  return Buffer.concat(chunks);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const detail = text === "" ? "The body is empty. Send JSON." : `The body is not JSON: ${(error as Error).message}`;
    throw new ProblemError("malformed-body", detail);
  }
}
