import type { Org } from "@gaffer/client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { toastProblem } from "../../../components/toast-problem.ts";
import { Button } from "../../../ui/button.tsx";
import { Confirm } from "../../../ui/confirm.tsx";
import { controlStyle } from "../../../ui/control-style.ts";
import { TextLink } from "../../../ui/text-link.tsx";
import { toast } from "../../../ui/toast.ts";
import { usePerson } from "../../auth/index.ts";
import { everyMemberQuery } from "../../orgs/index.ts";
import { transferOrg } from "../queries/org-lifecycle.ts";
import { words } from "../words.tsx";

export function TransferOrg({ org: { id: orgId, name: orgName } }: { org: Org }) {
  const me = usePerson();
  const { data: members = [], isSuccess } = useQuery(everyMemberQuery(orgId));
  const others = members.filter(({ userId }) => userId !== me.id);
  const [chosen, setChosen] = useState("");
  const newOwner = others.find(({ userId }) => userId === chosen) ?? others[0];

  if (isSuccess && !newOwner) {
    return (
      <p className="text-sm text-soft">
        {words.noOtherMember(
          <TextLink to="/orgs/$orgId/settings/members" params={{ orgId }}>
            {words.inviteAMember}
          </TextLink>,
        )}
      </p>
    );
  }
  const transfer = (userId: string, name: string) =>
    transferOrg(orgId, userId).then(() => toast({ title: words.ownershipTransferred(name, orgName) }), toastProblem);
  return (
    <div className="flex flex-col gap-3">
      <p className="text-sm text-soft">{words.transferHint}</p>
      <div className="flex flex-wrap items-end gap-3">
        <label className="flex min-w-0 grow flex-col gap-1 text-sm sm:max-w-sm">
          {" "}
          {words.newOwner}{" "}
          <select className={controlStyle} value={newOwner?.userId} onChange={({ target }) => setChosen(target.value)}>
            {others.map(({ userId, name, email }) => (
              <option key={userId} value={userId}>
                {name} ({email})
              </option>
            ))}
          </select>
        </label>
        {newOwner && (
          <Confirm
            trigger={<Button variant="danger">{words.transferOwnershipButton}</Button>}
            title={words.transferQuestion(orgName, newOwner.name)}
            action={words.transferOwnership}
            onConfirm={() => void transfer(newOwner.userId, newOwner.name)}
          >
            {words.transferWarning(newOwner.email)}
          </Confirm>
        )}
      </div>
    </div>
  );
}
