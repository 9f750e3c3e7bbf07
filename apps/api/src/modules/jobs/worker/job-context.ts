/**
 * The contexts of running attempts: what their handlers are called with. Progress and log lines of all attempts are collected and written
 * together a few times per second.
 */
import type { Job } from "@gaffer/contracts/server";
import { createGroupCommit } from "../../../db/group-commit.ts";
import { withAllOrgsByKeys } from "../../../db/org-scope.ts";
import { toStorableData, toStorableText } from "../../../json-safety.ts";
import type { Services } from "../../../server/services.ts";
import { createFilesService, type FilesService, type FilesServices } from "../../files/files.service.ts";
import { readCheckpoint } from "../enqueue/checkpoints.ts";
import { createJobsService } from "../enqueue/jobs.service.ts";
import { type JobContext, type JobFiles, type JobHelpers, NonRetryableError } from "../handlers/types.ts";
import { toLabels } from "../job-labels.ts";
import type { ClaimedJob } from "../job-rows.ts";
import type { AttemptReport } from "../jobs-table.ts";
import * as jobsTable from "../jobs-table.ts";

/** Maximum number of jobs of one `enqueueAll`, the same as of a request. */
const maxJobs = 1_000;

export interface JobContexts {
  /** Opens the context of an attempt. */
  open(claim: ClaimedJob): Omit<JobContext<unknown>, "signal">;
  /** Writes what is left of the attempt's progress and log. Later calls of these helpers have no effect. */
  close(claim: ClaimedJob): Promise<void>;
}

export type JobContextServices = FilesServices &
  Pick<Services, "timing" | "workerPool" | "admission" | "handlers" | "metrics" | "reportError">;

export function createJobContexts(services: JobContextServices): JobContexts {
  const { workerPool } = services;
  const jobs = createJobsService(services, workerPool);
  const files = createFilesService(services, workerPool);
  const reports = createJobReports(services);

  return {
    open(claim) {
      const { jobId, orgId, createdBy, createdAt, attempt, input } = claim;
      const { trigger, scheduleId, scheduledAt, parentId } = claim;
      const labels = toLabels(claim);
      const owner = { orgId, createdBy, trigger: "job", parentId: jobId } as const;
      const helpers: JobHelpers = {
        ...reports.open(claim),
        async enqueue(job) {
          const [created] = await jobs.createJobs({ owner, jobs: [{ ...labels, ...job }] });
          return { jobId: (created as Job).id };
        },
        async enqueueAll(newJobs, options = {}) {
          if (newJobs.length > maxJobs) throw new Error(`at most ${maxJobs} jobs can be created together`);
          const checkpoint = "checkpoint" in options ? { claim, value: options.checkpoint } : undefined;
          const created = await jobs.createJobs({
            owner,
            jobs: newJobs.map((job) => ({ ...labels, ...job })),
            checkpoint,
          });
          return { jobIds: created.map(({ id }) => id) };
        },
        checkpoint: () => withAllOrgsByKeys(workerPool, (tx) => readCheckpoint(tx, claim)),
        files: openJobFiles(files, claim),
      };
      const origin = { createdBy, createdAt, trigger, scheduleId, scheduledAt, parentId };
      return { jobId, orgId, ...origin, ...labels, attempt, input, helpers };
    },
    close: reports.close,
  };
}

/** The files of the job's organization. Files that the handler writes have the job's creator. */
function openJobFiles(files: FilesService, { orgId, createdBy }: ClaimedJob): JobFiles {
  return {
    async read(fileId) {
      // Finds only files without a read scope. Users who may not see a file with a read scope may see the job, so the
      // job must not read it.
      const row = await files.find({ orgId, scopes: [] }, fileId);
      if (!row)
        throw new NonRetryableError(`There is no file ${fileId} in this organization.`, { code: "file_not_found" });
      const { name, contentType, sizeBytes } = row;
      return { name, contentType, sizeBytes, content: openWhenRead(() => files.open(row)) };
    },
    async write(file) {
      const row = await files.write({ ...file, orgId, createdBy });
      return { fileId: row.id, sizeBytes: row.sizeBytes };
    },
  };
}

/** Opens the file with the first read, so that a handler that fails earlier leaves nothing open. */
async function* openWhenRead(open: () => Promise<ReadableStream<Uint8Array>>): AsyncGenerator<Uint8Array> {
  yield* await open();
}

interface JobReports {
  /** Creates the helpers of one attempt. */
  open(claim: ClaimedJob): Pick<JobHelpers, "updateProgress" | "log">;
  /** Writes what is left of the attempt's report. Later calls of its helpers have no effect. */
  close(claim: ClaimedJob): Promise<void>;
}

const maxLines = 1_000;
const maxLength = { progress: 500, message: 4_000, data: 16_000 };

/** The report of a running attempt: what isn't written yet. */
interface OpenReport extends AttemptReport {
  lineCount: number;
  /** Whether at least one write of this report has started. */
  isWriting: boolean;
}

function createJobReports({
  workerPool,
  timing: { reportMs },
  now,
  reportError,
}: Pick<Services, "workerPool" | "timing" | "now" | "reportError">): JobReports {
  const reports = new Map<string, OpenReport>();
  const waiting = new Set<OpenReport>();
  let scheduled = false;

  const writes = createGroupCommit<OpenReport, undefined>({
    async commit(group) {
      // Writes are sequential, so a report can't overtake an earlier one. Each write contains an attempt at most once.
      const due = [...new Set(group)]
        .filter(({ percent, lines }) => percent !== undefined || lines.length > 0)
        .map(take);
      if (due.length > 0) await write(due);
      return group.map(() => undefined);
    },
    sizeOf: () => 1,
    maxSize: 500,
    inFlight: 1,
  });

  const idOf = ({ jobId, attempt }: ClaimedJob) => `${jobId}/${attempt}`;

  function writeLater(report: OpenReport): void {
    waiting.add(report);
    if (scheduled) return;
    scheduled = true;
    setTimeout(() => {
      scheduled = false;
      for (const due of waiting) void writeNow(due);
    }, reportMs);
  }

  async function writeNow(report: OpenReport): Promise<void> {
    waiting.delete(report);
    report.isWriting = true;
    await writes.submit(report);
  }

  async function write(due: AttemptReport[]): Promise<void> {
    await withAllOrgsByKeys(workerPool, (tx) => jobsTable.report(tx, due)).catch((cause) =>
      reportError({ message: "could not write progress and logs", cause }),
    );
  }

  function take(report: OpenReport): AttemptReport {
    const { orgId, jobId, attempt, workerId, percent, message, lines } = report;
    Object.assign(report, { percent: undefined, message: undefined, lines: [] });
    return { orgId, jobId, attempt, workerId, percent, message, lines };
  }

  return {
    open(claim) {
      const { orgId, jobId, attempt, workerId } = claim;
      const report: OpenReport = {
        orgId,
        jobId,
        attempt,
        workerId,
        percent: undefined,
        message: undefined,
        lines: [],
        lineCount: 0,
        isWriting: false,
      };
      reports.set(idOf(claim), report);
      const isOpen = () => reports.get(idOf(claim)) === report;
      return {
        updateProgress(percent, message) {
          if (!isOpen()) return;
          report.percent = Math.min(100, Math.max(0, Math.floor(percent))) || 0;
          report.message = message === undefined ? null : toStorableText(message, maxLength.progress);
          writeLater(report);
        },
        log(level, message, data) {
          if (!isOpen() || report.lineCount >= maxLines) return;
          report.lineCount++;
          const line = {
            line: report.lineCount,
            at: now(),
            level,
            message: toStorableText(message, maxLength.message),
            data: toStorableData(data, maxLength.data),
          };
          const dropped = {
            ...line,
            level: "warn" as const,
            message: `The log is full: lines after the ${maxLines - 1}th are dropped.`,
            data: null,
          };
          report.lines.push(report.lineCount === maxLines ? dropped : line);
          writeLater(report);
        },
      };
    },
    async close(claim) {
      const report = reports.get(idOf(claim));
      reports.delete(idOf(claim));
      // Waits only if something of the report isn't written yet. Most attempts have nothing left.
      if (report && (waiting.has(report) || report.isWriting)) await writeNow(report);
    },
  };
}
