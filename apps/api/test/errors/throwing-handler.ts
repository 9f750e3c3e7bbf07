/** A handler that throws what its input says. Imported by a process of its own. */
import type { JobHandler } from "../../src/modules/jobs/handlers/types.ts";
import { make, type Recipe } from "./thrown-values.ts";

export const throwRecipe: JobHandler<Recipe, never> = async ({ input }) => {
  throw make(input);
};
