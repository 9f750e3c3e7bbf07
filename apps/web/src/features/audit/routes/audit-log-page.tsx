import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { PagedList } from "../../../components/paged-list.tsx";
import { Page } from "../../../ui/page.tsx";
import { useActorNames } from "../../orgs/index.ts";
import { AuditEntry } from "../components/audit-entry.tsx";
import { AuditFilterBar } from "../components/audit-filter-bar.tsx";
import { auditLogQuery } from "../queries/audit-log.ts";
import { words } from "../words.ts";

const route = getRouteApi("/signed-in/orgs/$orgId/settings/audit-log");

export function Component() {
  const { orgId } = route.useParams();
  const filters = route.useSearch();
  const list = useInfiniteQuery(auditLogQuery(orgId, filters));
  const names = useActorNames(orgId);
  return (
    <Page title={words.auditLog}>
      <p className="mb-4 text-sm text-soft">{words.auditLogHint}</p>
      <AuditFilterBar orgId={orgId} filters={filters} names={names} />
      <PagedList
        label={words.changes}
        list={list}
        empty={<p className="py-8 text-center text-soft">{words.noChangesMatchTheseFilters}</p>}
      >
        {(event) => <AuditEntry key={event.id} orgId={orgId} event={event} names={names} />}
      </PagedList>
    </Page>
  );
}
