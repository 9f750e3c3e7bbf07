import type { CleanupResult } from "../../files/cleanup-files.ts";
import type { JobHandler, SystemJobTypes } from "./types.ts";

type Types = SystemJobTypes["storage:cleanup"];

/**
 * Removes what the files service keeps but nobody needs: expired files, unfinished uploads, content without a row. Says what,
 * also when it couldn't go on.
 */
export function createCleanupHandler(
  cleanup: (signal: AbortSignal) => Promise<CleanupResult>,
  did: "Removed" | "Would remove" = "Removed",
): JobHandler<Types["input"], Types["output"]> {
  return async ({ helpers, signal }) => {
    const { failure, ...found } = await cleanup(signal);
    const { expiredFiles, unfinishedUploads, rowlessObjects, freedBytes } = found;
    const output = { expiredFiles, abandonedFiles: unfinishedUploads + rowlessObjects, freedBytes };
    const what = `${expiredFiles} expired files, ${unfinishedUploads} unfinished uploads and ${rowlessObjects} contents without a row`;
    helpers.log("info", `${did} ${what}, ${freedBytes} bytes`, { ...output, ...found });
    if (failure) throw failure;
    return { output };
  };
}
