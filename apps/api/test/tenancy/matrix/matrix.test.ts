/**
 * One organization attacks another: every operation of the contract, with everything that the victim has, had or knows,
 * in every place of a request that can name it.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contractOperations } from "../../contract/contract-operations.ts";
import { resolve, type Schema } from "../../contract/valid-values.ts";
import { attack } from "./attack.ts";
import { acrossOrgs } from "./attackers.ts";
import { callerOf, namesIn, startWorld, type World } from "./planted.ts";
import { namesInBodies } from "./probes.ts";
import {
  bodies,
  harmless,
  namesNothing,
  ofInstallation,
  otherNames,
  references,
  resources,
  someIds,
} from "./resources.ts";
import { bothUsed, changed, fingerprints, tablesOf } from "./traces.ts";

let world: World;
let atFirst: Record<string, string>;
const attacked = new Set<string>();
const count = { cases: 0, requests: 0, refusals: 0, statements: 0 };

beforeAll(async () => {
  world = await startWorld();
  // The API writes the last use of the key once, because the clock stands still. This request causes that write.
  await world.gaffer.request("GET", "/v1/me", { as: world.victim.org });
  atFirst = await fingerprints(world.gaffer, world.victim);
});
afterAll(() => world?.stop());

describe("Tenancy matrix › description of the contract", () => {
  test.each(contractOperations)("covers all parts of $id", ({ id, path, parameters, body }) => {
    for (const name of namesIn(path))
      expect(["orgId", ...Object.keys(resources), ...Object.keys(ofInstallation)]).toContain(name);
    for (const { name } of parameters.filter((parameter) => parameter.in !== "path"))
      expect([...Object.keys(references), ...harmless], "say in resources.ts whether it can name a resource").toContain(
        name,
      );
    if (body?.mediaType !== "application/json") return;
    const sent = (bodies[id] ?? []).map((bodyOf) => JSON.stringify(bodyOf(someIds))).join();
    for (const name of idFieldsOf(body.schema))
      expect(sent, `a body of ${id} with ${name}`).toContain(someIds[otherNames[name] ?? name]);
  });
});

test("Tenancy matrix › operations that name no resource › are listed with the reason", () => {
  const silent = contractOperations.filter((operation) => {
    const { id, path, parameters } = operation;
    if (acrossOrgs.includes(id)) return false;
    const isReference = ({ name }: { name: string }) => name in references;
    const named = [...namesIn(path).filter((name) => !(name in ofInstallation)), ...namesInBodies(operation)];
    return named.length === 0 && !parameters.some(isReference);
  });
  expect(silent.map(({ id }) => id).sort()).toEqual(Object.keys(namesNothing).sort());
});

/** The names of fields with ids or addresses anywhere in a body. */
function idFieldsOf(schema: Schema, seen = new Set<object>()): string[] {
  const whole = resolve(schema);
  if (seen.has(whole)) return [];
  seen.add(whole);
  const { properties = {}, items, oneOf = [], anyOf = [] } = whole;
  const own = Object.entries(properties).filter(([, field]) => ["uuid", "email"].includes(resolve(field).format ?? ""));
  const inner = [...Object.values(properties), ...(items ? [items] : []), ...oneOf, ...anyOf];
  return [...own.map(([name]) => name), ...inner.flatMap((each) => idFieldsOf(each, seen))];
}

describe("Tenancy matrix › victim", () => {
  /** Columns that can't contain the canary text. */
  const wordsOnly =
    /^(provider_id|account_id|password|family|token|previous_token|salt|access_token|ip_address|identifier|invited_by|creation_key|creation_hash|read_scope|type|queued_type|status|priority|admission|cancelled_admission|trigger|role|plan|missed|overlap|timezone|state|pause_reason|outcome|level|action|target_type|slot|sha256|request_hash|address|created_by|triggered_by|actor|id|target_id|recurrence|key|response|kind|suspend_reason)$/;

  test("has rows in every table, and its canary in every column that can contain it", async () => {
    const { gaffer, victim } = world;
    for (const [table, whose] of await tablesOf(gaffer)) {
      const { rows } = await gaffer.database.admin.query(
        `select to_jsonb(t) as row from ${table} t where ${whose} and ${bothUsed}`,
        [victim.org.orgId, victim.links],
      );
      expect(rows.length, table).toBeGreaterThan(0);
      const { rows: columns } = await gaffer.database.admin.query(
        "select column_name as name from information_schema.columns where table_schema = 'gaffer' and table_name = $1 and data_type in ('text', 'json', 'jsonb')",
        [table],
      );
      const silent = columns
        .map(({ name }) => name as string)
        .filter(
          (name) => !wordsOnly.test(name) && !rows.some(({ row }) => JSON.stringify(row[name]).includes(victim.canary)),
        );
      expect(silent, table).toEqual([]);
    }
  });

  const reads = contractOperations.filter(({ method, scope }) => method === "GET" && scope !== "system:admin");
  test.each(reads)("finds its own canary with $id", async (operation) => {
    const { id, path } = operation;
    if (
      [
        "listJobTypes",
        "countJobs",
        "getJobStats",
        "getJobTimeline",
        "getJobBlockedBy",
        "streamLiveUpdates",
        "getUsage",
        "listScheduleRuns",
      ].includes(id)
    )
      return;
    const { gaffer, victim } = world;
    const [name = ""] = namesIn(path).filter((each) => each !== "orgId");
    const texts = await Promise.all(
      (victim.live[name] ?? [""]).map(async (live) => {
        const url = path.replace("{orgId}", victim.org.orgId).replace(`{${name}}`, live);
        return JSON.stringify(await gaffer.request("GET", url, { as: callerOf(operation, victim) }));
      }),
    );
    expect(texts.join()).toContain(victim.canary);
  });
});

describe.each(contractOperations)("Tenancy matrix › $id", (operation) => {
  test("reveals and changes nothing of another organization", async () => {
    attacked.add(operation.id);
    expect(await attack(world, { operation, count })).toEqual([]);
  });
});

test("Tenancy matrix › victim › is unchanged after all attacks", async () => {
  expect(changed(atFirst, await fingerprints(world.gaffer, world.victim))).toEqual([]);
  process.stdout.write(`isolation: ${JSON.stringify({ operations: attacked.size, ...count })}\n`);
  expect(count.statements).toBeGreaterThan(count.cases);
  expect(attacked.size).toBe(contractOperations.length);
  expect(count.cases).toBeGreaterThan(30 * contractOperations.length);
  // Values that the attacker has sent may appear in responses, so they must not contain the canary.
  expect(world.named.join()).not.toContain(world.victim.canary);
});

test("Tenancy matrix › log › contains no key, no canary and no signature of a URL", () => {
  const log = JSON.stringify(world.gaffer.log.lines);
  for (const { org, canary } of [world.victim, world.attacker]) {
    expect(log).not.toContain(org.apiKey.split("_").at(-1));
    expect(log).not.toContain(canary);
  }
  expect(log).not.toContain("signature=");
});
