import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { PagedList } from "../../../components/paged-list.tsx";
import { Page } from "../../../ui/page.tsx";
import { SearchBar } from "../components/search-bar.tsx";
import { SystemOrgRow } from "../components/system-org-row.tsx";
import { systemOrgsQuery } from "../queries/system-orgs.ts";
import { words } from "../words.tsx";

const route = getRouteApi("/signed-in/system/orgs");

/** Lists all organizations of the installation. The URL holds the filters. */
export function Component() {
  const filters = route.useSearch();
  const navigate = useNavigate();
  const list = useInfiniteQuery(systemOrgsQuery(filters));
  return (
    <Page title={words.organizations}>
      <SearchBar
        filters={filters}
        label={words.nameOrId}
        choice={{
          name: "state",
          value: filters.state,
          label: words.state,
          options: { "": words.any, suspended: words.suspended, deletionScheduled: words.deletionScheduled },
        }}
        onChange={(search) => void navigate({ to: "/system/orgs", search, replace: true })}
      />
      <PagedList
        label={words.organizations}
        list={list}
        empty={<p className="py-8 text-center text-soft">{words.noOrgsMatch}</p>}
      >
        {(org) => <SystemOrgRow key={org.id} org={org} />}
      </PagedList>
    </Page>
  );
}
