import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useActorNames } from "../../data/actors.ts";
import { auditLogQuery } from "../../data/audit-log.ts";
import { Page } from "../../ui/page.tsx";
import { PagedList } from "../../ui/paged-list.tsx";
import { AuditEntry } from "./audit-entry.tsx";
import { AuditFilterBar } from "./audit-filter-bar.tsx";

const route = getRouteApi("/signed-in/orgs/$orgId/settings/audit-log");

export function AuditLogPage() {
  const { orgId } = route.useParams();
  const filters = route.useSearch();
  const list = useInfiniteQuery(auditLogQuery(orgId, filters));
  const names = useActorNames(orgId);
  return (
    <Page title="Audit log">
      <p className="mb-4 text-sm text-soft">
        Changes made by users and API keys. Jobs and schedule runs have their own history.
      </p>
      <AuditFilterBar orgId={orgId} filters={filters} names={names} />
      <PagedList
        label="Changes"
        list={list}
        empty={<p className="py-8 text-center text-soft">No changes match these filters.</p>}
      >
        {(event) => <AuditEntry key={event.id} orgId={orgId} event={event} names={names} />}
      </PagedList>
    </Page>
  );
}
