import type { Rejection } from "./import-rows.ts";

/** Maximum number of listed rows. It keeps the report below the limit of a file. */
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
