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
  const [sentTo, setSentTo] = useState<string>();
  if (sentTo !== undefined) {
    return <MailIsOnItsWay to={sentTo}>{words.resetLinkHint}</MailIsOnItsWay>;
  }
  return (
    <Page title={words.forgotYourPassword}>
      <Form
        onSubmit={async ({ "/email": email = "" }) => {
          await gaffer.auth.requestPasswordReset(email);
          setSentTo(email);
        }}
      >
        {({ isSubmitting }) => (
          <>
            <TextField name="/email" label={words.email} type="email" autoComplete="username" />
            <Button type="submit" variant="primary" disabled={isSubmitting}>
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
