import type { OperationInput, Schemas } from "@gaffer/contracts/server";
import { type Transaction, withOrg } from "../../db/org-scope.ts";
import type { Cause, Principal } from "../../http/caller.ts";
import { answerOnce, type IdempotencyKey } from "../../http/idempotency.ts";
import type { ModuleOperations } from "../../http/mount.ts";
import { tagged } from "../../http/preconditions.ts";
import { invalid } from "../../http/problem.ts";
import type { Services } from "../../server/services.ts";
import { recordChange } from "../audit/record-change.ts";
import { maskPart } from "../jobs/index.ts";
import { backfillSchedule } from "./backfill-schedule.ts";
import { pauseSchedules, resumeSchedules } from "./change-many-schedules.ts";
import { createSchedule, deleteSchedule, pauseSchedule, resumeSchedule, updateSchedule } from "./change-schedules.ts";
import { listScheduleRuns } from "./read-runs.ts";
import { getSchedule, listSchedules } from "./read-schedules.ts";
import { occurrences } from "./recurrence/occurrences.ts";
import { validateRecurrence } from "./recurrence/validate-recurrence.ts";
import { triggerSchedule } from "./trigger-schedule.ts";

type ScheduleOperations =
  | "previewSchedule"
  | "createSchedule"
  | "listSchedules"
  | "getSchedule"
  | "updateSchedule"
  | "deleteSchedule"
  | "pauseSchedule"
  | "resumeSchedule"
  | "pauseSchedules"
  | "resumeSchedules"
  | "triggerSchedule"
  | "backfillSchedule"
  | "listScheduleRuns";

export function createSchedulesRoutes(
  services: Pick<Services, "apiPool" | "admission" | "handlers" | "privateFields" | "now">,
): ModuleOperations<ScheduleOperations> {
  const { apiPool, privateFields, now } = services;
  const showTo = ({ scopes }: Principal) => (scopes.includes("jobs:read-private") ? privateFields.reveal : maskPart);
  const inOrg = <Result>(orgId: string, work: (tx: Transaction) => Promise<Result>) => withOrg(apiPool, orgId, work);
  const target = (id: string) => ({ type: "schedule", id });
  /** Changes a schedule and records the audit event in one transaction, once per idempotency key. */
  const change = <Result>(
    { cause, idempotency }: { cause: Cause; idempotency: IdempotencyKey | undefined },
    { orgId, scheduleId, ...details }: { orgId: string; scheduleId: string; changed?: string[] },
    work: (tx: Transaction) => Promise<Result>,
  ) =>
    inOrg(orgId, (tx) =>
      answerOnce(tx, { orgId, idempotency, now: now() }, async () => {
        const result = await work(tx);
        await recordChange(tx, cause, target(scheduleId), details);
        return result;
      }),
    );
  /** Changes the selected schedules. Records one audit event, with the first schedule as its target. */
  async function changeMany(
    { principal: { orgId }, cause, idempotency }: Asking,
    selection: Schemas["ScheduleSelection"],
    work: typeof pauseSchedules,
  ): Promise<Schemas["ChangedSchedules"]> {
    if (Object.keys(selection).length === 0) throw nothingSelected();
    return inOrg(orgId, (tx) =>
      answerOnce(tx, { orgId, idempotency, now: now() }, async () => {
        const { ids, more } = await work(tx, { orgId, selection, now: now() });
        const { ids: _, ...filters } = selection;
        const [first] = ids;
        if (first) await recordChange(tx, cause, target(first), { schedules: ids.length, ...filters });
        return { changed: ids.length, more };
      }),
    );
  }
  const answer = (schedule: Schemas["Schedule"]) => tagged(schedule.version, schedule);

  return {
    async previewSchedule({ body }) {
      return { status: 200, body: { occurrences: preview(body, now()) } };
    },

    async createSchedule({ principal, cause, idempotency, body }) {
      const { orgId } = principal;
      const schedule = await inOrg(orgId, (tx) =>
        answerOnce(tx, { orgId, idempotency, now: now() }, async () => {
          const created = await createSchedule(tx, principal, body, { privateFields, now: now() });
          await recordChange(tx, cause, target(created.id), { name: created.name });
          return created;
        }),
      );
      const { headers } = answer(schedule);
      const location = `/v1/orgs/${orgId}/schedules/${schedule.id}`;
      return { status: 201, headers: { ...headers, Location: location }, body: schedule };
    },

    async listSchedules({ principal, query }) {
      const { orgId } = principal;
      return { status: 200, body: await inOrg(orgId, (tx) => listSchedules(tx, orgId, query, showTo(principal))) };
    },

    async getSchedule({ principal, path: { scheduleId } }) {
      const { orgId } = principal;
      const show = showTo(principal);
      return { status: 200, ...answer(await inOrg(orgId, (tx) => getSchedule(tx, orgId, scheduleId, show))) };
    },

    async updateSchedule({ principal: { orgId }, path: { scheduleId }, header, body: changes, ...asking }) {
      const update = { orgId, scheduleId, ifMatch: header["If-Match"], changes, privateFields, now: now() };
      const changed = { orgId, scheduleId, changed: Object.keys(changes) };
      return { status: 200, ...answer(await change(asking, changed, (tx) => updateSchedule(tx, update))) };
    },

    async deleteSchedule({ principal: { orgId }, path: { scheduleId }, header, ...asking }) {
      const deletion = { orgId, scheduleId, ifMatch: header["If-Match"] };
      await change(asking, { orgId, scheduleId }, (tx) => deleteSchedule(tx, deletion));
      return { status: 204 };
    },

    async pauseSchedule({ principal: { orgId }, path: { scheduleId }, ...asking }) {
      const which = { orgId, scheduleId };
      const paused = await change(asking, which, (tx) => pauseSchedule(tx, { ...which, now: now() }));
      return { status: 200, ...answer(paused) };
    },

    async resumeSchedule({ principal: { orgId }, path: { scheduleId }, ...asking }) {
      const which = { orgId, scheduleId };
      const resumed = await change(asking, which, (tx) => resumeSchedule(tx, { ...which, now: now() }));
      return { status: 200, ...answer(resumed) };
    },

    async triggerSchedule({ principal, cause, idempotency, path: { scheduleId } }) {
      const { orgId } = principal;
      const run = await inOrg(orgId, (tx) =>
        answerOnce(tx, { orgId, idempotency, now: now() }, async () => {
          const triggered = await triggerSchedule(tx, services, { principal, scheduleId, now: now() });
          await recordChange(tx, cause, target(scheduleId), { jobId: triggered.jobId });
          return triggered;
        }),
      );
      return { status: 201, headers: { Location: `/v1/orgs/${orgId}/jobs/${run.jobId}` }, body: run };
    },

    async pauseSchedules({ body: selection, ...asking }) {
      return { status: 200, body: await changeMany(asking, selection, pauseSchedules) };
    },

    async resumeSchedules({ body: selection, ...asking }) {
      return { status: 200, body: await changeMany(asking, selection, resumeSchedules) };
    },

    async backfillSchedule({ principal, cause, idempotency, path: { scheduleId }, body: request }) {
      const { orgId } = principal;
      const body = await inOrg(orgId, (tx) =>
        answerOnce(tx, { orgId, idempotency, now: now() }, async () => {
          const backfill = await backfillSchedule(tx, services, { principal, scheduleId, request, now: now() });
          const { from, to } = request;
          if (backfill.jobIds.length > 0)
            await recordChange(tx, cause, target(scheduleId), { from, to, jobs: backfill.jobs });
          return backfill;
        }),
      );
      return { status: 200, body };
    },

    async listScheduleRuns({ principal: { orgId }, path: { scheduleId }, query }) {
      return { status: 200, body: await inOrg(orgId, (tx) => listScheduleRuns(tx, { orgId, scheduleId }, query)) };
    },
  };
}

interface Asking {
  principal: Principal;
  cause: Cause;
  idempotency: IdempotencyKey | undefined;
}

function nothingSelected() {
  const message = "is missing: select schedules by ids or by at least one of status, type, createdBy, name";
  return invalid({ in: "body", pointer: "/ids", code: "missing", message });
}

function preview(timetable: OperationInput<"previewSchedule">["body"], now: Date): Schemas["Occurrence"][] {
  const { recurrence, timezone, startsAt, endsAt, maxRuns, count } = timetable;
  const errors = validateRecurrence(timetable, now);
  if (errors.length > 0) throw invalid(...errors);
  const runs = occurrences(recurrence, timezone, {
    after: now,
    createdAt: now,
    startsAt: startsAt === null ? null : new Date(startsAt),
    endsAt: endsAt === null ? null : new Date(endsAt),
    maxRuns: Math.min(count, maxRuns ?? count),
  });
  return Array.from(runs, (run) => ({ ...run, at: run.at.toISOString() }));
}
