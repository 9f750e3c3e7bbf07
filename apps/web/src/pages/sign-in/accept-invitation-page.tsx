import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { acceptInvitation } from "../../data/orgs.ts";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { Page } from "../../ui/page.tsx";
import { RelativeTime } from "../../ui/relative-time.tsx";
import { say } from "../../ui/say.ts";
import { TextLink } from "../../ui/text-link.tsx";
import { DeadLink } from "./dead-link.tsx";
import { keptInvitation } from "./kept-invitation.ts";

const route = getRouteApi("/outside/accept-invitation");

/** Where the mail of an invitation leads. Whoever isn't signed in comes back here when they are. */
export function AcceptInvitationPage() {
  const navigate = useNavigate();
  const found = route.useLoaderData();
  if (found === "no token") return <DeadLink remedy="/orgs" />;
  if (found === "signed out") return <SignInFirst />;
  const { token, orgName, role, expiresAt } = found;
  return (
    <Page title={`Join ${orgName}`}>
      <p className="mb-4">
        You are invited to <strong>{orgName}</strong> as {role}. The invitation ends <RelativeTime at={expiresAt} />.
      </p>
      <Form
        send={async () => {
          const org = await acceptInvitation(token);
          keptInvitation.forget();
          say({ title: `You belong to ${org.name} now` });
          await navigate({ to: "/orgs/$orgId", params: { orgId: org.id } });
        }}
      >
        {({ sending }) => (
          <Button type="submit" look="primary" disabled={sending}>
            Accept
          </Button>
        )}
      </Form>
    </Page>
  );
}

function SignInFirst() {
  const next = "/accept-invitation";
  return (
    <Page title="You are invited">
      <p className="mb-4">
        Sign in with the address that the invitation was mailed to. Without an account, sign up with it, and then open
        the link of the invitation again.
      </p>
      <p className="flex gap-4">
        <TextLink to="/sign-in" search={{ next }}>
          Sign in
        </TextLink>
        <TextLink to="/sign-up" search={{ next }}>
          Sign up
        </TextLink>
      </p>
    </Page>
  );
}
