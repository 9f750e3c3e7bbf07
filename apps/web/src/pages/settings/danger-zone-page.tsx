import { getRouteApi } from "@tanstack/react-router";
import { isAtLeast, useOrg } from "../../data/orgs.ts";
import { Page } from "../../ui/page.tsx";
import { Section } from "../../ui/section.tsx";
import { DeleteOrg } from "./delete-org.tsx";
import { ExportOrg } from "./export-org.tsx";
import { withArticle } from "./role-texts.ts";
import { TransferOrg } from "./transfer-org.tsx";

const route = getRouteApi("/signed-in/orgs/$orgId/settings/danger-zone");

/** What an owner can do with an organization as a whole. */
export function DangerZonePage() {
  const { orgId } = route.useParams();
  const org = useOrg(orgId);
  if (!isAtLeast(org, "owner")) {
    return (
      <Page title="Danger zone">
        <p className="text-sm">
          Only an owner can export, transfer or delete the organization.{" "}
          {org.role && `You are ${withArticle(org.role)}.`}
        </p>
      </Page>
    );
  }
  return (
    <Page title="Danger zone">
      <Section title="Export data">
        <ExportOrg org={org} />
      </Section>
      <Section title="Transfer ownership">
        <TransferOrg org={org} />
      </Section>
      <Section title={org.deleteAfter ? "Restore organization" : "Delete organization"}>
        <DeleteOrg org={org} />
      </Section>
    </Page>
  );
}
