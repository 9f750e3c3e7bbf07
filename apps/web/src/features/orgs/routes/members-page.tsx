import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { PagedList } from "../../../components/paged-list.tsx";
import { Page } from "../../../ui/page.tsx";
import { Section } from "../../../ui/section.tsx";
import { InvitationList } from "../components/invitation-list.tsx";
import { InviteForm } from "../components/invite-form.tsx";
import { MemberRow } from "../components/member-row.tsx";
import { membersQuery } from "../queries/members.ts";
import { isAtLeast, useOrg } from "../queries/orgs.ts";
import { words } from "../words.tsx";

const route = getRouteApi("/signed-in/orgs/$orgId/settings/members");

export function Component() {
  const { orgId } = route.useParams();
  const org = useOrg(orgId);
  const list = useInfiniteQuery(membersQuery(orgId));
  return (
    <Page title={words.members}>
      {isAtLeast(org, "admin") && <InviteForm org={org} />}
      <InvitationList org={org} />
      <Section title={words.people}>
        <PagedList label={words.members} list={list} empty={null}>
          {(member) => <MemberRow key={member.userId} org={org} member={member} />}
        </PagedList>
      </Section>
    </Page>
  );
}
