import type { AuditEvent } from "@gaffer/client";
import { ChevronDown } from "lucide-react";
import { useId, useState } from "react";
import { IconButton } from "../../../ui/button.tsx";
import { FactList } from "../../../ui/fact-list.tsx";
import { RelativeTime } from "../../../ui/relative-time.tsx";
import { TextLink } from "../../../ui/text-link.tsx";
import { toPieces, toText, words } from "../words.ts";

export interface AuditEntryProps {
  orgId: string;
  event: AuditEvent;
  /** Names of actors, by the actor's id as in `createdBy`. An actor without a name is shown by id. */
  names: ReadonlyMap<string, string>;
}

/** Shows an audit event as a sentence. The user can open its details. */
export function AuditEntry(props: AuditEntryProps) {
  const { event, names } = props;
  const { createdAt, actor, action, details } = event;
  const [isOpen, setIsOpen] = useState(false);
  const sentence = useId();
  return (
    <li className="border-b border-line py-1.5">
      <div className="flex items-center gap-2">
        <div className="min-w-0 grow sm:flex sm:items-baseline sm:gap-4">
          <p id={sentence} className="min-w-0 grow text-sm break-words">
            <strong className="inline-block font-medium first-letter:uppercase">{names.get(actor) ?? actor}</strong>{" "}
            {toPieces(action).map(({ text, isName }) => {
              if (!isName) return text;
              if (text === "target") return <AuditTarget key={text} {...props} />;
              return (
                <strong key={text} className="font-medium">
                  {text === "action" ? action : toText(details[text], names)}
                </strong>
              );
            })}
          </p>
          <span className="shrink-0 text-xs text-soft">
            <RelativeTime at={createdAt} />
          </span>
        </div>
        <IconButton
          label={words.details}
          className="shrink-0"
          aria-expanded={isOpen}
          aria-describedby={sentence}
          onClick={() => setIsOpen(!isOpen)}
        >
          <ChevronDown aria-hidden className={`size-4 ${isOpen ? "rotate-180" : ""}`} />
        </IconButton>
      </div>
      {isOpen && <AuditDetails {...props} />}
    </li>
  );
}

interface AuditTargetProps {
  orgId: string;
  event: AuditEvent;
  names: ReadonlyMap<string, string>;
}

const actorKinds: Record<string, string> = { member: "user", apiKey: "key" };

/** Shows the target of a change: by name if the name is known, and as a link if the target has a page. */
function AuditTarget({ orgId, event, names }: AuditTargetProps) {
  const { target, details } = event;
  const known = names.get(`${actorKinds[target.type]}:${target.id}`);
  const name = known ?? (typeof details.name === "string" ? details.name : undefined);
  if (target.type === "job") {
    return (
      <TextLink to="/orgs/$orgId/jobs/$jobId" params={{ orgId, jobId: target.id }}>
        {typeof details.type === "string" ? words.aJobOfType(details.type) : words.aJob}
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
  if (target.type === "schedule") return words.aSchedule;
  return <strong className="font-medium break-words">{name ?? target.id}</strong>;
}

/** Details of an audit event. Actor, operation and target are links that filter the log. */
function AuditDetails({ orgId, event, names }: AuditEntryProps) {
  const { actor, action, target, details, requestId, address } = event;
  const filtered = (search: object) => ({ to: "/orgs/$orgId/settings/audit-log", params: { orgId }, search }) as const;
  return (
    <div className="mb-2 rounded-md bg-raised p-3">
      <FactList
        facts={[
          [
            words.by,
            <TextLink key="actor" className="text-xs" {...filtered({ actor })}>
              <code>{actor}</code>
            </TextLink>,
          ],
          [
            words.operation,
            <TextLink key="action" className="text-xs" {...filtered({ action })}>
              <code>{action}</code>
            </TextLink>,
          ],
          [
            words.target,
            <span key="target">
              {target.type}{" "}
              <TextLink className="text-xs" {...filtered({ targetId: target.id })}>
                <code>{target.id}</code>
              </TextLink>
            </span>,
          ],
          ...Object.entries(details).map(([name, value]) => [name, toText(value, names)] as const),
          [words.address, address ?? "unknown"],
          [
            words.request,
            <code key="request" className="text-xs">
              {requestId}
            </code>,
          ],
        ]}
      />
    </div>
  );
}
