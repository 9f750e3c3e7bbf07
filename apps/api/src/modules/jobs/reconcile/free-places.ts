import type { Services } from "../../../server/services.ts";
import { releaseHeld } from "../admission/concurrency-keys.ts";
import { type KeyedJob, releasable } from "../admission/key-places.ts";
import { admissionState } from "../states.ts";
import type { Check, Finding } from "./check.ts";

/** Finds concurrency keys that have both free places and held jobs. Cause: the next job was locked when a place was freed. */
export function freePlaces({ admission }: Pick<Services, "admission">): Check<KeyedJob> {
  return {
    async find(tx, limit) {
      const { rows } = await tx.sql(
        `select key.org_id as "orgId", key.concurrency_key as "concurrencyKey"
           from (select distinct org_id, concurrency_key from open_jobs where admission = '${admissionState.held}') as key
          where exists (${releasable("key")}) limit $1`,
        [limit],
      );
      return rows as KeyedJob[];
    },

    async settle(tx, found) {
      const released = await releaseHeld(tx, found);
      await admission.admitParked(tx, { left: new Map(released.map((orgId) => [orgId, 0])) });
      return released.map((): Finding => "jobs_stranded");
    },
  };
}
