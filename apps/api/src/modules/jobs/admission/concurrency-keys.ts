/**
 * Concurrency keys: the jobs of an organization with the same key share a limit. An admitted or parked job has a place of
 * its key. A job that finds no place is held: a row without a message, which takes no part in admission.
 *
 * The rows are the counters: a transaction that gives places locks the key, then counts the rows that have one. So
 * nothing has to be repaired, and jobs without a key aren't affected.
 *
 * Lock order: jobs, then keys, then the in-flight counters.
 */
import type { Transaction } from "../../../db/org-scope.ts";
import * as jobChanges from "../job-changes.ts";
import type { JobRow } from "../job-rows.ts";
import { priorityRank } from "../states.ts";
import { heldInOrder, type KeyedJob, takenPlaces } from "./key-places.ts";

const hasKey = ({ concurrencyKey }: KeyedJob) => concurrencyKey !== null;

/** Locks the concurrency keys of these jobs until the end of the transaction, in the same order in all transactions. */
export async function lockKeys(tx: Transaction, jobs: readonly KeyedJob[]): Promise<void> {
  await tx.sql(
    `select pg_advisory_xact_lock(key) from (
       select distinct hashtextextended('concurrency:' || "orgId" || '/' || "concurrencyKey", 0) as key
         from json_to_recordset($1) as keyed ("orgId" uuid, "concurrencyKey" text) order by 1) as keys`,
    [toJson(jobs)],
  );
}

const toJson = (jobs: readonly KeyedJob[]) =>
  JSON.stringify(jobs.map(({ orgId, concurrencyKey }) => ({ orgId, concurrencyKey })));

/** Places of a key. */
interface Places {
  taken: number;
  /** Whether jobs wait for a place. */
  crowded: boolean;
}

/** The places of keys, by organization and key. */
export type KeyPlaces = ReadonlyMap<string, Places>;

const nameOf = ({ orgId, concurrencyKey }: KeyedJob) => `${orgId}/${concurrencyKey}`;

/** Locks the keys of these jobs and reads their places. Sends nothing if no job has a key. */
export async function lockPlaces(tx: Transaction, jobs: readonly KeyedJob[]): Promise<KeyPlaces> {
  const keyed = jobs.filter(hasKey);
  if (keyed.length === 0) return new Map();
  const [, { rows }] = await Promise.all([
    lockKeys(tx, keyed),
    tx.sql(
      `select key.org_id as "orgId", key.concurrency_key as "concurrencyKey", ${takenPlaces("key")} as taken,
              exists (select ${heldInOrder("key")} limit 1) as crowded
         from (select distinct "orgId" as org_id, "concurrencyKey" as concurrency_key
                 from json_to_recordset($1) as keyed ("orgId" uuid, "concurrencyKey" text)) as key`,
      [toJson(keyed)],
    ),
  ]);
  return new Map(rows.map(({ taken, crowded, ...key }) => [nameOf(key as KeyedJob), { taken, crowded }]));
}

/** Gives places to new jobs by priority and then by age. Returns the ids of the jobs that get none. */
export function findHeld(before: KeyPlaces, rows: readonly JobRow[]): ReadonlySet<string> {
  const places = new Map(before);
  const held = new Set<string>();
  for (const row of rows.filter(hasKey).toSorted((a, b) => priorityRank(a) - priorityRank(b))) {
    const { taken, crowded } = places.get(nameOf(row)) as Places;
    const fits = !crowded && taken < (row.concurrencyLimit as number);
    places.set(nameOf(row), fits ? { taken: taken + 1, crowded } : { taken, crowded: true });
    if (!fits) held.add(row.id);
  }
  return held;
}

/**
 * Parks the held jobs that get a place of these jobs' keys. Returns the organizations of the parked jobs, which the caller
 * admits. Sends nothing if no job has a key. The caller holds the locks of the jobs.
 */
export async function releaseHeld(tx: Transaction, jobs: readonly KeyedJob[]): Promise<string[]> {
  const keyed = jobs.filter(hasKey);
  if (keyed.length === 0) return [];
  const [, released] = await Promise.all([lockKeys(tx, keyed), jobChanges.release(tx, keyed)]);
  return released;
}
