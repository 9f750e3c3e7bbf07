/**
 * Whether the matrix would notice. Each organization is kept to itself twice, by the queries and by row-level security: the matrix
 * passes with either of them alone, and fails for every query and every policy that gives way when the other one is off. People are
 * kept to themselves by the queries, and it fails for each of those that forgets the person.
 */
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type ContractOperation, contractOperations } from "../../contract/contract-operations.ts";
import { attack } from "./attack.ts";
import type { AttackerName } from "./attackers.ts";
import { startWorld, type World } from "./planted.ts";
import { namesOrg, namesPerson, type Weaken, withoutOrg, withoutPerson } from "./statements.ts";
import { ask } from "./tenant.ts";
import { ownedTables, peopleTables } from "./traces.ts";

let world: World;
let tables: string[];
/** The operations that send each statement that names an organization or a person. */
const senders = new Map<string, Set<ContractOperation>>();
const sendersOf = (names: (text: string) => boolean) => [...senders].filter(([text]) => names(text));

beforeAll(async () => {
  world = await startWorld();
  tables = [...(await ownedTables(world.gaffer)).keys()];
  await guardVictim();
});
afterAll(() => world?.stop());
afterEach(() => switchPolicies("enable"));

const admin = (sql: string) => world.gaffer.database.admin.query(sql);
const switchPolicies = (how: "enable" | "disable") =>
  admin(["users", ...tables].map((table) => `alter table ${table} ${how} row level security`).join(";"));

/** Whoever writes a row of the victim's or of its people fails, so that it is there for the next attempt as well. */
async function guardVictim(): Promise<void> {
  const { org, links } = world.victim;
  const { rows } = await admin(`select user_id as id from memberships where org_id = '${org.orgId}'`);
  const theirs = [org.orgId, ...links, ...rows.map(({ id }) => id)];
  await admin(`create function guard_victim() returns trigger language plpgsql security definer as $$ begin
    if array[to_jsonb(old) ->> tg_argv[0], to_jsonb(new) ->> tg_argv[0]] && '{${theirs}}'::text[] then
      raise exception 'a row of another organization is written'; end if;
    return coalesce(new, old); end $$`);
  const whose = { users: "id", user_verifications: "identifier" } as Record<string, string>;
  const ofPeople = [...peopleTables.keys()].map((table) => [table, whose[table] ?? "user_id"] as const);
  for (const [table, column] of [...(await ownedTables(world.gaffer)), ...ofPeople])
    await admin(
      `create trigger guard before insert or update or delete on ${table} for each row execute function guard_victim('${column}')`,
    );
}

/** Who may do most by an operation, and so gets furthest. */
function strongest({ access }: ContractOperation): AttackerName[] {
  if (access === "anyone") return ["nobody"];
  return access === "person" ? ["owner"] : ["fullKey"];
}
/** A person besides, who notices as well what a query does to the people of their own organization. */
const withOwner = ({ access }: ContractOperation): AttackerName[] =>
  access === "anyone" ? ["nobody"] : ["fullKey", "owner"];

/** What the matrix finds while statements are sent as this has them. */
async function findings(
  operations: Iterable<ContractOperation>,
  weaken?: Weaken,
  onStatement?: (operation: ContractOperation, text: string) => void,
): Promise<string[]> {
  const found: string[] = [];
  for (const operation of operations) {
    const told = onStatement && ((text: string) => onStatement(operation, text));
    const options = { operation, by: strongest(operation), ...(told && { onStatement: told }) };
    found.push(...(await attack(world, { ...options, ...(weaken && { weaken }) })));
  }
  return found;
}

/** Whether the matrix finds anything; the first finding will do. */
async function isNoticed(operations: Iterable<ContractOperation>, weaken: Weaken, who = strongest): Promise<boolean> {
  for (const operation of operations) {
    const by = who(operation);
    const found = await attack(world, { operation, by, weaken, once: true });
    if (found.length > 0) return true;
  }
  return false;
}

/** Those of the statements that the matrix doesn't notice when one of them at a time is sent without its condition. */
async function unnoticed(statements: typeof senders, weaken: Weaken, who = strongest): Promise<string[]> {
  const found: string[] = [];
  for (const [text, operations] of statements)
    if (!(await isNoticed(operations, (sent) => (sent === text ? weaken(sent) : sent), who))) found.push(text);
  return found.map((text) => text.replaceAll(/\s+/g, " "));
}

/** What isn't noticed has to be safe for a reason; what is safe for none any more has no place among these. */
function expectSafe(texts: string[], reasons: Record<string, string>): void {
  expect(texts.filter((text) => !Object.keys(reasons).some((start) => text.startsWith(start)))).toEqual([]);
  const outdated = Object.keys(reasons).filter((start) => !texts.some((text) => text.startsWith(start)));
  expect(outdated.filter((start) => start !== notAlwaysSent)).toEqual([]);
}

/** Only a stream that opens while some transaction of the cluster is under way sends it. */
const notAlwaysSent = "update org_listeners set settled";

test("Tenancy defences › the queries alone keep organizations apart", async () => {
  await switchPolicies("disable");
  const found = await findings(contractOperations, undefined, (operation, text) => {
    if (namesOrg(text) || namesPerson(text)) senders.set(text, (senders.get(text) ?? new Set()).add(operation));
  });
  expect(found).toEqual([]);
  expect(sendersOf(namesOrg).length).toBeGreaterThan(60);
  expect(sendersOf(namesPerson).length).toBeGreaterThan(15);
});

test("Tenancy defences › the queries alone find whose a key is", async () => {
  const { gaffer, attacker: tenant } = world;
  await switchPolicies("disable");
  const { body } = await ask(gaffer, tenant, "POST", "/api-keys", { name: "new", scopes: ["jobs:read"] });
  const me = await gaffer.request("GET", "/v1/me", { as: { ...tenant.org, apiKey: body.key } });
  expect(me).toMatchObject({ status: 200, body: { apiKey: { id: body.apiKey.id }, org: { id: tenant.org.orgId } } });
});

test("Tenancy defences › row-level security alone keeps organizations apart", async () => {
  const asking = sendersOf(namesOrg).flatMap(([, operations]) => [...operations]);
  expect(await findings(new Set(asking), withoutOrg)).toEqual([]);
});

/** Statements that find no row of another organization even so, by how they begin, and why. */
const safeAnyway: Record<string, string> = {
  'update "gaffer"."api_keys" set "expires_at"': "the key was found and locked before, and ids of keys are unique",
  'delete from "gaffer"."invitations" where ("gaffer"."invitations"."org_id" = $1 and "gaffer"."invitations"."token_hash" = $2)':
    "hashes of tokens are unique over all organizations",
  'select org_id as "orgId", admitted,': "counts by organization, of which the caller looks up its own",
  'select "gaffer"."plans"."name"': "of all plans the first is taken, which is the same one here",
  'select "bytes" from "gaffer"."org_storage"': "of all sums the first is taken, which may be one's own",
  "with since as materialized": "what is read is told to the streams of the organization that it belongs to",
  'select "org_id", "id", "name", "secret_hash", "scopes", "created_by", "created_at", "expires_at", "revoked_at", "last_used_at" from "gaffer"."api_keys" where ("gaffer"."api_keys"."org_id" = $1 and "gaffer"."api_keys"."id" = $2) for share':
    "locks the caller's own key, and ids of keys are unique",
  'select "role" from "gaffer"."memberships" where ("gaffer"."memberships"."org_id" = $1 and "gaffer"."memberships"."user_id" = $2) for share':
    "checks again a caller who was admitted; lost-authority.test.ts notices",
  [notAlwaysSent]: "names the epoch as well, which no other organization has",
};

test("Tenancy defences › without row-level security, each single query that forgets the organization is noticed", async () => {
  await switchPolicies("disable");
  const queries = new Map(sendersOf(namesOrg));
  const missed = await unnoticed(queries, withoutOrg);
  expectSafe(missed, safeAnyway);
  process.stdout.write(
    `isolation: ${queries.size - missed.length} of ${queries.size} queries can't forget the organization unnoticed\n`,
  );
});

/** The same of statements that forget the person. */
const safeOfPeople: Record<string, string> = {
  'select "id" from "gaffer"."user_accounts"':
    "locks the account with this hash of a password, which has a salt of its own",
  'select "role" from "gaffer"."memberships" where ("gaffer"."memberships"."org_id" = $1 and "gaffer"."memberships"."user_id" = $2) for share':
    "checks again a caller who was admitted; held-bodies.test.ts notices",
};

test("Tenancy defences › without row-level security, each single query that forgets the person is noticed", async () => {
  await switchPolicies("disable");
  const queries = new Map(sendersOf(namesPerson));
  const missed = await unnoticed(queries, withoutPerson, withOwner);
  expectSafe(missed, safeOfPeople);
  process.stdout.write(
    `isolation: ${queries.size - missed.length} of ${queries.size} queries can't forget the person unnoticed\n`,
  );
});

/** Tables of which the API shows nothing, and why. */
const notShown: Record<string, string> = {
  job_checkpoints: "the API's role has no right to it at all",
  org_changes: "what is read is told to the streams of the organization that it belongs to",
};

test("Tenancy defences › with queries that forget the organization, each single policy that is gone is noticed", async () => {
  const unnoticed: string[] = [];
  for (const table of tables) {
    const { rows } = await admin(
      `select qual from pg_policies where tablename = '${table}' and policyname = 'api_own_org'`,
    );
    await admin(`alter policy api_own_org on ${table} using (true)`);
    const touching = sendersOf(namesOrg).filter(([text]) => new RegExp(`\\b${table}\\b`).test(text));
    const found = await isNoticed(new Set(touching.flatMap(([, operations]) => [...operations])), withoutOrg);
    await admin(`alter policy api_own_org on ${table} using (${rows[0].qual})`);
    if (!found) unnoticed.push(table);
  }
  expect(unnoticed.sort()).toEqual(Object.keys(notShown));
});
