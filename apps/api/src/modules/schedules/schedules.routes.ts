import type { ModuleOperations } from "../../http/mount.ts";
import { invalidRequest } from "../../http/problem.ts";
import { occurrences } from "./recurrence/occurrences.ts";
import { validateRecurrence } from "./recurrence/validate-recurrence.ts";

export function createSchedulesRoutes(now: () => Date): ModuleOperations<"previewSchedule"> {
  return {
    async previewSchedule({ body }) {
      const { recurrence, timezone, startsAt, endsAt, maxRuns, count } = body;
      const at = now();
      const errors = validateRecurrence(body, at);
      if (errors.length > 0) throw invalidRequest(errors);
      const runs = occurrences(recurrence, timezone, {
        after: at,
        createdAt: at,
        startsAt: startsAt === null ? null : new Date(startsAt),
        endsAt: endsAt === null ? null : new Date(endsAt),
        maxRuns: Math.min(count, maxRuns ?? count),
      });
      return { status: 200, body: { items: Array.from(runs, (run) => ({ ...run, at: run.at.toISOString() })) } };
    },
  };
}
