import type { AuditEvent } from "@gaffer/client";
import { FactList } from "../../ui/fact-list.tsx";
import { RelativeTime } from "../../ui/relative-time.tsx";
import { TextLink } from "../../ui/text-link.tsx";
import { AuditTarget } from "./audit-target.tsx";
import { toPieces } from "./audit-words.ts";

interface AuditEntryProps {
  orgId: string;
  event: AuditEvent;
  /** Of actors, as far as they are known. */
  names: ReadonlyMap<string, string>;
}

/** One change as a sentence, which opens to all that is known of it. */
export function AuditEntry({ orgId, event, names }: AuditEntryProps) {
  const { at, actor, action, target, details, requestId, address } = event;
  const filtered = (search: object) => ({ to: "/orgs/$orgId/settings/audit-log", params: { orgId }, search }) as const;
  return (
    <li className="border-b border-line py-2">
      <div className="flex flex-wrap items-baseline gap-x-4">
        <p className="min-w-0 grow basis-72 text-sm break-words">
          <TextLink {...filtered({ actor })}>{names.get(actor) ?? actor}</TextLink>{" "}
          {toPieces(action).map(({ text, isName }) => {
            if (!isName) return text;
            if (text === "target") return <AuditTarget key={text} orgId={orgId} event={event} names={names} />;
            return (
              <strong key={text} className="font-medium">
                {text === "action" ? action : toText(details[text], names)}
              </strong>
            );
          })}
        </p>
        <span className="text-xs text-soft">
          <RelativeTime at={at} />
        </span>
      </div>
      <details className="text-sm">
        <summary className="inline-block cursor-pointer rounded py-1 text-xs text-soft">Details</summary>
        <div className="pb-2">
          <FactList
            facts={[
              [
                "Operation",
                <TextLink key="action" {...filtered({ action })}>
                  {action}
                </TextLink>,
              ],
              [
                "Done to",
                <span key="target">
                  {target.type}{" "}
                  <TextLink {...filtered({ targetId: target.id })}>
                    <code className="text-xs">{target.id}</code>
                  </TextLink>
                </span>,
              ],
              [
                "By",
                <code key="actor" className="text-xs">
                  {actor}
                </code>,
              ],
              ...Object.entries(details).map(([name, value]) => [name, toText(value, names)] as const),
              ["From address", address ?? "not known"],
              [
                "Request",
                <code key="request" className="text-xs">
                  {requestId}
                </code>,
              ],
            ]}
          />
        </div>
      </details>
    </li>
  );
}

function toText(value: unknown, names: ReadonlyMap<string, string>): string {
  if (typeof value === "string") return names.get(`user:${value}`) ?? value;
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value.join(", ");
  return value === undefined ? "nothing" : JSON.stringify(value);
}
