/** Loaded before the API: switches off its audit log. */
import { replaceModule } from "./replace-module.ts";

replaceModule(
  "/modules/audit/record-change.ts",
  "export async function recordChange() {}; export const recordChanges = recordChange;",
);
