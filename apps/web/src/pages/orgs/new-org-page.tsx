import { useNavigate } from "@tanstack/react-router";
import { createOrg } from "../../data/orgs.ts";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { Page } from "../../ui/page.tsx";
import { TextField } from "../../ui/text-field.tsx";

export function NewOrgPage() {
  const navigate = useNavigate();
  return (
    <div className="max-w-lg">
      <Page title="New organization">
        <p className="mb-4 text-sm text-soft">
          An organization owns jobs, files and schedules. Only its members can see them.
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
                  Create organization
                </Button>
                <ButtonLink to="/orgs" look="ghost">
                  Cancel
                </ButtonLink>
              </div>
            </>
          )}
        </Form>
      </Page>
    </div>
  );
}
