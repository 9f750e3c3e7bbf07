import type { ReactNode } from "react";
import { Page } from "../../ui/page.tsx";
import { TextLink } from "../../ui/text-link.tsx";

/** After something that sends a mail. */
export function MailIsOnItsWay({ to, children }: { to: string; children: ReactNode }) {
  // On the machine that it runs on, nobody has set up a mail server yet.
  const isLocal = ["localhost", "127.0.0.1", "[::1]"].includes(location.hostname);
  return (
    <Page title="Look at your mail">
      <p className="mb-3 break-words">
        A mail is on its way to <strong>{to}</strong>. {children}
      </p>
      {isLocal && (
        <p className="mb-3 rounded-md border border-warn bg-warn-soft p-3 text-sm">
          This server runs on your own machine. Unless <code>SMTP_URL</code> is set, nothing delivers its mails: the
          link is in its log, in the terminal, in a line with “mail is not configured”.
        </p>
      )}
      <TextLink to="/sign-in">Back to signing in</TextLink>
    </Page>
  );
}
