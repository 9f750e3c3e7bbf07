import { FactList } from "../../ui/fact-list.tsx";
import { TextLink } from "../../ui/text-link.tsx";
import type { AuditEntryProps } from "./audit-entry.tsx";
import { toText } from "./audit-words.ts";

/** All that is known of a change. Who, what and to what lead to the other changes of the kind. */
export function AuditDetails({ orgId, event, names }: AuditEntryProps) {
  const { actor, action, target, details, requestId, address } = event;
  const filtered = (search: object) => ({ to: "/orgs/$orgId/settings/audit-log", params: { orgId }, search }) as const;
  return (
    <div className="mb-2 rounded-md bg-raised p-3">
      <FactList
        facts={[
          [
            "By",
            <TextLink key="actor" className="text-xs" {...filtered({ actor })}>
              <code>{actor}</code>
            </TextLink>,
          ],
          [
            "Operation",
            <TextLink key="action" className="text-xs" {...filtered({ action })}>
              <code>{action}</code>
            </TextLink>,
          ],
          [
            "Target",
            <span key="target">
              {target.type}{" "}
              <TextLink className="text-xs" {...filtered({ targetId: target.id })}>
                <code>{target.id}</code>
              </TextLink>
            </span>,
          ],
          ...Object.entries(details).map(([name, value]) => [name, toText(value, names)] as const),
          ["Address", address ?? "unknown"],
          [
            "Request",
            <code key="request" className="text-xs">
              {requestId}
            </code>,
          ],
        ]}
      />
    </div>
  );
}
