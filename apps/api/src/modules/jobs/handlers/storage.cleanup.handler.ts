import type { JobHandler, SystemJobTypes } from "./types.ts";

type Types = SystemJobTypes["storage:cleanup"];

/** Removes what the files service keeps but nobody needs: expired files, unfinished uploads, content without a row. */
export function createCleanupHandler(
  cleanup: (signal: AbortSignal) => Promise<Types["output"]>,
): JobHandler<Types["input"], Types["output"]> {
  return async ({ helpers, signal }) => {
    const output = await cleanup(signal);
    helpers.log("info", `Removed ${output.expiredFiles} expired and ${output.abandonedFiles} abandoned files`, {
      ...output,
    });
    return { output };
  };
}
