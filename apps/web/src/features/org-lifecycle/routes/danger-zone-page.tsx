import { getRouteApi } from "@tanstack/react-router";
import { Page } from "../../../ui/page.tsx";
import { Section } from "../../../ui/section.tsx";
import { isAtLeast, useOrg, withArticle } from "../../orgs/index.ts";
import { DeleteOrg } from "../components/delete-org.tsx";
import { ExportOrg } from "../components/export-org.tsx";
import { TransferOrg } from "../components/transfer-org.tsx";

const route = getRouteApi("/signed-in/orgs/$orgId/settings/danger-zone");

/** What an owner can do with an organization as a whole. */
export function Component() {
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
