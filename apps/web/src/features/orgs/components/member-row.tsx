import type { Member, Org } from "@gaffer/client";
import { UserMinus } from "lucide-react";
import { toastProblem } from "../../../components/toast-problem.ts";
import { IconButton } from "../../../ui/button.tsx";
import { Confirm } from "../../../ui/confirm.tsx";
import { RelativeTime } from "../../../ui/relative-time.tsx";
import { toast } from "../../../ui/toast.ts";
import { usePerson } from "../../auth/index.ts";
import { removeMember } from "../queries/members.ts";
import { isAtLeast } from "../queries/orgs.ts";
import { words } from "../words.tsx";
import { MemberRole } from "./member-role.tsx";

export function MemberRow({ org, member }: { org: Org; member: Member }) {
  const { userId, name, email, role, joinedAt } = member;
  const isMe = usePerson().id === userId;
  const mayChange = isAtLeast(org, "admin") && isAtLeast(org, role);
  const remove = () =>
    removeMember(org.id, member).then(() => toast({ title: words.memberRemoved(name) }), toastProblem);
  return (
    <li className="flex min-h-14 items-center gap-2 border-b border-line py-2">
      <div className="min-w-0 grow">
        <span className="flex items-center gap-2 text-sm font-medium">
          <span className="truncate">{name}</span>
          {isMe && <span className="rounded bg-accent-soft px-1.5 text-xs">{words.you}</span>}
        </span>
        <span className="flex flex-wrap gap-x-3 text-xs text-soft">
          <span className="truncate">{email}</span>
          <span>{words.memberSince(<RelativeTime at={joinedAt} />)}</span>
        </span>
      </div>
      {mayChange ? (
        <MemberRole org={org} member={member} isMe={isMe} />
      ) : (
        <span className="w-28 shrink-0 px-3 text-sm">{role}</span>
      )}
      {mayChange && (
        <span className="w-9 shrink-0">
          {!isMe && (
            <Confirm
              trigger={
                <IconButton label={words.removeMemberNamed(name)}>
                  <UserMinus aria-hidden className="size-4" />
                </IconButton>
              }
              title={words.removeMemberQuestion(name)}
              action={words.removeMember}
              onConfirm={() => void remove()}
            >
              {words.removeMemberWarning(org.name)}
            </Confirm>
          )}
        </span>
      )}
    </li>
  );
}
