import { useState } from "react";
import { gaffer } from "../../../api/client.ts";
import { Form } from "../../../components/form.tsx";
import { Button } from "../../../ui/button.tsx";
import { Page } from "../../../ui/page.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { TextLink } from "../../../ui/text-link.tsx";
import { MailIsOnItsWay } from "../components/mail-is-on-its-way.tsx";

export function Component() {
  const [askedFor, setAskedFor] = useState<string>();
  if (askedFor !== undefined) {
    return (
      <MailIsOnItsWay to={askedFor}>
        If the address has an account, the link in the e-mail lets you choose a new password within an hour.
      </MailIsOnItsWay>
    );
  }
  return (
    <Page title="Forgot your password?">
      <Form
        send={async ({ "/email": email = "" }) => {
          await gaffer.auth.requestPasswordReset(email);
          setAskedFor(email);
        }}
      >
        {({ sending }) => (
          <>
            <TextField name="/email" label="E-mail" type="email" autoComplete="username" />
            <Button type="submit" variant="primary" disabled={sending}>
              Send link
            </Button>
          </>
        )}
      </Form>
      <p className="mt-4 text-sm">
        <TextLink to="/sign-in">Back to sign-in</TextLink>
      </p>
    </Page>
  );
}
