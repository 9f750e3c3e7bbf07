import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { gaffer } from "../../../api/client.ts";
import { Form } from "../../../components/form.tsx";
import { Button } from "../../../ui/button.tsx";
import { Page } from "../../../ui/page.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { TextLink } from "../../../ui/text-link.tsx";
import { MailIsOnItsWay } from "../components/mail-is-on-its-way.tsx";
import { words } from "../words.tsx";

const route = getRouteApi("/outside/sign-up");

export function Component() {
  const { next } = route.useSearch();
  const [sentTo, setSentTo] = useState<string>();
  if (sentTo !== undefined) {
    return <MailIsOnItsWay to={sentTo}>{words.verifyLinkHint}</MailIsOnItsWay>;
  }
  return (
    <Page title={words.signUp}>
      <Form
        onSubmit={async (values) => {
          const { "/name": name = "", "/email": email = "", "/password": password = "" } = values;
          await gaffer.auth.signUp({ name, email, password });
          setSentTo(email);
        }}
      >
        {({ isSubmitting }) => (
          <>
            <TextField name="/name" label={words.name} autoComplete="name" description={words.shownToOtherMembers} />
            <TextField name="/email" label={words.email} type="email" autoComplete="username" />
            <TextField
              name="/password"
              label={words.password}
              type="password"
              autoComplete="new-password"
              description={words.passwordHint}
            />
            <Button type="submit" variant="primary" disabled={isSubmitting}>
              {words.signUp}
            </Button>
          </>
        )}
      </Form>
      <p className="mt-4 text-sm">
        {words.alreadyHaveAnAccount(
          <TextLink to="/sign-in" search={next ? { next } : {}}>
            {words.signIn}
          </TextLink>,
        )}
      </p>
    </Page>
  );
}
