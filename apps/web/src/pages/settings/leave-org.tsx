import type { Org } from "@gaffer/client";
import { useNavigate } from "@tanstack/react-router";
import { forgetOrg, leaveOrg } from "../../data/org-changes.ts";
import { Button } from "../../ui/button.tsx";
import { Confirm } from "../../ui/confirm.tsx";
import { say, sayProblem } from "../../ui/say.ts";

export function LeaveOrg({ org: { id, name } }: { org: Org }) {
  const navigate = useNavigate();

  async function leave() {
    try {
      await leaveOrg(id);
      await navigate({ to: "/orgs" });
      forgetOrg(id);
      say({ title: `You have left ${name}` });
    } catch (error) {
      sayProblem(error);
    }
  }

  return (
    <>
      <p className="mb-3 text-sm text-soft">
        What you made here stays: jobs, schedules, files and API keys belong to the organization.
      </p>
      <Confirm
        trigger={<Button look="danger">Leave…</Button>}
        title={`Leave ${name}?`}
        action="Leave it"
        onConfirm={() => void leave()}
      >
        You see nothing of it any more, until somebody invites you again.
      </Confirm>
    </>
  );
}
