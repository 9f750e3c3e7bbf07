/** Creates two organizations with everything that requests can name: the attacker and the victim. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type ContractOperation, contractOperations, pathOf } from "../../contract/contract-operations.ts";
import { cloneDatabase, type TestDatabase } from "../../harness/database.ts";
import { systemJobs } from "../../harness/system-jobs.ts";
import { startTestGaffer, type TestGaffer } from "../../harness/test-gaffer.ts";
import { type Attacker, type AttackerName, createAttackers } from "./attackers.ts";
import { linkIdentifier } from "./people-resources.ts";
import { bodies, queries, resources, schedule, someIds } from "./resources.ts";
import { type Statements, watchStatements } from "./statements.ts";
import { talkativeJobs } from "./talkative-handlers.ts";
import { ask, send, type Tenant } from "./tenant.ts";
import { rememberRows } from "./tidy.ts";
import { findSecrets } from "./traces.ts";

export interface Planted extends Tenant {
  /** Ids of existing resources by the name of the parameter. Most requests use the first id. */
  live: Record<string, string[]>;
  /** Id of a deleted resource by the name of the parameter. */
  ended: Record<string, string>;
  /** The cursor of the second page of each list, by operation. */
  cursors: Record<string, string>;
  /** A used Idempotency-Key for each operation that accepts one, with a body that the matrix repeats. */
  idempotencyKeys: Record<string, string>;
  /** The stored tokens of links that were mailed to members of the organization. */
  links: string[];
  /** The id of an event in a live-updates stream, from which a client could resume. */
  lastEventId?: string;
}

export interface World {
  gaffer: TestGaffer;
  attacker: Planted;
  victim: Planted;
  /** All attackers. */
  attackers: Record<AttackerName, Attacker>;
  /** Values of the victim that no attacker may know. */
  secrets: readonly string[];
  /** Values that the attackers have sent, so that later responses may contain them. */
  named: string[];
  /** The latest fingerprints of the victim's data. */
  traces: Record<string, string> | undefined;
  statements: Statements;
  /** Deletes what the attackers have created since the start. */
  tidy(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Creates both organizations while jobs run. Then serves them without a worker and with a fixed clock, so that only
 * requests change anything.
 */
export async function startWorld(): Promise<World> {
  const database = await cloneDatabase();
  await database.admin.query(withoutVacuum);
  const dataDir = await mkdtemp(path.join(tmpdir(), "gaffer-matrix-"));
  const config = { dataDir, orgConcurrency: 100_000, sessionRequestsPerMinute: 60_000_000 };
  const shared = { database, config, peopleStay: true, systemJobs: systemJobs() };
  const canaries = new Map<string, string>();
  const running = await startTestGaffer({ ...shared, jobs: talkativeJobs(canaries) });
  const plantTenant = async (name: string) => {
    const canary = `${name}${crypto.randomUUID().replaceAll("-", "")}`;
    const org = await running.createOrg(canary);
    canaries.set(org.orgId, canary);
    const password = `of a ${canary}`;
    const person = await running.createMember("owner", org.orgId, {
      email: `${canary}@example.com`,
      name: canary,
      password,
    });
    const tenant = { org, canary, person, password };
    return { ...tenant, jobIds: await runJobs(running, tenant) };
  };
  // Both organizations have names of the same length, so that copies keep their size. The victim is created first,
  // because a query without its condition on the organization often returns the first row.
  const [attacked, attacking] = [await plantTenant("canary"), await plantTenant("attack")];
  await running.stop();

  // Starts to watch statements before any connection is open.
  const statements = watchStatements(database.url, "gaffer_api", "gaffer_auth");
  let at = Date.now();
  const liveTiming = { pollMs: 10, heartbeatMs: 10 };
  const gaffer = await startTestGaffer({ ...shared, role: "api", now: () => new Date(at), liveTiming });
  const plant = (tenant: Tenant & { jobIds: string[] }) => plantResources(gaffer, tenant, () => (at += 61_000));
  const [victim, attacker] = [await plant(attacked), await plant(attacking)];
  victim.lastEventId = await plantByHand(database, victim);
  // Adds a user to the victim's organization. The attacker may invite the same user.
  await gaffer.createMember("viewer", victim.org.orgId, { email: "mine@example.com", name: victim.canary });
  // The API queries the request rate of an IP address once. This request causes that query, so that no attack does.
  await gaffer.request("POST", "/v1/auth/verify-email", { body: { token: "none" } });
  const attackers = await createAttackers(gaffer, attacker);
  return {
    gaffer,
    attacker,
    victim,
    attackers,
    secrets: await findSecrets(gaffer, { attacker, victim }),
    named: [],
    traces: undefined,
    statements,
    tidy: await rememberRows(database, attacker),
    async stop() {
      statements.stop();
      await gaffer.stop();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Turns off vacuum, which would remove the traces of row locks. */
const withoutVacuum = `do $$ declare each regclass; begin
  for each in select oid from pg_class where relkind = 'r' and relnamespace in ('gaffer'::regnamespace, 'gaffer_queue'::regnamespace) loop
    execute format('alter table %s set (autovacuum_enabled = off)', each);
  end loop; end $$`;

/** Runs jobs of all kinds to their end: one fails, one has an output, one creates jobs and writes a file. */
async function runJobs(gaffer: TestGaffer, tenant: Tenant): Promise<string[]> {
  const { canary, org } = tenant;
  const fileId = await resources.fileId?.create(gaffer, tenant);
  const period = { from: "2026-11-01T00:00:00Z", to: "2026-12-01T00:00:00Z" };
  const jobs = [
    { type: "report:generate", input: period, maxAttempts: 1 },
    { type: "file:profile", input: { fileId } },
    { type: "jobs:import", input: { fileId, type: "file:profile" } },
  ];
  const { body } = await ask(gaffer, tenant, "POST", "/jobs/batch", { jobs });
  const ids: string[] = body.jobs.map(({ id }: { id: string }) => id);
  for (const jobId of ids) await gaffer.log.waitFor((line) => line.msg === "job attempt ended" && line.jobId === jobId);
  await ask(gaffer, tenant, "POST", "/api-keys", { name: canary, scopes: ["jobs:read"] });
  const { rows } = await gaffer.database.admin.query(
    "select count(*)::int as ended from current_jobs where org_id = $1 and ended_at is not null",
    [org.orgId],
  );
  if (rows[0].ended !== jobs.length) throw new Error("not every job has ended");
  await gaffer.database.admin.query(
    `insert into job_attempts select (jsonb_populate_record(job_attempts, '{"attempt": 2}')).* from job_attempts where org_id = $1`,
    [org.orgId],
  );
  return ids;
}

async function plantResources(
  gaffer: TestGaffer,
  tenant: Tenant & { jobIds: string[] },
  later: () => void,
): Promise<Planted> {
  const live: Planted["live"] = {};
  const ended: Planted["ended"] = {};
  for (const [name, resource] of Object.entries(resources)) {
    live[name] = [await resource.create(gaffer, tenant), await resource.create(gaffer, tenant)];
    const gone = await resource.create(gaffer, tenant);
    await resource.remove(gaffer, tenant, gone);
    ended[name] = gone;
  }
  live.jobId?.push(...tenant.jobIds);
  later();
  await ask(gaffer, tenant, "POST", `/schedules/${live.scheduleId?.[0]}/pause`);
  const again = { ...schedule(tenant.canary), overlap: "allow" };
  const often = (await ask(gaffer, tenant, "POST", "/schedules", again)).body.id;
  live.scheduleId?.push(often);
  for (let i = 0; i < 2; i++) {
    live.jobId?.unshift((await ask(gaffer, tenant, "POST", `/schedules/${often}/trigger`)).body.jobId);
    later();
  }
  later();
  // All jobs become children of the job that attackers name, so that a filter by parent finds jobs of each status.
  await gaffer.database.admin.query("update jobs set parent_id = $2 where org_id = $1", [
    tenant.org.orgId,
    live.jobId?.[0],
  ]);
  live.userId?.push(tenant.person.userId);
  live.sessionId?.push(tenant.person.sessionId);
  const idempotencyKeys = await useKeys(gaffer, tenant, often);
  const linksOf = (purpose: string, tokens: string[] = []) => tokens.map((token) => linkIdentifier(purpose, token));
  const links = [...linksOf("verify-email", live.verifyToken), ...linksOf("reset-password", live.resetToken)];
  return { ...tenant, live, ended, idempotencyKeys, links, cursors: await readCursors(gaffer, tenant, live) };
}

/**
 * Sends a request with an Idempotency-Key to each operation that accepts one. A key of `acceptInvitation` belongs to a
 * user and not to an organization.
 */
async function useKeys(gaffer: TestGaffer, tenant: Tenant, scheduleId: string) {
  const keys: Record<string, string> = {};
  for (const operation of contractOperations) {
    const { id, method, parameters, body } = operation;
    if (id === "acceptInvitation" || !parameters.some(({ name }) => name === "Idempotency-Key")) continue;
    const key = crypto.randomUUID();
    keys[id] = key;
    const ids = { ...(await resourcesFor(operation, gaffer, tenant)), scheduleId, orgId: tenant.org.orgId };
    const url = `${pathOf(operation, ids)}?${queries[id] ?? ""}`;
    const content = body && (bodies[id]?.[0]?.(someIds) ?? "content");
    await send(gaffer, callerOf(operation, tenant), method, url, content, { "idempotency-key": key });
  }
  return keys;
}

/** Creates the resource that an operation changes, in a status that allows the change. */
async function resourcesFor({ id, path }: ContractOperation, gaffer: TestGaffer, tenant: Tenant) {
  const ids: Record<string, string> = {};
  for (const name of ["jobId", "uploadId"])
    if (namesIn(path).includes(name)) ids[name] = (await resources[name]?.create(gaffer, tenant)) ?? "";
  if (ids.jobId && id !== "cancelJob") await ask(gaffer, tenant, "POST", `/jobs/${ids.jobId}/cancel`);
  return ids;
}

/** The caller of an operation: the tenant's API key if an API key has access, otherwise the tenant's user. */
export const callerOf = ({ access }: ContractOperation, { org, person }: Tenant) =>
  access === "person" ? person : org;

/** The cursor of the second page of each list. There must be more than one page. */
async function readCursors(gaffer: TestGaffer, tenant: Tenant, live: Planted["live"]): Promise<Record<string, string>> {
  const cursors: Record<string, string> = {};
  for (const operation of contractOperations) {
    if (operation.scope === "system:admin" || !operation.parameters.some(({ name }) => name === "cursor")) continue;
    const [name = ""] = namesIn(operation.path).filter((each) => each !== "orgId");
    for (const id of live[name] ?? [""]) {
      const url = pathOf(operation, { [name]: id, orgId: tenant.org.orgId });
      const { body } = await send(gaffer, callerOf(operation, tenant), "GET", `${url}?limit=1`);
      if (body.nextCursor) cursors[operation.id] ??= body.nextCursor;
    }
    if (!cursors[operation.id]) throw new Error(`${operation.id} has only one page: plant more of it`);
  }
  return cursors;
}

export const namesIn = (path: string) => [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");

/**
 * Creates by SQL what requests don't create quickly: more runs than are kept, a parked job, a running job and failed
 * jobs of the schedules. Returns an event id from which a stream can resume.
 */
async function plantByHand({ admin }: TestDatabase, { org, canary, live, person }: Planted): Promise<string> {
  await admin.query("update user_sessions set user_agent = $2 where user_id = $1", [person.userId, canary]);
  await admin.query(
    `insert into schedule_runs (org_id, schedule_id, id, scheduled_at, trigger, actor, status, error, created_at)
     select $1, $2, 'old:' || n, now() - n * interval '1 day', 'schedule', 'system', 'refused', jsonb_build_object('code', 'no', 'message', $3::text), now()
       from generate_series(1, 101) n`,
    [org.orgId, live.scheduleId?.at(-1), canary],
  );
  // Makes the database record changes, as if a stream were open.
  await admin.query("insert into org_listeners (org_id, epoch, renewed_at) values ($1, gen_random_uuid(), now())", [
    org.orgId,
  ]);
  await admin.query(
    `with permit as (
       insert into permits (org_id, id, queued_type, places) values ($1, gen_random_uuid(), 'file:profile', 1)
     ), totals as (
       insert into job_totals (org_id, type, status, jobs)
       select org_id, type, status, count(*) from ended_jobs where org_id = $1 group by 1, 2, 3
     )
     insert into job_slices (org_id, slice, status, jobs)
     select org_id, job_slice(id), status, count(*) from ended_jobs where org_id = $1 group by 1, 2, 3`,
    [org.orgId],
  );
  const [running, waiting] = live.jobId ?? [];
  await admin.query("update current_jobs set admission = 'parked' where org_id = $1 and id = $2", [org.orgId, waiting]);
  await admin.query(
    `update current_jobs set status = 'processing', worker_id = gen_random_uuid(), started_at = now(), progress_message = $3,
            error = jsonb_build_object('code', 'no', 'message', $3::text) where org_id = $1 and id = $2`,
    [org.orgId, running, canary],
  );
  for (const table of ["jobs", "open_jobs"])
    await admin.query(
      `update ${table} set concurrency_key = $2, concurrency_limit = 1, unique_key = $2 || id where org_id = $1`,
      [org.orgId, canary],
    );
  await admin.query(
    `insert into current_jobs (org_id, id, type, status, priority, input, max_attempts, message_id, run_at, timeout_seconds, created_by,
            trigger, schedule_id, created_at, ended_at)
     select org_id, gen_random_uuid(), type, 'failed', priority, input, max_attempts, message_id, run_at, timeout_seconds, created_by,
            trigger, schedule.id, created_at, now()
       from current_jobs cross join unnest($3::uuid[]) as schedule (id) where current_jobs.org_id = $1 and current_jobs.id = $2`,
    [org.orgId, running, live.scheduleId],
  );
  const { rows } = await admin.query(
    "select epoch || '.' || pg_current_snapshot() as id from org_listeners where org_id = $1",
    [org.orgId],
  );
  return rows[0].id;
}
