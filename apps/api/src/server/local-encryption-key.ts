import { randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";

/**
 * Returns the encryption key of an installation with the embedded database, which is created at the first start. Only the operating
 * system's user of this process can read its file.
 */
export async function openLocalEncryptionKey(dataDir: string): Promise<string> {
  const file = path.join(dataDir, "encryption-key");
  await writeFile(file, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600, flag: "wx" }).catch((error) => {
    if (error.code !== "EEXIST") throw error;
  });
  return (await readFile(file, "utf8")).trim();
}
