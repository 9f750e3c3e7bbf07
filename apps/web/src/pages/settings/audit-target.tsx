import type { AuditEvent } from "@gaffer/client";
import { TextLink } from "../../ui/text-link.tsx";

interface AuditTargetProps {
  orgId: string;
  event: AuditEvent;
  names: ReadonlyMap<string, string>;
}

const actorKinds: Record<string, string> = { member: "user", apiKey: "key" };

/** What a change was made to, by its name if it is known, with a link where it has a page. */
export function AuditTarget({ orgId, event, names }: AuditTargetProps) {
  const { target, details } = event;
  const known = names.get(`${actorKinds[target.type]}:${target.id}`);
  const name = known ?? (typeof details.name === "string" ? details.name : undefined);
  if (target.type === "job") {
    return (
      <TextLink to="/orgs/$orgId/jobs/$jobId" params={{ orgId, jobId: target.id }}>
        {typeof details.type === "string" ? `a job of type ${details.type}` : "a job"}
      </TextLink>
    );
  }
  if (target.type === "schedule" && event.action !== "deleteSchedule") {
    return (
      <TextLink to="/orgs/$orgId/schedules/$scheduleId" params={{ orgId, scheduleId: target.id }}>
        {name ?? "a schedule"}
      </TextLink>
    );
  }
  if (target.type === "schedule") return "a schedule";
  return <strong className="font-medium break-words">{name ?? target.id}</strong>;
}
