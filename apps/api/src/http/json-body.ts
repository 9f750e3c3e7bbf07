import { findUnstorable } from "../storable.ts";
import { invalid, ProblemError } from "./problem.ts";

/** Reads a JSON body of at most `maxBytes`, refusing what JSON allows but PostgreSQL can't store. */
export async function readJsonBody(request: Request, maxBytes: number): Promise<unknown> {
  const mediaType = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (mediaType !== "application/json") {
    const sent = mediaType ? `not ${mediaType}` : "and the request must say so in Content-Type";
    throw new ProblemError("unsupported-media-type", `The body must be application/json, ${sent}.`);
  }
  const value = parse(await readText(request, maxBytes));
  const unstorable = findUnstorable(value);
  if (unstorable) throw invalid("body", unstorable.pointer, unstorable.message);
  return value;
}

async function readText(request: Request, maxBytes: number): Promise<string> {
  const bytes = await readBytes(request, maxBytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new ProblemError("malformed-body", "The body is not valid UTF-8.");
  }
}

/** The bytes of a body. Refuses one that breaks off, whose sender has usually gone away. */
export async function* wholeBody(request: Request): AsyncIterable<Uint8Array> {
  try {
    yield* request.body ?? [];
  } catch {
    refuseBrokenOff();
  }
}

function refuseBrokenOff(): never {
  throw new ProblemError("malformed-body", "The body ended before all of it had arrived.");
}

async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array> {
  const refuseTooLarge = (sizeBytes: number) => {
    if (sizeBytes <= maxBytes) return;
    throw new ProblemError("too-large", `The body may have at most ${maxBytes} bytes.`, {
      headers: { Connection: "close" },
    });
  };
  const announced = request.headers.get("content-length");
  if (announced !== null) {
    // The server reads no more than that, and without a stream in between.
    refuseTooLarge(Number(announced));
    const bytes = await request.arrayBuffer().catch(refuseBrokenOff);
    refuseTooLarge(bytes.byteLength);
    return new Uint8Array(bytes);
  }
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of wholeBody(request)) {
    sizeBytes += chunk.byteLength;
    refuseTooLarge(sizeBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const detail =
      text === "" ? "The body is empty; JSON is expected." : `The body is not JSON: ${(error as Error).message}`;
    throw new ProblemError("malformed-body", detail);
  }
}
