import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { gaffer } from "../../../api/client.ts";
import { Form } from "../../../components/form.tsx";
import { Button } from "../../../ui/button.tsx";
import { Page } from "../../../ui/page.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { TextLink } from "../../../ui/text-link.tsx";
import { MailIsOnItsWay } from "../components/mail-is-on-its-way.tsx";

const route = getRouteApi("/outside/sign-up");

export function Component() {
  const { next } = route.useSearch();
  const [askedFor, setAskedFor] = useState<string>();
  if (askedFor !== undefined) {
    return (
      <MailIsOnItsWay to={askedFor}>
        Open the link within a day to create your account. If the address already has an account, the e-mail says so.
      </MailIsOnItsWay>
    );
  }
  return (
    <Page title="Sign up">
      <Form
        send={async (values) => {
          const { "/name": name = "", "/email": email = "", "/password": password = "" } = values;
          await gaffer.auth.signUp({ name, email, password });
          setAskedFor(email);
        }}
      >
        {({ sending }) => (
          <>
            <TextField name="/name" label="Name" autoComplete="name" description="Shown to other members." />
            <TextField name="/email" label="E-mail" type="email" autoComplete="username" />
            <TextField
              name="/password"
              label="Password"
              type="password"
              autoComplete="new-password"
              description="At least 10 characters."
            />
            <Button type="submit" variant="primary" disabled={sending}>
              Sign up
            </Button>
          </>
        )}
      </Form>
      <p className="mt-4 text-sm">
        Already have an account?{" "}
        <TextLink to="/sign-in" search={next ? { next } : {}}>
          Sign in
        </TextLink>
      </p>
    </Page>
  );
}
