import { getRouteApi } from "@tanstack/react-router";
import { isAtLeast, useOrg } from "../../data/orgs.ts";
import { Page } from "../../ui/page.tsx";
import { Section } from "../../ui/section.tsx";
import { DeleteOrg } from "./delete-org.tsx";
import { ExportOrg } from "./export-org.tsx";
import { TransferOrg } from "./transfer-org.tsx";

const route = getRouteApi("/signed-in/orgs/$orgId/settings/danger-zone");

/** What an owner can do with an organization as a whole. */
export function DangerZonePage() {
  const { orgId } = route.useParams();
  const org = useOrg(orgId);
  if (!isAtLeast(org, "owner")) {
    return (
      <Page title="Danger zone">
        <p className="text-sm">An owner exports, hands over and deletes the organization here. You are {org.role}.</p>
      </Page>
    );
  }
  return (
    <Page title="Danger zone">
      <Section title="Export it">
        <ExportOrg org={org} />
      </Section>
      <Section title="Hand it over">
        <TransferOrg org={org} />
      </Section>
      <Section title={org.deleteAfter ? "Restore it" : "Delete it"}>
        <DeleteOrg org={org} />
      </Section>
    </Page>
  );
}
