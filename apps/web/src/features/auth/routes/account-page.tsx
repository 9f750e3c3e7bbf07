import { ButtonLink } from "../../../ui/button.tsx";
import { Page } from "../../../ui/page.tsx";
import { Section } from "../../../ui/section.tsx";
import { ChangePasswordForm } from "../components/change-password-form.tsx";
import { SessionList } from "../components/session-list.tsx";
import { usePerson } from "../queries/session.ts";
import { words } from "../words.tsx";

/** Page for the password and the sessions of the signed-in user. */
export function Component() {
  const { name, email } = usePerson();
  return (
    <div className="max-w-2xl">
      <Page title={words.yourAccount} actions={<ButtonLink to="/">{words.goBack}</ButtonLink>}>
        <p className="mb-8 text-sm">
          <span className="block font-medium">{name}</span>
          <span className="block text-soft">{email}</span>
        </p>
        <Section title={words.password}>
          <ChangePasswordForm />
        </Section>
        <Section title={words.sessions}>
          <SessionList />
        </Section>
      </Page>
    </div>
  );
}
