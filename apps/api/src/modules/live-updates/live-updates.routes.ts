import type { ModuleOperations } from "../../http/mount.ts";
import { ProblemError } from "../../http/problem.ts";
import type { LiveHub } from "./live-hub.ts";
import type { Subject } from "./read-updates.ts";

export function createLiveUpdatesRoutes(hub: LiveHub): ModuleOperations<"streamLiveUpdates"> {
  return {
    async streamLiveUpdates({
      principal: { orgId, actor, scopes },
      query: { subject, ...jobs },
      header,
      headers,
      reauthorize,
    }) {
      const readable: Subject[] = scopes.includes("schedules:read") ? ["job", "schedule"] : ["job"];
      if (subject && !readable.includes(subject))
        throw new ProblemError("forbidden", "Updates of schedules also need the scope schedules:read.");
      const body = await hub.open({
        orgId,
        actor,
        credential: `${orgId} ${headers.get("authorization") ?? headers.get("cookie")}`,
        reauthorize,
        subjects: subject ? [subject] : readable,
        jobs,
        lastEventId: header["Last-Event-ID"],
      });
      return { status: 200, headers: { "X-Accel-Buffering": "no" }, body };
    },
  };
}
