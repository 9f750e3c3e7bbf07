import type { ReactNode } from "react";
import { Page } from "../../../ui/page.tsx";
import { TextLink } from "../../../ui/text-link.tsx";

/** After something that sends a mail. */
export function MailIsOnItsWay({ to, children }: { to: string; children: ReactNode }) {
  // A local installation usually has no mail server.
  const isLocal = ["localhost", "127.0.0.1", "[::1]"].includes(location.hostname);
  return (
    <Page title="Check your e-mail">
      <p className="mb-3 break-words">
        An e-mail is on its way to <strong>{to}</strong>. {children}
      </p>
      {isLocal && (
        <p className="mb-3 rounded-md border border-warn bg-warn-soft p-3 text-sm">
          This server runs on your machine. Without <code>SMTP_URL</code> it sends no e-mail. Find the link in its log,
          in a line with “mail is not configured”.
        </p>
      )}
      <TextLink to="/sign-in">Back to sign-in</TextLink>
    </Page>
  );
}
