import type { ReactNode } from "react";
import { Page } from "../../../ui/page.tsx";
import { TextLink } from "../../../ui/text-link.tsx";
import { words } from "../words.tsx";

/** Confirms that an e-mail was sent. */
export function MailIsOnItsWay({ to, children }: { to: string; children: ReactNode }) {
  // A local installation usually has no mail server.
  const isLocal = ["localhost", "127.0.0.1", "[::1]"].includes(location.hostname);
  return (
    <Page title={words.checkYourEmail}>
      <p className="mb-3 break-words">{words.emailSent(<strong>{to}</strong>, children)}</p>
      {isLocal && (
        <p className="mb-3 rounded-md border border-warn bg-warn-soft p-3 text-sm">
          {words.localServerHint(<code>SMTP_URL</code>)}
        </p>
      )}
      <TextLink to="/sign-in">{words.backToSignIn}</TextLink>
    </Page>
  );
}
