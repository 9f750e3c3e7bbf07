import { useState } from "react";
import { gaffer } from "../../../api/client.ts";
import { Form } from "../../../components/form.tsx";
import { Button } from "../../../ui/button.tsx";
import { Page } from "../../../ui/page.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { TextLink } from "../../../ui/text-link.tsx";
import { MailIsOnItsWay } from "../components/mail-is-on-its-way.tsx";
import { words } from "../words.tsx";

export function Component() {
  const [askedFor, setAskedFor] = useState<string>();
  if (askedFor !== undefined) {
    return <MailIsOnItsWay to={askedFor}>{words.resetLinkHint}</MailIsOnItsWay>;
  }
  return (
    <Page title={words.forgotYourPassword}>
      <Form
        send={async ({ "/email": email = "" }) => {
          await gaffer.auth.requestPasswordReset(email);
          setAskedFor(email);
        }}
      >
        {({ sending }) => (
          <>
            <TextField name="/email" label={words.email} type="email" autoComplete="username" />
            <Button type="submit" variant="primary" disabled={sending}>
              {words.sendLink}
            </Button>
          </>
        )}
      </Form>
      <p className="mt-4 text-sm">
        <TextLink to="/sign-in">{words.backToSignIn}</TextLink>
      </p>
    </Page>
  );
}
