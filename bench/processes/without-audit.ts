/** Preloaded: switches off the audit log of the API. */
import { replaceModule } from "./replace-module.ts";

replaceModule(
  "/modules/audit/record-change.ts",
  "export async function recordChange() {}; export const recordChanges = recordChange;",
);
