import type { SystemOrg } from "@gaffer/client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { queryClient } from "../../../api/client.ts";
import { CopyButton } from "../../../ui/copy-button.tsx";
import { FactList } from "../../../ui/fact-list.tsx";
import { formatBytes } from "../../../ui/format-bytes.ts";
import { Page } from "../../../ui/page.tsx";
import { RelativeTime } from "../../../ui/relative-time.tsx";
import { Section } from "../../../ui/section.tsx";
import { TextLink } from "../../../ui/text-link.tsx";
import { OrgPlanForm } from "../components/org-plan-form.tsx";
import { OrgSuspension } from "../components/org-suspension.tsx";
import { RestoreOrg } from "../components/restore-org.tsx";
import { OrgState } from "../components/system-org-row.tsx";
import { plansQuery } from "../queries/plans.ts";
import { systemOrgQuery } from "../queries/system-orgs.ts";
import { words } from "../words.tsx";

const route = getRouteApi("/signed-in/system/orgs/$id");

export const loader = ({ params: { id } }: { params: { id: string } }) =>
  Promise.all([queryClient.ensureQueryData(systemOrgQuery(id)), queryClient.ensureQueryData(plansQuery)]);

/** Shows an organization to administrators, who can change its plan and suspend it. */
export function Component() {
  const { id } = route.useParams();
  const { data: org } = useSuspenseQuery(systemOrgQuery(id));
  return (
    <Page title={org.name}>
      <p className="mb-6 text-sm">
        <TextLink to="/system/orgs">{words.allOrganizations}</TextLink>
      </p>
      <OrgState org={org} />
      <Section title={words.usage}>
        <Facts org={org} />
      </Section>
      <Section title={words.plan}>
        <OrgPlanForm key={`${org.plan}${org.planEndsAt}`} org={org} />
      </Section>
      {org.deleteAfter && (
        <Section title={words.deletion}>
          <RestoreOrg org={org} />
        </Section>
      )}
      <Section title={org.suspendedAt ? words.suspension : words.suspendOrg}>
        <OrgSuspension org={org} />
      </Section>
    </Page>
  );
}

function Facts({ org }: { org: SystemOrg }) {
  const facts: [string, ReactNode][] = [
    [
      words.id,
      <span key="id" className="flex items-center gap-1">
        <code className="min-w-0 truncate text-xs">{org.id}</code>
        <CopyButton text={org.id} label={words.copyId} />
      </span>,
    ],
    [words.created, <RelativeTime key="created" at={org.createdAt} />],
    [words.openJobs, words.backlog(org.backlog)],
    [words.thisMonth, words.createdThisMonth(org.createdThisMonth)],
    [words.members, org.members],
    [words.storedFiles, formatBytes(org.storedBytes)],
  ];
  return <FactList facts={facts} />;
}
