import type { SystemPersonDetails } from "@gaffer/client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { queryClient } from "../../../api/client.ts";
import { useAction } from "../../../components/use-action.ts";
import { Button } from "../../../ui/button.tsx";
import { Confirm } from "../../../ui/confirm.tsx";
import { FactList } from "../../../ui/fact-list.tsx";
import { Page } from "../../../ui/page.tsx";
import { RelativeTime } from "../../../ui/relative-time.tsx";
import { Section } from "../../../ui/section.tsx";
import { TextLink } from "../../../ui/text-link.tsx";
import { OrgLink } from "../components/org-link.tsx";
import { setAdministrator, systemPersonQuery } from "../queries/system-people.ts";
import { words } from "../words.tsx";

const route = getRouteApi("/signed-in/system/people/$userId");

export const loader = ({ params: { userId } }: { params: { userId: string } }) =>
  queryClient.ensureQueryData(systemPersonQuery(userId));

/** Shows a user to administrators, who can make the user one of them. */
export function Component() {
  const { userId } = route.useParams();
  const { data: person } = useSuspenseQuery(systemPersonQuery(userId));
  return (
    <Page title={person.name} actions={<AdministratorButton person={person} />}>
      <p className="mb-6 text-sm">
        <TextLink to="/system/people">{words.allPeople}</TextLink>
      </p>
      <Section title={words.details}>
        <Facts person={person} />
      </Section>
      <Section title={words.organizations}>
        <Memberships person={person} />
      </Section>
    </Page>
  );
}

function Facts({ person }: { person: SystemPersonDetails }) {
  const { id, email, emailVerified, createdAt, administrator } = person;
  const facts: [string, ReactNode][] = [
    [words.email, emailVerified ? email : words.unverified(email)],
    [
      words.id,
      <code key="id" className="text-xs break-all">
        {id}
      </code>,
    ],
    [words.created, <RelativeTime key="created" at={createdAt} />],
    [words.administrator, administrator ? words.administratorBy[administrator] : words.no],
  ];
  return <FactList facts={facts} />;
}

function Memberships({ person: { memberships } }: { person: SystemPersonDetails }) {
  if (memberships.length === 0) return <p className="text-sm text-soft">{words.noMemberships}</p>;
  return (
    <ul aria-label={words.organizations} className="border-t border-line text-sm">
      {memberships.map(({ orgId, orgName, role }) => (
        <li key={orgId} className="flex justify-between gap-4 border-b border-line py-2">
          <OrgLink id={orgId} name={orgName} />
          <span className="text-soft">{role}</span>
        </li>
      ))}
    </ul>
  );
}

function AdministratorButton({ person }: { person: SystemPersonDetails }) {
  const { busy, run } = useAction();
  const { administrator, name } = person;
  // Only the setting ADMIN_EMAILS ends this administrator.
  if (administrator === "setting") return null;
  const isOne = administrator === "grant";
  const action = isOne ? words.revokeAdministrator : words.makeAdministrator;
  return (
    <Confirm
      trigger={
        <Button variant={isOne ? "danger" : "secondary"} disabled={busy}>
          {action}
        </Button>
      }
      title={isOne ? words.revokeAdministratorQuestion(name) : words.makeAdministratorQuestion(name)}
      action={action}
      variant={isOne ? "danger" : "primary"}
      onConfirm={() => void run(() => setAdministrator(person, !isOne))}
    >
      {isOne ? words.revokeAdministratorHint : words.makeAdministratorHint}
    </Confirm>
  );
}
