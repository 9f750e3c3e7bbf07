import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { gaffer } from "../../data/client.ts";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { Page } from "../../ui/page.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { TextLink } from "../../ui/text-link.tsx";
import { MailIsOnItsWay } from "./mail-is-on-its-way.tsx";

const route = getRouteApi("/outside/sign-up");

export function SignUpPage() {
  const { next } = route.useSearch();
  const [askedFor, setAskedFor] = useState<string>();
  if (askedFor !== undefined) {
    return (
      <MailIsOnItsWay to={askedFor}>
        Open the link in it within a day: it makes your account. If the address has an account already, the mail says
        so.
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
            <TextField name="/name" label="Name" autoComplete="name" description="What others see." />
            <TextField name="/email" label="E-mail" type="email" autoComplete="username" />
            <TextField
              name="/password"
              label="Password"
              type="password"
              autoComplete="new-password"
              description="10 characters or more."
            />
            <Button type="submit" look="primary" disabled={sending}>
              Sign up
            </Button>
          </>
        )}
      </Form>
      <p className="mt-4 text-sm">
        You have an account?{" "}
        <TextLink to="/sign-in" search={next ? { next } : {}}>
          Sign in
        </TextLink>
      </p>
    </Page>
  );
}
