/** A handler that throws the value of its input. An isolated process imports it. */
import type { JobHandler } from "../../src/modules/jobs/handlers/types.ts";
import { make, type Recipe } from "./thrown-values.ts";

export const throwRecipe: JobHandler<Recipe, never> = async ({ input }) => {
  throw make(input);
};
