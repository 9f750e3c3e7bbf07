import type { SystemOrg } from "@gaffer/client";
import { useAction } from "../../../components/use-action.ts";
import { Button } from "../../../ui/button.tsx";
import { restoreOrg } from "../queries/system-orgs.ts";
import { words } from "../words.tsx";

/** Cancels the deletion of an organization. */
export function RestoreOrg({ org }: { org: SystemOrg }) {
  const { busy, run } = useAction();
  return (
    <>
      <p className="mb-3 text-sm text-soft">{words.restoreOrgHint}</p>
      <Button
        variant="primary"
        disabled={busy}
        onClick={() => void run(() => restoreOrg(org), { title: words.orgRestored(org.name) })}
      >
        {words.restoreOrg}
      </Button>
    </>
  );
}
