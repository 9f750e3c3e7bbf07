import type { Invitation, Org } from "@gaffer/client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { PagedList } from "../../../components/paged-list.tsx";
import { toastProblem } from "../../../components/toast-problem.ts";
import { Button } from "../../../ui/button.tsx";
import { Confirm } from "../../../ui/confirm.tsx";
import { RelativeTime } from "../../../ui/relative-time.tsx";
import { Section } from "../../../ui/section.tsx";
import { toast } from "../../../ui/toast.ts";
import { useActorNames } from "../queries/actors.ts";
import { invitationsQuery, revokeInvitation } from "../queries/invitations.ts";
import { isAtLeast } from "../queries/orgs.ts";
import { words } from "../words.tsx";

/** Lists the open invitations of an organization. */
export function InvitationList({ org }: { org: Org }) {
  const list = useInfiniteQuery(invitationsQuery(org.id));
  const names = useActorNames(org.id);
  return (
    <Section title={words.invitations}>
      <PagedList
        label={words.invitations}
        list={list}
        empty={<p className="text-sm text-soft">{words.noOpenInvitations}</p>}
      >
        {(invitation) => (
          <InvitationRow
            key={invitation.id}
            org={org}
            invitation={invitation}
            invitedBy={names.get(invitation.createdBy) ?? invitation.createdBy}
          />
        )}
      </PagedList>
    </Section>
  );
}

interface InvitationRowProps {
  org: Org;
  invitation: Invitation;
  invitedBy: string;
}

function InvitationRow({ org, invitation, invitedBy }: InvitationRowProps) {
  const { email, role, expiresAt } = invitation;
  const isExpired = Date.parse(expiresAt) <= Date.now();
  const mayRevoke = isAtLeast(org, "admin") && isAtLeast(org, role);
  const revoke = () =>
    revokeInvitation(org.id, invitation).then(() => toast({ title: words.invitationRevoked(email) }), toastProblem);
  return (
    <li className="flex min-h-14 items-center gap-3 border-b border-line py-2">
      <div className="min-w-0 grow">
        <span className="block truncate text-sm font-medium">{email}</span>
        <span className="block truncate text-xs text-soft">{words.invitedAsBy(role, invitedBy)}</span>
      </div>
      <span className={`shrink-0 text-xs ${isExpired ? "text-warn" : "text-soft"}`}>
        {isExpired ? "expired" : "expires"} <RelativeTime at={expiresAt} />
      </span>
      {mayRevoke && (
        <Confirm
          trigger={<Button aria-label={words.revokeInvitationOf(email)}>{words.revokeInvitation}</Button>}
          title={words.revokeInvitationQuestion(email)}
          action={words.revokeInvitation}
          onConfirm={() => void revoke()}
        >
          {words.revokeInvitationWarning}
        </Confirm>
      )}
    </li>
  );
}
