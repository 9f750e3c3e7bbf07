/** Pauses and resumes the schedules of a selection. */
import type { Schemas } from "@gaffer/contracts/server";
import { and, asc, eq, ne, or, type SQL } from "../../db/drizzle.ts";
import type { Transaction } from "../../db/org-scope.ts";
import { scheduledJobs } from "../../db/schedule-schema.ts";
import { announceRun } from "./announce-run.ts";
import { pausedByRequest } from "./change-schedules.ts";
import { isSelected } from "./select-schedules.ts";
import { activeUntil, nextRunAfter } from "./timetable.ts";
import type { ScheduleRow } from "./to-schedule.ts";

/** Maximum number of schedules that one transaction changes. */
const most = 500;

interface SelectedSchedules {
  orgId: string;
  selection: Schemas["ScheduleSelection"];
  now: Date;
}

interface Changed {
  ids: string[];
  /** Whether matching schedules are left that can be changed. */
  more: boolean;
}

/** Pauses active schedules. Replaces the pause reason `failures` by `requested`. */
export function pauseSchedules(tx: Transaction, selected: SelectedSchedules): Promise<Changed> {
  const isPausable = or(
    eq(scheduledJobs.status, "active"),
    and(eq(scheduledJobs.status, "paused"), ne(scheduledJobs.pauseReason, "requested")),
  );
  return change(tx, selected, isPausable, (row) => ({ ...pausedByRequest, failuresInARow: row.failuresInARow }));
}

/** Resumes paused schedules at their next runs and resets their failure counts. A schedule without a next run ends. */
export function resumeSchedules(tx: Transaction, selected: SelectedSchedules): Promise<Changed> {
  return change(tx, selected, eq(scheduledJobs.status, "paused"), (row) => ({
    ...activeUntil(nextRunAfter(row, selected.now)),
    failuresInARow: 0,
  }));
}

type State = Pick<ScheduleRow, "status" | "pauseReason" | "nextRunAt" | "failuresInARow">;

async function change(
  tx: Transaction,
  { orgId, selection, now }: SelectedSchedules,
  isChangeable: SQL | undefined,
  toState: (row: ScheduleRow) => State,
): Promise<Changed> {
  const locked = await tx.db
    .select()
    .from(scheduledJobs)
    .where(and(isSelected(orgId, selection), isChangeable))
    .orderBy(asc(scheduledJobs.id))
    .limit(most + 1)
    .for("update");
  const rows = locked.slice(0, most);
  const next = rows.map((row) => ({ id: row.id, ...toState(row) }));
  await tx.sql(
    `update scheduled_jobs set status = next.status, pause_reason = next."pauseReason", next_run_at = next."nextRunAt",
            failures_in_a_row = next."failuresInARow", version = version + 1, updated_at = $3
       from json_to_recordset($2) as next (id uuid, status text, "pauseReason" text, "nextRunAt" timestamptz, "failuresInARow" int)
      where scheduled_jobs.org_id = $1 and scheduled_jobs.id = next.id`,
    [orgId, JSON.stringify(next), now],
  );
  const earliest = next.flatMap(({ nextRunAt }) => nextRunAt ?? []).toSorted((a, b) => a.getTime() - b.getTime())[0];
  if (earliest) await announceRun(tx, earliest);
  return { ids: rows.map(({ id }) => id), more: locked.length > most };
}
