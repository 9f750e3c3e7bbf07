import type { SystemOrg } from "@gaffer/client";
import { Form } from "../../../components/form.tsx";
import { useAction } from "../../../components/use-action.ts";
import { Button } from "../../../ui/button.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { toast } from "../../../ui/toast.ts";
import { useRestoredFocus } from "../../../ui/use-restored-focus.ts";
import { suspendOrg, unsuspendOrg } from "../queries/system-orgs.ts";
import { words } from "../words.tsx";

/** Suspends an organization, or ends its suspension. */
export function OrgSuspension({ org }: { org: SystemOrg }) {
  const { busy, run } = useAction();
  const part = useRestoredFocus(org.suspendedAt);
  if (org.suspendedAt) {
    return (
      <div ref={part} tabIndex={-1} className="flex flex-col items-start gap-3 text-sm outline-none">
        <p>{words.suspendReason(org.suspendReason ?? "")}</p>
        <Button
          variant="primary"
          disabled={busy}
          onClick={() => void run(() => unsuspendOrg(org), { title: words.suspensionEnded(org.name) })}
        >
          {words.endSuspension}
        </Button>
      </div>
    );
  }
  return (
    <div ref={part} tabIndex={-1} className="outline-none">
      <p className="mb-3 text-sm text-soft">{words.suspendHint}</p>
      <Form
        className="flex max-w-md flex-col gap-3"
        onSubmit={async ({ "/reason": reason = "" }) => {
          await suspendOrg(org, reason);
          toast({ title: words.orgSuspended(org.name) });
        }}
      >
        {({ isSubmitting }) => (
          <>
            <TextField name="/reason" label={words.reason} description={words.reasonHint} autoComplete="off" />
            <Button type="submit" variant="danger" className="self-start" disabled={isSubmitting}>
              {words.suspendOrg}
            </Button>
          </>
        )}
      </Form>
    </div>
  );
}
