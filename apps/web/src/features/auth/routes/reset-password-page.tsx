import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { gaffer } from "../../../api/client.ts";
import { Form } from "../../../components/form.tsx";
import { Button } from "../../../ui/button.tsx";
import { Page } from "../../../ui/page.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { toast } from "../../../ui/toast.ts";
import { DeadLink } from "../components/dead-link.tsx";
import { takeFragment } from "../components/take-fragment.ts";

export function Component() {
  const navigate = useNavigate();
  const [{ token }] = useState(() => takeFragment("token"));
  if (token === undefined) return <DeadLink remedy="/forgot-password" />;
  return (
    <Page title="Choose a new password">
      <Form
        send={async ({ "/password": password = "" }) => {
          await gaffer.auth.resetPassword({ token, password });
          toast({ title: "Password changed", description: "Sign in with the new password." });
          await navigate({ to: "/sign-in" });
        }}
      >
        {({ sending }) => (
          <>
            <TextField
              name="/password"
              label="New password"
              type="password"
              autoComplete="new-password"
              description="At least 10 characters. All your sessions are signed out."
            />
            <Button type="submit" variant="primary" disabled={sending}>
              Change password
            </Button>
          </>
        )}
      </Form>
    </Page>
  );
}
