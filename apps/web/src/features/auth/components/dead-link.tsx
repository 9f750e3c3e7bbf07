import { Page } from "../../../ui/page.tsx";
import { TextLink } from "../../../ui/text-link.tsx";

const remedies = {
  "/sign-up": "Sign up again",
  "/forgot-password": "Request a new link",
  "/orgs": "Your organizations",
} as const;

/** A page that only makes sense with the link of a mail, opened without it. */
export function DeadLink({ remedy }: { remedy: keyof typeof remedies }) {
  return (
    <Page title="Incomplete link">
      <p className="mb-4">The part after the # is missing. Open the complete link from the e-mail.</p>
      <TextLink to={remedy}>{remedies[remedy]}</TextLink>
    </Page>
  );
}
