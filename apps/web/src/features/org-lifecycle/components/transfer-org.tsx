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

export function TransferOrg({ org: { id: orgId, name: orgName } }: { org: Org }) {
  const me = usePerson();
  const { data: members = [], isSuccess } = useQuery(everyMemberQuery(orgId));
  const others = members.filter(({ userId }) => userId !== me.id);
  const [chosen, setChosen] = useState("");
  const heir = others.find(({ userId }) => userId === chosen) ?? others[0];

  if (isSuccess && !heir) {
    return (
      <p className="text-sm text-soft">
        No other member can become the owner.{" "}
        <TextLink to="/orgs/$orgId/settings/members" params={{ orgId }}>
          Invite a member
        </TextLink>{" "}
        first.
      </p>
    );
  }
  const transfer = (userId: string, name: string) =>
    transferOrg(orgId, userId).then(() => toast({ title: `${name} now owns ${orgName}` }), toastProblem);
  return (
    <div className="flex flex-col gap-3">
      <p className="text-sm text-soft">Another member becomes the owner. You become an admin.</p>
      <div className="flex flex-wrap items-end gap-3">
        <label className="flex min-w-0 grow flex-col gap-1 text-sm sm:max-w-sm">
          {" "}
          New owner{" "}
          <select className={controlStyle} value={heir?.userId} onChange={({ target }) => setChosen(target.value)}>
            {others.map(({ userId, name, email }) => (
              <option key={userId} value={userId}>
                {name} ({email})
              </option>
            ))}
          </select>
        </label>
        {heir && (
          <Confirm
            trigger={<Button variant="danger">Transfer ownership…</Button>}
            title={`Transfer ${orgName} to ${heir.name}?`}
            action="Transfer ownership"
            onConfirm={() => void transfer(heir.userId, heir.name)}
          >
            {heir.email} becomes the owner. You become an admin, and only an owner can make you an owner again.
          </Confirm>
        )}
      </div>
    </div>
  );
}
