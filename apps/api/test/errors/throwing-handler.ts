/** A handler that throws the value of its input. An isolated process imports it. */
import { job } from "../../src/modules/jobs/handlers/registry.ts";
import type { JobContext } from "../../src/modules/jobs/handlers/types.ts";
import { make } from "./thrown-values.ts";

export const throwingJob = job("file:profile", {
  async handler({ input }: JobContext) {
    throw make(input);
  },
});
