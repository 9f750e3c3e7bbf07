/**
 * Tests whether the matrix notices faults. Two layers isolate organizations: queries and row-level security. While one
 * layer is off, the matrix must pass, and must fail for every broken query or policy of the other. Only queries isolate
 * users, and the matrix must fail for each broken one.
 */
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type ContractOperation, contractOperations } from "../../contract/contract-operations.ts";
import { attack } from "./attack.ts";
import { type AttackerName, acrossOrgs } from "./attackers.ts";
import { startWorld, type World } from "./planted.ts";
import { namesOrg, namesPerson, type Weaken, withoutOrg, withoutPerson } from "./statements.ts";
import { ask } from "./tenant.ts";
import { ownedTables, peopleTables } from "./traces.ts";

let world: World;
let tables: string[];
/** The operations that send each statement with a condition on an organization or a user. */
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

/** Makes writes to rows of the victim and its members fail, so that these rows are unchanged for the next attack. */
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

/** The attacker with the most permissions for an operation. */
function strongest({ access }: ContractOperation): AttackerName[] {
  if (access === "anyone") return ["anonymous"];
  return access === "person" ? ["owner"] : ["fullKey"];
}
/**
 * The strongest attackers, and an owner, whose cases show what a query does to other members of the same organization.
 */
const withOwner = ({ access }: ContractOperation): AttackerName[] =>
  access === "anyone" ? ["anonymous"] : ["fullKey", "owner"];

/** The findings of the matrix while statements are changed by `weaken`. */
async function findings(
  operations: Iterable<ContractOperation>,
  weaken?: Weaken,
  onStatement?: (operation: ContractOperation, text: string) => void,
): Promise<string[]> {
  const found: string[] = [];
  for (const operation of operations) {
    const watch = onStatement && ((text: string) => onStatement(operation, text));
    const options = { operation, by: strongest(operation), ...(watch && { onStatement: watch }) };
    found.push(...(await attack(world, { ...options, ...(weaken && { weaken }) })));
  }
  return found;
}

/** Whether the matrix finds a fault while `weaken` changes the statements. */
async function isNoticed(operations: Iterable<ContractOperation>, weaken: Weaken, who = strongest): Promise<boolean> {
  for (const operation of operations) {
    const by = who(operation);
    const found = await attack(world, { operation, by, weaken, once: true });
    if (found.length > 0) return true;
  }
  return false;
}

/** The statements whose missing condition the matrix doesn't notice, one statement at a time. */
async function unnoticed(statements: typeof senders, weaken: Weaken, who = strongest): Promise<string[]> {
  const found: string[] = [];
  for (const [text, operations] of statements)
    if (!(await isNoticed(operations, (sent) => (sent === text ? weaken(sent) : sent), who))) found.push(text);
  return found.map((text) => text.replaceAll(/\s+/g, " "));
}

/** Each unnoticed statement must have a reason why it is safe, and each reason must be needed. */
function expectSafe(texts: string[], reasons: Record<string, string>): void {
  expect(texts.filter((text) => !Object.keys(reasons).some((start) => text.startsWith(start)))).toEqual([]);
  const outdated = Object.keys(reasons).filter((start) => !texts.some((text) => text.startsWith(start)));
  expect(outdated.filter((start) => start !== notAlwaysSent)).toEqual([]);
}

/** A stream sends this statement only if a transaction of the cluster runs when the stream opens. */
const notAlwaysSent = "update org_listeners set settled";

test("Tenancy defences › queries alone › isolate organizations", async () => {
  await switchPolicies("disable");
  const operations = contractOperations.filter(({ id }) => !acrossOrgs.includes(id));
  const found = await findings(operations, undefined, (operation, text) => {
    if (namesOrg(text) || namesPerson(text)) senders.set(text, (senders.get(text) ?? new Set()).add(operation));
  });
  expect(found).toEqual([]);
  expect(sendersOf(namesOrg).length).toBeGreaterThan(60);
  expect(sendersOf(namesPerson).length).toBeGreaterThan(15);
});

test("Tenancy defences › queries alone › find the organization of a key", async () => {
  const { gaffer, attacker: tenant } = world;
  await switchPolicies("disable");
  const { body } = await ask(gaffer, tenant, "POST", "/api-keys", { name: "new", scopes: ["jobs:read"] });
  const me = await gaffer.request("GET", "/v1/me", { as: { ...tenant.org, apiKey: body.key } });
  expect(me).toMatchObject({ status: 200, body: { apiKey: { id: body.apiKey.id }, org: { id: tenant.org.orgId } } });
});

test("Tenancy defences › row-level security alone › isolates organizations", async () => {
  const asking = sendersOf(namesOrg).flatMap(([, operations]) => [...operations]);
  expect(await findings(new Set(asking), withoutOrg)).toEqual([]);
});

/** Statements that expose nothing even without their condition on the organization. Key: how the statement begins. Value: why it is safe. */
const safeAnyway: Record<string, string> = {
  'update "gaffer"."api_keys" set "expires_at"': "the key was found and locked before, and ids of keys are unique",
  'update "gaffer"."api_keys" set "revoked_at"': "the key was found and locked before, and ids of keys are unique",
  'update "gaffer"."api_keys" set "name"': "the key was found and locked before, and ids of keys are unique",
  'delete from "gaffer"."invitations" where ("gaffer"."invitations"."org_id" = $1 and "gaffer"."invitations"."token_hash" = $2)':
    "hashes of tokens are unique across organizations",
  'select org_id as "orgId", admitted,': "counts by organization, and the caller looks up its own",
  'select "gaffer"."plans"."name"': "takes the first plan, which is the same for both here",
  'select "bytes" from "gaffer"."org_storage"': "takes the first sum, which may be the attacker's",
  "select 1 from ( select id, name as queue":
    "locks the message of the caller's own job, and ids of messages are unique",
  "select count(*)::int as changeable": "decides only whether more than 500 jobs match, and fewer do here",
  "update scheduled_jobs set status = next.status, pause_reason":
    "the schedules were found and locked before, and their ids are random",
  "select scheduled_at as at from schedule_runs":
    "the schedule was found and locked before, and ids of schedules are random",
  "with since as materialized": "rows are sent only to streams of their organization",
  'select "suspended_at" from "gaffer"."orgs"': "takes the first organization, and neither is suspended here",
  'select "revoked_at", "expires_at", "scopes" from "gaffer"."api_keys" where ("gaffer"."api_keys"."org_id" = $1 and "gaffer"."api_keys"."id" = $2) for share':
    "locks the caller's own key, and ids of keys are unique",
  'select "role" from "gaffer"."memberships" where ("gaffer"."memberships"."org_id" = $1 and "gaffer"."memberships"."user_id" = $2) for share':
    "checks again a caller who was admitted; lost-authority.test.ts notices",
  'select "org_id", "id", "name", "content_type", "size_bytes", "sha256", "created_by", "created_at", "expires_at", "read_scope" from "gaffer"."files" where (("gaffer"."files"."org_id" = $1 and ("gaffer"."files"."expires_at" is null or "gaffer"."files"."expires_at" > $2) and ("gaffer"."files"."read_scope" is null or false))':
    "finds the file of a completed upload, whose id is in the caller's own upload",
  [notAlwaysSent]: "also has a condition on the epoch, which is unique",
};

test("Tenancy defences › query without its condition on the organization › is noticed without row-level security", async () => {
  await switchPolicies("disable");
  const queries = new Map(sendersOf(namesOrg));
  const missed = await unnoticed(queries, withoutOrg);
  expectSafe(missed, safeAnyway);
  process.stdout.write(
    `isolation: ${queries.size - missed.length} of ${queries.size} queries are noticed without their condition on the organization\n`,
  );
});

/** Statements that expose nothing even without their condition on the user. Key: how the statement begins. Value: why it is safe. */
const safeOfPeople: Record<string, string> = {
  'select "id" from "gaffer"."user_accounts"': "finds the account by the hash of its password, which has a unique salt",
  'select "role" from "gaffer"."memberships" where ("gaffer"."memberships"."org_id" = $1 and "gaffer"."memberships"."user_id" = $2) for share':
    "checks again a caller who was admitted; held-bodies.test.ts notices",
};

test("Tenancy defences › query without its condition on the user › is noticed", async () => {
  await switchPolicies("disable");
  const queries = new Map(sendersOf(namesPerson));
  const missed = await unnoticed(queries, withoutPerson, withOwner);
  expectSafe(missed, safeOfPeople);
  process.stdout.write(
    `isolation: ${queries.size - missed.length} of ${queries.size} queries are noticed without their condition on the user\n`,
  );
});

/** Tables whose content no response of the API shows, with the reason. */
const notShown: Record<string, string> = {
  job_checkpoints: "no operation reads it",
  job_terms: "its rows only select rows of jobs",
  org_changes: "rows are sent only to streams of their organization",
  permits: "no response shows them",
};

test("Tenancy defences › missing policy › is noticed with queries without conditions on the organization", async () => {
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
