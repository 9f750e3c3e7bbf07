import type { Member, Org, Role } from "@gaffer/client";
import { ChevronDown } from "lucide-react";
import { lazy, useState } from "react";
import { loadCode } from "../../../api/load-code.ts";
import { toastProblem } from "../../../components/toast-problem.ts";
import { Button } from "../../../ui/button.tsx";
import { Confirm } from "../../../ui/confirm.tsx";
import { LazyPopup } from "../../../ui/lazy-popup.tsx";
import { toast } from "../../../ui/toast.ts";
import { changeRole } from "../queries/members.ts";
import { grantableRoles } from "../queries/orgs.ts";
import { words } from "../words.tsx";

const OpenRoleMenu = lazy(async () => {
  const { OpenRoleMenu: menu } = await loadCode(() => import("./open-role-menu.tsx"));
  return { default: menu };
});

interface MemberRoleProps {
  org: Org;
  member: Member;
  isMe: boolean;
}

/**
 * Changes a member's role, with undo. Users who lower their own role must confirm, because they can't undo that change.
 */
export function MemberRole({ org, member, isMe }: MemberRoleProps) {
  const { name, role } = member;
  const [lower, setLower] = useState<Role>();

  async function change(to: Role) {
    try {
      await changeRole(org.id, member, to);
      const undo = () => void changeRole(org.id, member, role).catch(toastProblem);
      toast({ title: isMe ? words.yourRoleChanged(to) : words.roleChanged(name, to), ...(!isMe && { undo }) });
    } catch (error) {
      toastProblem(error);
    }
  }

  function choose(to: Role) {
    if (to === role) return;
    if (isMe) setLower(to);
    else void change(to);
  }

  return (
    <>
      <LazyPopup
        trigger={
          <Button
            variant="ghost"
            className="w-28 shrink-0 justify-between!"
            aria-label={words.changeRoleOf(name, role)}
          >
            {role}
            <ChevronDown aria-hidden className="size-4 text-soft" />
          </Button>
        }
      >
        {(trigger) => <OpenRoleMenu trigger={trigger} role={role} choices={grantableRoles(org)} onChoose={choose} />}
      </LazyPopup>
      <Confirm
        open={lower !== undefined}
        onOpenChange={(open) => !open && setLower(undefined)}
        title={words.lowerOwnRoleQuestion(lower)}
        action={words.changeRoleTo(lower)}
        onConfirm={() => lower && void change(lower)}
      >
        {words.lowerOwnRoleWarning}
      </Confirm>
    </>
  );
}
