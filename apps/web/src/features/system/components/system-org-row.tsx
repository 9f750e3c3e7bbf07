import type { SystemOrg } from "@gaffer/client";
import { formatBytes } from "../../../ui/format-bytes.ts";
import { RelativeTime } from "../../../ui/relative-time.tsx";
import { words } from "../words.tsx";
import { OrgLink } from "./org-link.tsx";

/** An organization in the list of all organizations. */
export function SystemOrgRow({ org }: { org: SystemOrg }) {
  const { id, name, plan, planEndsAt, backlog, createdThisMonth, members, storedBytes } = org;
  return (
    <li className="grid gap-x-4 gap-y-1 border-b border-line py-2 text-sm md:grid-cols-[minmax(0,2fr)_minmax(0,1fr)_minmax(0,2fr)_minmax(0,1fr)]">
      <span className="min-w-0">
        <OrgLink id={id} name={name} />
        <OrgState org={org} />
      </span>
      <span className="min-w-0">
        <span className="block truncate">{plan}</span>
        {planEndsAt && <span className="text-xs text-soft">{words.ends(<RelativeTime at={planEndsAt} />)}</span>}
      </span>
      <span className="tabular-nums">
        {words.backlog(backlog)}
        <span className="block text-xs text-soft">{words.createdThisMonth(createdThisMonth)}</span>
      </span>
      <span className="text-soft md:text-right">
        {words.memberCount(members)}
        <span className="block text-xs">{formatBytes(storedBytes)}</span>
      </span>
    </li>
  );
}

/** Says that an organization is suspended or will be deleted. */
export function OrgState({ org: { suspendedAt, deleteAfter } }: { org: SystemOrg }) {
  return (
    <>
      {suspendedAt && (
        <span className="mr-2 text-xs text-bad">{words.suspendedSince(<RelativeTime at={suspendedAt} />)}</span>
      )}
      {deleteAfter && <span className="text-xs text-bad">{words.deletedAt(<RelativeTime at={deleteAfter} />)}</span>}
    </>
  );
}
