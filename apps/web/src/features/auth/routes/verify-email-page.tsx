import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { gaffer } from "../../../api/client.ts";
import { Form } from "../../../components/form.tsx";
import { Button } from "../../../ui/button.tsx";
import { Page } from "../../../ui/page.tsx";
import { toast } from "../../../ui/toast.ts";
import { DeadLink } from "../components/dead-link.tsx";
import { takeFragment } from "../components/take-fragment.ts";
import { words } from "../words.tsx";

/**
 * The page that the link in a sign-up e-mail opens. The page waits for a click before it uses the token, because e-mail
 * scanners also open links.
 */
export function Component() {
  const navigate = useNavigate();
  const [{ token }] = useState(() => takeFragment("token"));
  if (token === undefined) return <DeadLink remedy="/sign-up" />;
  return (
    <Page title={words.confirmYourEmail}>
      <p className="mb-4">{words.verifyEmailHint}</p>
      <Form
        onSubmit={async () => {
          await gaffer.auth.verifyEmail(token);
          toast({ title: words.yourAccountIsReady, description: words.signInWithYourPassword });
          await navigate({ to: "/sign-in" });
        }}
      >
        {({ isSubmitting }) => (
          <Button type="submit" variant="primary" disabled={isSubmitting}>
            {words.createAccount}
          </Button>
        )}
      </Form>
    </Page>
  );
}
