import type { Dirent } from "node:fs";
import { readdir } from "node:fs/promises";
import path from "node:path";
import type { TestGaffer } from "../harness/test-gaffer.ts";

/** The files in the server's storage folder, including unfinished uploads, as paths relative to this folder. */
export async function storedFiles({ config }: TestGaffer): Promise<string[]> {
  const root = path.join(config.dataDir, "files");
  const entries: Dirent[] = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .sort();
}

/** The number of files in the database. */
export async function countFileRows({ database }: TestGaffer): Promise<number> {
  const { rows } = await database.admin.query("select count(*)::int as files from files");
  return rows[0].files;
}

export interface Download {
  status: number;
  headers: Headers;
  content: Buffer;
}

/** Reads a file's content as bytes. */
export async function download(
  { app, org }: TestGaffer,
  fileId: string,
  headers: Record<string, string> = {},
): Promise<Download> {
  const response = await app.http.request(`/v1/orgs/${org.orgId}/files/${fileId}/content`, {
    headers: { authorization: `Bearer ${org.apiKey}`, ...headers },
  });
  return { status: response.status, headers: response.headers, content: Buffer.from(await response.arrayBuffer()) };
}
