import { Page } from "../../ui/page.tsx";
import { TextLink } from "../../ui/text-link.tsx";

const remedies = {
  "/sign-up": "Sign up again",
  "/forgot-password": "Ask for another link",
  "/orgs": "Your organizations",
} as const;

/** A page that only makes sense with the link of a mail, opened without it. */
export function DeadLink({ remedy }: { remedy: keyof typeof remedies }) {
  return (
    <Page title="The link isn't complete">
      <p className="mb-4">What it carries behind the # is missing. Open the link of the mail again, all of it.</p>
      <TextLink to={remedy}>{remedies[remedy]}</TextLink>
    </Page>
  );
}
