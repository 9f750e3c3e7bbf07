import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { membersQuery } from "../../data/members.ts";
import { isAtLeast, useOrg } from "../../data/orgs.ts";
import { Page } from "../../ui/page.tsx";
import { PagedList } from "../../ui/paged-list.tsx";
import { Section } from "../../ui/section.tsx";
import { InvitationList } from "./invitation-list.tsx";
import { InviteForm } from "./invite-form.tsx";
import { MemberRow } from "./member-row.tsx";

const route = getRouteApi("/signed-in/orgs/$orgId/settings/members");

export function MembersPage() {
  const { orgId } = route.useParams();
  const org = useOrg(orgId);
  const list = useInfiniteQuery(membersQuery(orgId));
  return (
    <Page title="Members">
      {isAtLeast(org, "admin") && <InviteForm org={org} />}
      <InvitationList org={org} />
      <Section title="People">
        <PagedList label="Members" list={list} empty={null}>
          {(member) => <MemberRow key={member.userId} org={org} member={member} />}
        </PagedList>
      </Section>
    </Page>
  );
}
