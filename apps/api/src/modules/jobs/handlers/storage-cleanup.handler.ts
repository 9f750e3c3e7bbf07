import type { CleanupResult } from "../../files/cleanup-files.ts";
import { systemJob } from "./registry.ts";

/**
 * Removes expired files, unfinished uploads, and contents without a row. Logs what it removed, also when it fails halfway. app.ts schedules it.
 */
export function storageCleanupJob(
  cleanup: (signal: AbortSignal) => Promise<CleanupResult>,
  did: "Removed" | "Would remove" = "Removed",
) {
  return systemJob({
    name: "storage:cleanup",
    title: "Clean up files",
    description: "Removes expired files, unfinished uploads and contents without a row.",
    async run({ helpers, signal }) {
      const { failure, ...found } = await cleanup(signal);
      const { expiredFiles, unfinishedUploads, rowlessObjects, freedBytes } = found;
      const output = { expiredFiles, abandonedFiles: unfinishedUploads + rowlessObjects, freedBytes };
      const what = `${expiredFiles} expired files, ${unfinishedUploads} unfinished uploads and ${rowlessObjects} contents without a row`;
      helpers.log("info", `${did} ${what}, ${freedBytes} bytes`, { ...output, ...found });
      if (failure) throw failure;
      return { output };
    },
  });
}
