import type { Org } from "@gaffer/client";
import { useNavigate } from "@tanstack/react-router";
import { toastProblem } from "../../../components/toast-problem.ts";
import { Button } from "../../../ui/button.tsx";
import { Confirm } from "../../../ui/confirm.tsx";
import { toast } from "../../../ui/toast.ts";
import { forgetOrg, leaveOrg } from "../queries/orgs.ts";

export function LeaveOrg({ org: { id, name } }: { org: Org }) {
  const navigate = useNavigate();

  async function leave() {
    try {
      await leaveOrg(id);
      await navigate({ to: "/orgs" });
      forgetOrg(id);
      toast({ title: `You left ${name}` });
    } catch (error) {
      toastProblem(error);
    }
  }

  return (
    <>
      <p className="mb-3 text-sm text-soft">Your jobs, schedules, files and API keys stay in the organization.</p>
      <Confirm
        trigger={<Button variant="danger">Leave organization…</Button>}
        title={`Leave ${name}?`}
        action="Leave organization"
        onConfirm={() => void leave()}
      >
        You lose access until a member invites you again.
      </Confirm>
    </>
  );
}
