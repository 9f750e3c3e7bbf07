import type { Schemas } from "@gaffer/contracts/server";
import type { ModuleOperations } from "../../../http/mount.ts";
import type { JobHandlers } from "../handlers/registry.ts";
import { describeJobTypes } from "../job-types.ts";

export function createJobTypesRoutes(handlers: JobHandlers): ModuleOperations<"listJobTypes"> {
  const items: Schemas["JobTypeDescription"][] = describeJobTypes().map((description) => {
    const { timeoutSeconds, maxAttempts } = handlers.get(description.type);
    return { ...description, timeoutSeconds, maxAttempts };
  });
  return {
    async listJobTypes() {
      return { status: 200, body: { items } };
    },
  };
}
