import { useNavigate } from "@tanstack/react-router";
import { Form } from "../../../components/form.tsx";
import { Button, ButtonLink } from "../../../ui/button.tsx";
import { Page } from "../../../ui/page.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { createOrg } from "../queries/orgs.ts";
import { words } from "../words.tsx";

export function Component() {
  const navigate = useNavigate();
  return (
    <div className="max-w-lg">
      <Page title={words.newOrg}>
        <p className="mb-4 text-sm text-soft">{words.newOrgHint}</p>
        <Form
          onSubmit={async (values) => {
            const { id } = await createOrg(values["/name"] ?? "");
            await navigate({ to: "/orgs/$orgId", params: { orgId: id } });
          }}
        >
          {({ isSubmitting }) => (
            <>
              <TextField name="/name" label={words.name} autoComplete="organization" placeholder="Acme" />
              <div className="flex gap-2">
                <Button type="submit" variant="primary" disabled={isSubmitting}>
                  {words.createOrg}
                </Button>
                <ButtonLink to="/orgs" variant="ghost">
                  {words.cancel}
                </ButtonLink>
              </div>
            </>
          )}
        </Form>
      </Page>
    </div>
  );
}
