import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { gaffer } from "../../data/client.ts";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { Page } from "../../ui/page.tsx";
import { say } from "../../ui/say.ts";
import { DeadLink } from "./dead-link.tsx";
import { takeFragment } from "./take-fragment.ts";

/** Where the mail of a sign-up leads. It waits for a click: programs that look at links in mails would use this one up. */
export function VerifyEmailPage() {
  const navigate = useNavigate();
  const [{ token }] = useState(() => takeFragment("token"));
  if (token === undefined) return <DeadLink remedy="/sign-up" />;
  return (
    <Page title="One step left">
      <p className="mb-4">This makes the account that you signed up for, with the password that was chosen then.</p>
      <Form
        send={async () => {
          await gaffer.auth.verifyEmail(token);
          say({ title: "Your account is ready", description: "Sign in with your address and password." });
          await navigate({ to: "/sign-in" });
        }}
      >
        {({ sending }) => (
          <Button type="submit" look="primary" disabled={sending}>
            Make my account
          </Button>
        )}
      </Form>
    </Page>
  );
}
