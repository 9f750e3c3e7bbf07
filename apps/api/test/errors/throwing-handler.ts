/** A handler that throws what its input says. Imported by a process of its own. */
import { job } from "../../src/modules/jobs/handlers/registry.ts";
import type { JobContext } from "../../src/modules/jobs/handlers/types.ts";
import { make } from "./thrown-values.ts";

export const throwingJob = job("file:profile", {
  async handler({ input }: JobContext) {
    throw make(input);
  },
});
