import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { gaffer } from "../../data/client.ts";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { Page } from "../../ui/page.tsx";
import { say } from "../../ui/say.ts";
import { TextField } from "../../ui/text-field.tsx";
import { DeadLink } from "./dead-link.tsx";
import { takeFragment } from "./take-fragment.ts";

export function ResetPasswordPage() {
  const navigate = useNavigate();
  const [{ token }] = useState(() => takeFragment("token"));
  if (token === undefined) return <DeadLink remedy="/forgot-password" />;
  return (
    <Page title="Choose a new password">
      <Form
        send={async ({ "/password": password = "" }) => {
          await gaffer.auth.resetPassword({ token, password });
          say({ title: "Password changed", description: "Sign in with the new password." });
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
            <Button type="submit" look="primary" disabled={sending}>
              Change password
            </Button>
          </>
        )}
      </Form>
    </Page>
  );
}
