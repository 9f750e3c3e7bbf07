import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cloneDatabase, type TestDatabase } from "../harness/database.ts";
import { type GafferProcess, startProcess } from "./gaffer-process.ts";

interface HostileFile {
  content: string | Uint8Array<ArrayBuffer>;
  profiled: object;
  imported: object;
}

const columns = (count: number) => Array.from({ length: count }, (_, index) => `c${index}`).join();
const failed = (code: string, message: RegExp) => ({
  status: "failed",
  error: { code, message: expect.stringMatching(message) },
});
const completed = (output: object) => ({ status: "completed", error: null, output });

function unreadable(content: string | Uint8Array<ArrayBuffer>, code: string, message: RegExp): HostileFile {
  return { content, profiled: failed(code, message), imported: failed(code, message) };
}

const files: Record<string, HostileFile> = {
  "random bytes": unreadable(randomBytes(300_000).fill(0, 100, 101), "not_text", /not UTF-8 text/),
  "a field of 20 MB": unreadable(`id,big\n1,${"x".repeat(20_000_000)}`, "record_too_large", /line 2 is larger than 16/),
  "a quoted field of 20 MB": unreadable(
    `id\n"${"x".repeat(20_000_000)}"`,
    "record_too_large",
    /line 2 is larger than 16/,
  ),
  "the beginning of a gzip file": unreadable(Buffer.from("1f8b0800000000000003cb48", "hex"), "not_text", /gzip/),
  "NUL bytes": unreadable("id,name\n1,a\u0000b\n", "not_text", /NUL byte at offset 11/),
  "a million columns": unreadable(
    `${columns(1_000_000)}\n1\n`,
    "too_many_fields",
    /line 1 has more than 100,000 fields/,
  ),
  "a hundred thousand columns": {
    content: `${columns(100_000)}\n1\n`,
    profiled: failed("too_many_columns", /Line 1 .* 1,000 columns/),
    imported: completed({ rows: 1, created: 0, rejected: 1 }),
  },
  "lone quotes": {
    content: `id,name\n1,a"b\n"${"x,y\n".repeat(1_000_000)}`,
    profiled: completed({ rows: 1, problems: [{ line: 3, message: expect.stringMatching(/never closed/) }] }),
    imported: completed({ rows: 2, created: 0, rejected: 2 }),
  },
  "a record of 4 MB of nested arrays": {
    content: `{"id":1}\n${"[".repeat(4_000_000)}\n`,
    profiled: completed({ rows: 1, problems: [{ line: 2, message: "The line is nested deeper than 32 levels" }] }),
    imported: completed({ rows: 2, created: 0, rejected: 2 }),
  },
};

let database: TestDatabase;
let dataDir: string;
let gaffer: GafferProcess;
beforeAll(async () => {
  database = await cloneDatabase();
  dataDir = await mkdtemp(path.join(tmpdir(), "gaffer-hostile-"));
  gaffer = startProcess({ DATABASE_URL: database.url, DATA_DIR: dataDir });
});
afterAll(async () => {
  gaffer.child.kill("SIGKILL");
  await gaffer.exit;
  await database.drop();
  await rm(dataDir, { recursive: true });
});

test("file:profile and jobs:import › hostile files › fail only their own jobs", async () => {
  const { url, orgId, apiKey } = await gaffer.demo();
  async function call(path: string, contentType?: string, body?: string | Uint8Array<ArrayBuffer>) {
    const headers = { authorization: `Bearer ${apiKey}`, ...(contentType && { "content-type": contentType }) };
    const method = body === undefined ? "GET" : "POST";
    const answer = await fetch(`${url}/v1/orgs/${orgId}${path}`, {
      method,
      headers,
      ...(body !== undefined && { body }),
    });
    expect([200, 201]).toContain(answer.status);
    return (await answer.json()) as { id: string };
  }

  async function run(type: string, input: object) {
    const { id } = await call("/jobs", "application/json", JSON.stringify({ type, input, maxAttempts: 1 }));
    await gaffer.line(new RegExp(`${id}.*job attempt ended`));
    return call(`/jobs/${id}`);
  }

  await Promise.all(
    Object.entries(files).map(async ([name, { content, profiled, imported }]) => {
      const { id: fileId } = await call("/files?name=hostile", "text/csv", content);
      expect(await run("file:profile", { fileId }), name).toMatchObject(profiled);
      expect(await run("jobs:import", { fileId, type: "http:request" }), name).toMatchObject(imported);
    }),
  );

  expect((await fetch(`${url}/livez`)).status).toBe(200);
  expect(gaffer.child.exitCode).toBeNull();
  expect(gaffer.output()).not.toMatch(/process_exited|out_of_memory|worker_lost/);
});
