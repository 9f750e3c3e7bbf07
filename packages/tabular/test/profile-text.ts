import { type FileProfile, type ProfileOptions, profileStream } from "../src/profile/profile-stream.ts";

/** A source that yields `bytes` in chunks of these sizes, used in turn. */
export async function* inChunks(bytes: Uint8Array, ...sizes: number[]): AsyncGenerator<Uint8Array> {
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const size = sizes[i % sizes.length] || bytes.length;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

export function profileText(text: string | Uint8Array, options: Partial<ProfileOptions> = {}): Promise<FileProfile> {
  const bytes = typeof text === "string" ? Buffer.from(text) : text;
  return profileStream(inChunks(bytes, bytes.length), { format: "auto", totalBytes: bytes.length, ...options });
}

/** Profiles one CSV column with these cells, under a header and without quotes. */
export async function profileCells(...cells: string[]) {
  const { columns } = await profileText(`id,cell\n${cells.map((cell) => `1,${cell}\n`).join("")}`, { format: "csv" });
  const column = columns[1];
  if (!column) throw new Error("no column");
  return column;
}
