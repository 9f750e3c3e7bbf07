import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { PagedList } from "../../../components/paged-list.tsx";
import { Page } from "../../../ui/page.tsx";
import { useActorNames } from "../../orgs/index.ts";
import { AuditEntry } from "../components/audit-entry.tsx";
import { AuditFilterBar } from "../components/audit-filter-bar.tsx";
import { auditLogQuery } from "../queries/audit-log.ts";

const route = getRouteApi("/signed-in/orgs/$orgId/settings/audit-log");

export function Component() {
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
