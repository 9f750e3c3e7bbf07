/** What running jobs say of themselves: progress and log lines, collected and written together a few times a second. */
import { findUnstorable, toStorableText } from "../../storable.ts";
import type { ClaimedJob } from "./claim-jobs.ts";
import type { JobHelpers, LogLevel } from "./handlers/types.ts";

export interface ProgressReport {
  percent: number;
  message: string | null;
}

export interface LogLine {
  line: number;
  at: Date;
  level: LogLevel;
  message: string;
  data: Record<string, unknown> | null;
}

/** What one job has to say since the last time. Fenced by the attempt in `claim`. */
export interface JobReport {
  claim: ClaimedJob;
  progress: ProgressReport | undefined;
  lines: LogLine[];
}

export interface JobReports {
  /** The helpers of one attempt. */
  open(claim: ClaimedJob): Pick<JobHelpers, "updateProgress" | "log">;
  /** Writes what the attempt still has to say; after that it can say nothing more. */
  close(claim: ClaimedJob): Promise<void>;
}

const maxLines = 1_000;
const maxLength = { progress: 500, message: 4_000, data: 16_000 };

export interface JobReportsOptions {
  write: (reports: JobReport[]) => Promise<void>;
  intervalMs: number;
  now: () => Date;
  onError: (error: unknown) => void;
}

export function createJobReports({ write, intervalMs, now, onError }: JobReportsOptions): JobReports {
  const reports = new Map<string, JobReport & { lineCount: number }>();
  let scheduled = false;
  let writing = Promise.resolve();

  const idOf = ({ jobId, attempt }: ClaimedJob) => `${jobId}/${attempt}`;

  function writeLater(): void {
    if (scheduled) return;
    scheduled = true;
    setTimeout(() => {
      scheduled = false;
      writing = writing.then(writeNow);
    }, intervalMs);
  }

  async function writeNow(): Promise<void> {
    const due = [...reports.values()].filter(({ progress, lines }) => progress || lines.length > 0).map(take);
    if (due.length > 0) await write(due).catch(onError);
  }

  function take(report: JobReport): JobReport {
    const { claim, progress, lines } = report;
    Object.assign(report, { progress: undefined, lines: [] });
    return { claim, progress, lines };
  }

  return {
    open(claim) {
      const report: JobReport & { lineCount: number } = { claim, progress: undefined, lines: [], lineCount: 0 };
      reports.set(idOf(claim), report);
      const isOpen = () => reports.get(idOf(claim)) === report;
      return {
        updateProgress(percent, message) {
          if (!isOpen()) return;
          const rounded = Math.min(100, Math.max(0, Math.floor(percent))) || 0;
          report.progress = {
            percent: rounded,
            message: message === undefined ? null : toStorableText(message, maxLength.progress),
          };
          writeLater();
        },
        log(level, message, data) {
          if (!isOpen() || report.lineCount >= maxLines) return;
          report.lineCount++;
          const line = {
            line: report.lineCount,
            at: now(),
            level,
            message: toStorableText(message, maxLength.message),
            data: toStorableData(data),
          };
          const dropped = {
            ...line,
            level: "warn" as const,
            message: `The log is full: lines after the ${maxLines - 1}th are dropped.`,
            data: null,
          };
          report.lines.push(report.lineCount === maxLines ? dropped : line);
          writeLater();
        },
      };
    },
    async close(claim) {
      const report = reports.get(idOf(claim));
      reports.delete(idOf(claim));
      if (report?.progress || report?.lines.length) {
        writing = writing.then(() => write([report]).catch(onError));
      }
      await writing;
    },
  };
}

/** Data that can't be stored must not cost the line, let alone the job. */
function toStorableData(data: Record<string, unknown> | undefined): Record<string, unknown> | null {
  if (data === undefined) return null;
  try {
    const text = JSON.stringify(data);
    if (text.length > maxLength.data) return { dropped: `the data has more than ${maxLength.data} characters` };
    const copy = JSON.parse(text) as Record<string, unknown>;
    const unstorable = findUnstorable(copy);
    return unstorable ? { dropped: `${unstorable.pointer} ${unstorable.message}` } : copy;
  } catch (error) {
    return { dropped: `the data is not JSON: ${(error as Error).message}` };
  }
}
