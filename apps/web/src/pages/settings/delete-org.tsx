import type { Org } from "@gaffer/client";
import { deleteOrg, restoreOrg } from "../../data/org-changes.ts";
import { Button } from "../../ui/button.tsx";
import { RelativeTime } from "../../ui/relative-time.tsx";
import { say, sayProblem } from "../../ui/say.ts";
import { TypedConfirm } from "../../ui/typed-confirm.tsx";
import { useKeptFocus } from "../../ui/use-kept-focus.ts";

/** Deletes it after a time of grace, and takes that back while it lasts. */
export function DeleteOrg({ org }: { org: Org }) {
  const { id, name, deleteAfter } = org;
  const part = useKeptFocus(deleteAfter);
  const remove = () => deleteOrg(org).then(() => say({ title: `${name} will be deleted` }), sayProblem);
  const restore = () => restoreOrg(id).then(() => say({ title: `${name} is restored` }), sayProblem);
  if (deleteAfter !== null) {
    return (
      <div ref={part} tabIndex={-1} className="flex flex-col gap-3 outline-none">
        <p className="text-sm">
          Everything of it is removed <RelativeTime at={deleteAfter} />. Jobs that were cancelled can be retried once it
          is restored; schedules go on with their next run.
        </p>
        <Button look="primary" className="self-start" onClick={() => void restore()}>
          Restore it
        </Button>
      </div>
    );
  }
  return (
    <div ref={part} tabIndex={-1} className="flex flex-col gap-3 outline-none">
      <p className="text-sm text-soft">
        It takes no new work from then on, and open jobs are cancelled. Once a time of grace is over, seven days unless
        this installation has another, everything is removed for good. Until then you can restore it.
      </p>
      <TypedConfirm
        trigger={
          <Button look="danger" className="self-start">
            Delete…
          </Button>
        }
        title={`Delete ${name}?`}
        word={name}
        action="Delete it"
        onConfirm={() => void remove()}
      >
        Jobs, schedules, files and their contents, keys, members and the audit log go when the time of grace is over.
      </TypedConfirm>
    </div>
  );
}
