import { getRouteApi } from "@tanstack/react-router";
import { Page } from "../../../ui/page.tsx";
import { Section } from "../../../ui/section.tsx";
import { isAtLeast, useOrg, withArticle } from "../../orgs/index.ts";
import { DeleteOrg } from "../components/delete-org.tsx";
import { ExportOrg } from "../components/export-org.tsx";
import { TransferOrg } from "../components/transfer-org.tsx";
import { words } from "../words.tsx";

const route = getRouteApi("/signed-in/orgs/$orgId/settings/danger-zone");

/** Export, transfer and deletion of an organization, for owners. */
export function Component() {
  const { orgId } = route.useParams();
  const org = useOrg(orgId);
  if (!isAtLeast(org, "owner")) {
    return (
      <Page title={words.dangerZone}>
        <p className="text-sm">
          {words.ownersOnly} {org.role && words.yourRoleIs(withArticle(org.role))}
        </p>
      </Page>
    );
  }
  return (
    <Page title={words.dangerZone}>
      <Section title={words.exportData}>
        <ExportOrg org={org} />
      </Section>
      <Section title={words.transferOwnership}>
        <TransferOrg org={org} />
      </Section>
      <Section title={org.deleteAfter ? words.restoreOrg : words.deleteOrg}>
        <DeleteOrg org={org} />
      </Section>
    </Page>
  );
}
