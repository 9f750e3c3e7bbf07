import { getRouteApi, useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { Form } from "../../../components/form.tsx";
import { Button } from "../../../ui/button.tsx";
import { Page } from "../../../ui/page.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { TextLink } from "../../../ui/text-link.tsx";
import { takeFragment } from "../components/take-fragment.ts";
import { signIn } from "../queries/session.ts";
import { words } from "../words.tsx";

const route = getRouteApi("/outside/sign-in");

export function Component() {
  const { next } = route.useSearch();
  const { history } = useRouter();
  // The link in the server's start-up banner fills in the form. The page doesn't submit the form: otherwise a malicious
  // link could sign the user in to another account.
  const [known] = useState(() => takeFragment("email", "password"));
  return (
    <Page title={words.signIn}>
      <Form
        onSubmit={async (values) => {
          await signIn({ email: values["/email"] ?? "", password: values["/password"] ?? "" });
          history.push(next ?? "/");
        }}
      >
        {({ isSubmitting }) => (
          <>
            <TextField
              name="/email"
              label={words.email}
              type="email"
              autoComplete="username"
              defaultValue={known.email}
            />
            <TextField
              name="/password"
              label={words.password}
              type="password"
              autoComplete="current-password"
              defaultValue={known.password}
            />
            <Button type="submit" variant="primary" disabled={isSubmitting}>
              {words.signIn}
            </Button>
          </>
        )}
      </Form>
      <p className="mt-4 text-sm">
        <TextLink to="/forgot-password">{words.forgotYourPassword}</TextLink>
      </p>
      <p className="mt-2 text-sm">
        {words.noAccountYet(
          <TextLink to="/sign-up" search={next ? { next } : {}}>
            {words.signUp}
          </TextLink>,
        )}
      </p>
    </Page>
  );
}
