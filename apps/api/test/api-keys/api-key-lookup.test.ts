import { createHash } from "node:crypto";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inTransaction } from "../../src/db/org-scope.ts";
import { createPool } from "../../src/db/pools.ts";
import { createOrgWithKey, type DemoOrg } from "../../src/demo/demo-org.ts";
import { openapi } from "../../src/http/schemas.ts";
import { mintApiKey } from "../../src/modules/api-keys/api-key.ts";
import { createFindKey } from "../../src/modules/api-keys/find-key.ts";
import { cloneDatabase, type TestDatabase } from "../harness/database.ts";

const moment = new Date("2026-11-20T12:00:00.000Z");

let database: TestDatabase;
let pool: pg.Pool;
let mine: DemoOrg;
let theirs: DemoOrg;
beforeAll(async () => {
  database = await cloneDatabase();
  pool = createPool(database.url, "gaffer_api", { max: 2 });
  const create = (org: string) => createOrgWithKey(pool, moment, { org, email: `${org}@example.com`, key: org });
  mine = await create("mine");
  theirs = await create("theirs");
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const idOf = (key: string) => key.split("_")[1] ?? "";
const secretOf = (key: string) => key.split("_")[2]?.slice(0, 32) ?? "";
const presenting = (key: string, text: string) =>
  inTransaction(pool, `set local app.api_key_id = '${idOf(key)}'`, ({ sql }) => sql(text));

describe("findKey › row-level security before the organization is known", () => {
  test("gives access to the presented key's row only", async () => {
    const { rows } = await presenting(mine.apiKey, "select id, org_id from api_keys");
    expect(rows).toEqual([{ id: idOf(mine.apiKey), org_id: mine.orgId }]);
  });

  test("gives access to no other table", async () => {
    for (const table of ["orgs", "memberships", "jobs", "job_attempts", "job_logs", "idempotency_keys", "files"])
      expect((await presenting(mine.apiKey, `select * from ${table}`)).rows, table).toEqual([]);
  });

  test("gives read access only", async () => {
    expect((await presenting(mine.apiKey, "update api_keys set scopes = '{}'")).rowCount).toBe(0);
    await expect(presenting(mine.apiKey, "delete from api_keys")).rejects.toMatchObject({ code: "42501" });
  });

  test("gives no access with an unknown key", async () => {
    expect((await presenting(mintApiKey().key, "select * from api_keys")).rows).toEqual([]);
  });

  test("forgets the presented key at the end of the transaction", async () => {
    await presenting(mine.apiKey, "select 1");
    for (let i = 0; i < 4; i++) expect((await pool.query("select * from api_keys")).rows).toEqual([]);
  });
});

describe("findKey › result", () => {
  const find = (key: string, now = moment) => createFindKey(pool, () => now)(key);

  test("is the key's organization and scopes", async () => {
    expect(await find(mine.apiKey)).toEqual({
      kind: "key",
      actor: `key:${idOf(mine.apiKey)}`,
      orgId: mine.orgId,
      scopes: openapi.components.schemas.Scope.enum,
      org: { deleteAfter: null, suspendedAt: null, suspendReason: null },
      apiKey: { id: idOf(mine.apiKey), name: "mine", expiresAt: null },
    });
  });

  test("is undefined for the secret of another key", async () => {
    const { key: minted } = mintApiKey();
    for (const key of [theirs.apiKey, minted])
      expect(await find(mine.apiKey.replace(secretOf(mine.apiKey), secretOf(key)))).toBeUndefined();
  });

  test("is undefined for an expired or revoked key", async () => {
    const org = await createOrgWithKey(pool, moment, { org: "late", email: "late@example.com", key: "late" });
    const set = (column: string, value: Date | null) =>
      database.admin.query(`update api_keys set ${column} = $2 where id = $1`, [idOf(org.apiKey), value]);
    await set("expires_at", moment);
    expect(await find(org.apiKey, new Date(moment.getTime() - 1))).toBeDefined();
    expect(await find(org.apiKey, moment)).toBeUndefined();
    await set("expires_at", null);
    await set("revoked_at", moment);
    expect(await find(org.apiKey, new Date(0))).toBeUndefined();
  });

  test.each(["", "gf_", "gf_a'b_c", `gf_${"a".repeat(12)}_${"b".repeat(38)}`, "\u0000", "gf_\u{1F600}"])(
    "is undefined without a query when the text can't be a key: %j",
    async (key) => {
      const unused = createFindKey(undefined as unknown as pg.Pool, () => moment);
      expect(await unused(key)).toBeUndefined();
    },
  );
});

describe("findKey › database", () => {
  test("stores the SHA-256 hash of the secret", async () => {
    const { rows } = await database.admin.query("select secret_hash from api_keys where id = $1", [idOf(mine.apiKey)]);
    expect(rows[0].secret_hash).toEqual(createHash("sha256").update(secretOf(mine.apiKey)).digest());
  });

  test("contains neither secrets nor keys in any table, as text or as bytes", async () => {
    const { rows: tables } = await database.admin.query(
      "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('gaffer', 'gaffer_queue')",
    );
    let dump = "";
    for (const { name } of tables) {
      const { rows } = await database.admin.query(`select t::text as row from ${name} t`);
      dump += rows.map(({ row }) => row).join("\n");
    }
    expect(dump).toContain(idOf(mine.apiKey));
    for (const secret of [secretOf(mine.apiKey), mine.apiKey.split("_")[2] ?? ""]) {
      expect(dump).not.toContain(secret);
      expect(dump).not.toContain(Buffer.from(secret).toString("hex"));
      expect(dump).not.toContain(Buffer.from(secret).toString("base64").replaceAll("=", ""));
    }
  });
});
