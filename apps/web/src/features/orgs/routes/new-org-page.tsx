import { useNavigate } from "@tanstack/react-router";
import { Form } from "../../../components/form.tsx";
import { Button, ButtonLink } from "../../../ui/button.tsx";
import { Page } from "../../../ui/page.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { createOrg } from "../queries/orgs.ts";

export function Component() {
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
                <Button type="submit" variant="primary" disabled={sending}>
                  Create organization
                </Button>
                <ButtonLink to="/orgs" variant="ghost">
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
