import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { gaffer } from "../../../api/client.ts";
import { Form } from "../../../components/form.tsx";
import { Button } from "../../../ui/button.tsx";
import { Page } from "../../../ui/page.tsx";
import { RelativeTime } from "../../../ui/relative-time.tsx";
import { TextLink } from "../../../ui/text-link.tsx";
import { toast } from "../../../ui/toast.ts";
import { DeadLink, findPerson, takeFragment } from "../../auth/index.ts";
import { acceptInvitation } from "../queries/orgs.ts";
import { words } from "../words.tsx";

const route = getRouteApi("/outside/accept-invitation");

/** Reads the invitation that the link's token belongs to. Only the invited user can read it. */
export async function loader() {
  const token = keptInvitation.take();
  if (token === undefined) return "no token";
  if (!(await findPerson())) return "signed out";
  return { token, ...(await gaffer.orgs.findInvitation(token)) };
}

/** The page that a link in an invitation opens. A signed-out user returns here after signing in. */
export function Component() {
  const navigate = useNavigate();
  const found = route.useLoaderData();
  if (found === "no token") return <DeadLink remedy="/orgs" />;
  if (found === "signed out") return <SignInFirst />;
  const { token, orgName, role, expiresAt } = found;
  return (
    <Page title={words.joinOrg(orgName)}>
      <p className="mb-4">{words.invitedTo(<strong>{orgName}</strong>, role, <RelativeTime at={expiresAt} />)}</p>
      <Form
        onSubmit={async () => {
          const org = await acceptInvitation(token);
          keptInvitation.forget();
          toast({ title: words.joined(org.name) });
          await navigate({ to: "/orgs/$orgId", params: { orgId: org.id } });
        }}
      >
        {({ isSubmitting }) => (
          <Button type="submit" variant="primary" disabled={isSubmitting}>
            {words.acceptInvitation}
          </Button>
        )}
      </Form>
    </Page>
  );
}

function SignInFirst() {
  const next = "/accept-invitation";
  return (
    <Page title={words.youAreInvited}>
      <p className="mb-4">{words.signInToAccept}</p>
      <p className="flex gap-4">
        <TextLink to="/sign-in" search={{ next }}>
          {words.signIn}
        </TextLink>
        <TextLink to="/sign-up" search={{ next }}>
          {words.signUp}
        </TextLink>
      </p>
    </Page>
  );
}

const key = "gaffer.invitation";

/** Keeps the token of an invitation in this tab while the user signs in, and removes it from the address bar. */
const keptInvitation = {
  take(): string | undefined {
    const { token } = takeFragment("token");
    if (token) sessionStorage.setItem(key, token);
    return sessionStorage.getItem(key) ?? undefined;
  },
  forget: () => sessionStorage.removeItem(key),
};
