import { useNavigate } from "@tanstack/react-router";
import { createOrg } from "../../data/orgs.ts";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { Page } from "../../ui/page.tsx";
import { TextField } from "../../ui/text-field.tsx";

export function NewOrgPage() {
  const navigate = useNavigate();
  return (
    <main className="mx-auto max-w-lg p-6">
      <Page title="New organization">
        <p className="mb-4 text-sm text-soft">
          Jobs, files and schedules belong to an organization, and to nobody outside of it. You can invite others later.
        </p>
        <Form
          send={async (values) => {
            const { id } = await createOrg(values["/name"] ?? "");
            await navigate({ to: "/orgs/$orgId", params: { orgId: id } });
          }}
        >
          {({ sending }) => (
            <>
              <TextField name="/name" label="Name" autoComplete="organization" placeholder="Acme" />
              <div className="flex gap-2">
                <Button type="submit" look="primary" disabled={sending}>
                  Create
                </Button>
                <ButtonLink to="/orgs" look="ghost">
                  Cancel
                </ButtonLink>
              </div>
            </>
          )}
        </Form>
      </Page>
    </main>
  );
}
