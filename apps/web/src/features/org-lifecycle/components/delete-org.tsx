import type { Org } from "@gaffer/client";
import { toastProblem } from "../../../components/toast-problem.ts";
import { Button } from "../../../ui/button.tsx";
import { RelativeTime } from "../../../ui/relative-time.tsx";
import { toast } from "../../../ui/toast.ts";
import { TypedConfirm } from "../../../ui/typed-confirm.tsx";
import { useKeptFocus } from "../../../ui/use-kept-focus.ts";
import { deleteOrg, restoreOrg } from "../queries/org-lifecycle.ts";

/** Deletes the organization after a grace period, and restores it before that ends. */
export function DeleteOrg({ org }: { org: Org }) {
  const { id, name, deleteAfter } = org;
  const part = useKeptFocus(deleteAfter);
  const remove = () => deleteOrg(org).then(() => toast({ title: `${name} will be deleted` }), toastProblem);
  const restore = () => restoreOrg(id).then(() => toast({ title: `${name} restored` }), toastProblem);
  if (deleteAfter !== null) {
    return (
      <div ref={part} tabIndex={-1} className="flex flex-col gap-3 outline-none">
        <p className="text-sm">
          The organization is deleted <RelativeTime at={deleteAfter} />. After you restore it, cancelled jobs can be
          retried and schedules continue with their next run.
        </p>
        <Button variant="primary" className="self-start" onClick={() => void restore()}>
          Restore organization
        </Button>
      </div>
    );
  }
  return (
    <div ref={part} tabIndex={-1} className="flex flex-col gap-3 outline-none">
      <p className="text-sm text-soft">
        The organization accepts no new jobs, and its open jobs are cancelled. Its data is deleted after a grace period,
        seven days by default. You can restore it until then.
      </p>
      <TypedConfirm
        trigger={
          <Button variant="danger" className="self-start">
            Delete organization…
          </Button>
        }
        title={`Delete ${name}?`}
        word={name}
        action="Delete organization"
        onConfirm={() => void remove()}
      >
        Jobs, schedules, files, keys, members and the audit log are deleted after the grace period.
      </TypedConfirm>
    </div>
  );
}
