import { Page } from "../../../ui/page.tsx";
import { TextLink } from "../../../ui/text-link.tsx";
import { words } from "../words.tsx";

const remedies = {
  "/sign-up": words.signUpAgain,
  "/forgot-password": words.requestANewLink,
  "/orgs": words.yourOrganizations,
} as const;

/** A page that only makes sense with the link of a mail, opened without it. */
export function DeadLink({ remedy }: { remedy: keyof typeof remedies }) {
  return (
    <Page title={words.incompleteLink}>
      <p className="mb-4">{words.incompleteLinkHint}</p>
      <TextLink to={remedy}>{remedies[remedy]}</TextLink>
    </Page>
  );
}
