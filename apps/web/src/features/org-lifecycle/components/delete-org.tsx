import type { Org } from "@gaffer/client";
import { toastProblem } from "../../../components/toast-problem.ts";
import { Button } from "../../../ui/button.tsx";
import { RelativeTime } from "../../../ui/relative-time.tsx";
import { toast } from "../../../ui/toast.ts";
import { TypedConfirm } from "../../../ui/typed-confirm.tsx";
import { useRestoredFocus } from "../../../ui/use-restored-focus.ts";
import { deleteOrg, restoreOrg } from "../queries/org-lifecycle.ts";
import { words } from "../words.tsx";

/** Controls that delete the organization after a grace period, or restore it during that period. */
export function DeleteOrg({ org }: { org: Org }) {
  const { id, name, deleteAfter } = org;
  const part = useRestoredFocus(deleteAfter);
  const remove = () => deleteOrg(org).then(() => toast({ title: words.orgWillBeDeleted(name) }), toastProblem);
  const restore = () => restoreOrg(id).then(() => toast({ title: words.orgRestored(name) }), toastProblem);
  if (deleteAfter !== null) {
    return (
      <div ref={part} tabIndex={-1} className="flex flex-col gap-3 outline-none">
        <p className="text-sm">{words.restoreOrgHint(<RelativeTime at={deleteAfter} />)}</p>
        <Button variant="primary" className="self-start" onClick={() => void restore()}>
          {words.restoreOrg}
        </Button>
      </div>
    );
  }
  return (
    <div ref={part} tabIndex={-1} className="flex flex-col gap-3 outline-none">
      <p className="text-sm text-soft">{words.deleteOrgHint}</p>
      <TypedConfirm
        trigger={
          <Button variant="danger" className="self-start">
            {words.deleteOrgButton}
          </Button>
        }
        title={words.deleteOrgQuestion(name)}
        confirmText={name}
        action={words.deleteOrg}
        onConfirm={() => void remove()}
      >
        {words.deleteOrgWarning}
      </TypedConfirm>
    </div>
  );
}
