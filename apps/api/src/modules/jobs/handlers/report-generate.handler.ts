import type { Schemas } from "@gaffer/contracts/server";
import { job } from "./registry.ts";
import { NonRetryableError } from "./types.ts";

/** A line of the report: the jobs of one type that were created on one day. */
export interface ActivityLine {
  day: string;
  type: string;
  created: number;
  completed: number;
  failed: number;
  cancelled: number;
  /** Mean run time of completed jobs, in milliseconds. */
  meanRunMs: number | null;
}

/** The reported period. `dates`: its first day and the day after its last one. */
export interface Reported {
  from: Date;
  to: Date;
  /** Zone in which days start. */
  timezone: string;
  dates: [first: string, end: string];
}

export interface RelativePeriod {
  orgId: string;
  /** The schedule whose time zone applies. null: UTC. */
  scheduleId: string | null;
  period: Schemas["ReportPeriod"];
  before: Date;
}

export interface ReportSources {
  /** Reads the activity of an organization in a period, by day and type. */
  readActivity: (orgId: string, reported: Pick<Reported, "from" | "to" | "timezone">) => Promise<ActivityLine[]>;
  /** Computes the latest complete period before a time. undefined: there is no such schedule. */
  readPeriod: (relative: RelativePeriod) => Promise<Reported | undefined>;
}

const columns = ["day", "type", "created", "completed", "failed", "cancelled", "meanRunMs"] as const;

export function reportGenerateJob({ readActivity, readPeriod }: ReportSources) {
  return job("report:generate", {
    async handler({ orgId, scheduleId, scheduledAt, createdAt, input, helpers, signal }) {
      const { format, period } = input;
      const before = scheduledAt ?? createdAt;
      const reported = period ? await readPeriod({ orgId, scheduleId, period, before }) : fixedPeriod(input);
      if (!reported) throw scheduleDeleted();
      helpers.updateProgress(10, "Counting jobs");
      const lines = await readActivity(orgId, reported);
      signal.throwIfAborted();
      helpers.updateProgress(70, "Writing the report");
      const { fileId } = await helpers.files.write({
        name: `jobs-${reported.dates.join("-")}.${format}`,
        contentType: format === "csv" ? "text/csv" : "application/json",
        content: encode(format === "csv" ? toCsv(lines) : JSON.stringify(lines, null, 2)),
      });
      const jobs = lines.reduce((sum, { created }) => sum + created, 0);
      helpers.log("info", `Counted ${jobs} jobs`, { lines: lines.length, ...reported });
      return { output: { fileId, rows: lines.length, jobs } };
    },
  });
}

/** The period from `from` to `to`. The contract requires both if `period` is absent. */
function fixedPeriod({ from = "", to = "" }: { from?: string; to?: string }): Reported {
  return { from: new Date(from), to: new Date(to), timezone: "UTC", dates: [from.slice(0, 10), to.slice(0, 10)] };
}

function scheduleDeleted(): NonRetryableError {
  const message = "The job's schedule was deleted, so its time zone is unknown. Create a job with from and to.";
  return new NonRetryableError(message, { code: "schedule_deleted" });
}

/** Converts the lines to CSV. Days, type names and numbers need no quotes. */
function toCsv(lines: ActivityLine[]): string {
  return [columns, ...lines.map((line) => columns.map((column) => line[column] ?? ""))]
    .map((row) => `${row.join(",")}\n`)
    .join("");
}

async function* encode(text: string): AsyncIterable<Uint8Array> {
  yield new TextEncoder().encode(text);
}
