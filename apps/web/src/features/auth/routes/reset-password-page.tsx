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
import { words } from "../words.tsx";

export function Component() {
  const navigate = useNavigate();
  const [{ token }] = useState(() => takeFragment("token"));
  if (token === undefined) return <DeadLink remedy="/forgot-password" />;
  return (
    <Page title={words.chooseANewPassword}>
      <Form
        onSubmit={async ({ "/password": password = "" }) => {
          await gaffer.auth.resetPassword({ token, password });
          toast({ title: words.passwordChanged, description: words.signInWithTheNewPassword });
          await navigate({ to: "/sign-in" });
        }}
      >
        {({ isSubmitting }) => (
          <>
            <TextField
              name="/password"
              label={words.newPassword}
              type="password"
              autoComplete="new-password"
              description={words.resetPasswordHint}
            />
            <Button type="submit" variant="primary" disabled={isSubmitting}>
              {words.changePassword}
            </Button>
          </>
        )}
      </Form>
    </Page>
  );
}
