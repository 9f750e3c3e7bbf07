import { job } from "./registry.ts";

/** A line of the report: the jobs of one type that were created on one day (UTC). */
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

/** Reads the activity of an organization between two instants, by day and type. */
export type ReadActivity = (orgId: string, from: Date, to: Date) => Promise<ActivityLine[]>;

const columns = ["day", "type", "created", "completed", "failed", "cancelled", "meanRunMs"] as const;

export function reportGenerateJob(readActivity: ReadActivity) {
  return job("report:generate", {
    async handler({ orgId, input, helpers, signal }) {
      helpers.updateProgress(10, "Counting jobs");
      const lines = await readActivity(orgId, new Date(input.from), new Date(input.to));
      signal.throwIfAborted();
      helpers.updateProgress(70, "Writing the report");
      const { fileId } = await helpers.files.write({
        name: `jobs-${input.from.slice(0, 10)}-${input.to.slice(0, 10)}.${input.format}`,
        contentType: input.format === "csv" ? "text/csv" : "application/json",
        content: encode(input.format === "csv" ? toCsv(lines) : JSON.stringify(lines, null, 2)),
      });
      const jobs = lines.reduce((sum, { created }) => sum + created, 0);
      helpers.log("info", `Counted ${jobs} jobs`, { lines: lines.length });
      return { output: { fileId, rows: lines.length, jobs } };
    },
  });
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
