import { createImportHandler } from "../../src/modules/jobs/handlers/jobs-import.handler.ts";
import { job } from "../../src/modules/jobs/handlers/registry.ts";
import { createReadInputs } from "../../src/modules/jobs/import/read-inputs.ts";
import { type RunHandlerOptions, runHandler, type SentInput } from "../harness/run-handler.ts";

export const importedFileId = "01890a5d-ac96-774b-bcce-b302099a8057";
export const maxInputBytes = 1_000_000;
export const importJobs = createImportHandler(createReadInputs(maxInputBytes));

/** Imports a file in memory, and returns the run with its report. */
export async function runImport(
  content: string | Uint8Array,
  input: Omit<SentInput<"jobs:import">, "fileId">,
  options: RunHandlerOptions = {},
) {
  const files = new Map([[importedFileId, { name: "rows", contentType: "text/plain", content }]]);
  const run = await runHandler(
    job("jobs:import", { handler: importJobs }),
    { fileId: importedFileId, ...input },
    { files, ...options },
  );
  const report = files.get(run.output.reportFileId ?? "");
  return { ...run, inputs: run.enqueued.map((job) => job.input), report: report && String(report.content) };
}

/** The id of a file for this row number. */
export const toFileId = (number: number) => `01890a5d-ac96-774b-8000-${String(number).padStart(12, "0")}`;
export const toNumber = (fileId: string) => Number(fileId.slice(24));

/** A CSV file of inputs of `file:profile`. The rows with numbers in `wrong` are invalid. */
export function profileRows(count: number, wrong: readonly number[] = []): string {
  const rows = Array.from({ length: count }, (_, number) => (wrong.includes(number) ? "nowhere" : toFileId(number)));
  return `fileId\n${rows.join("\n")}\n`;
}
