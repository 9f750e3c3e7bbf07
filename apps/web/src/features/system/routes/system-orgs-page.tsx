import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { PagedList } from "../../../components/paged-list.tsx";
import { controlStyle } from "../../../ui/control-style.ts";
import { Page } from "../../../ui/page.tsx";
import { SystemOrgRow } from "../components/system-org-row.tsx";
import { type SystemOrgFilters, systemOrgsQuery } from "../queries/system-orgs.ts";
import { words } from "../words.tsx";

const route = getRouteApi("/signed-in/system/orgs");

/** Lists all organizations of the installation. The URL holds the filters. */
export function Component() {
  const filters = route.useSearch();
  const list = useInfiniteQuery(systemOrgsQuery(filters));
  return (
    <Page title={words.organizations}>
      <FilterBar filters={filters} />
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

function FilterBar({ filters }: { filters: SystemOrgFilters }) {
  const navigate = useNavigate();
  const set = (changed: Record<string, string>) => {
    const search = Object.fromEntries(Object.entries({ ...filters, ...changed }).filter(([, value]) => value));
    void navigate({ to: "/system/orgs", search, replace: true });
  };
  return (
    <search className="mb-4 flex flex-wrap items-end gap-3">
      <label className="flex min-w-0 grow flex-col gap-1 text-sm sm:max-w-sm">
        {words.nameOrId}
        <input
          type="search"
          className={controlStyle}
          value={filters.q ?? ""}
          onChange={({ target }) => set({ q: target.value })}
        />
      </label>
      <label className="flex flex-col gap-1 text-sm">
        {words.state}
        <select
          className={controlStyle}
          value={filters.state ?? ""}
          onChange={({ target }) => set({ state: target.value })}
        >
          <option value="">{words.any}</option>
          <option value="suspended">{words.suspended}</option>
          <option value="deletionScheduled">{words.deletionScheduled}</option>
        </select>
      </label>
    </search>
  );
}
