import { Page } from "../../../ui/page.tsx";
import { TextLink } from "../../../ui/text-link.tsx";
import { words } from "../words.tsx";

const remedies = {
  "/sign-up": words.signUpAgain,
  "/forgot-password": words.requestANewLink,
  "/orgs": words.yourOrganizations,
} as const;

/** Shown if a page that needs a token from an e-mail is opened without a token. */
export function DeadLink({ remedy }: { remedy: keyof typeof remedies }) {
  return (
    <Page title={words.incompleteLink}>
      <p className="mb-4">{words.incompleteLinkHint}</p>
      <TextLink to={remedy}>{remedies[remedy]}</TextLink>
    </Page>
  );
}
