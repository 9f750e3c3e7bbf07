import type { SystemPerson } from "@gaffer/client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { PagedList } from "../../../components/paged-list.tsx";
import { controlStyle } from "../../../ui/control-style.ts";
import { Page } from "../../../ui/page.tsx";
import { RelativeTime } from "../../../ui/relative-time.tsx";
import { type SystemPersonFilters, systemPeopleQuery } from "../queries/system-people.ts";
import { words } from "../words.tsx";

const route = getRouteApi("/signed-in/system/people");

/** Lists all users of the installation. The URL holds the filters. */
export function Component() {
  const filters = route.useSearch();
  const list = useInfiniteQuery(systemPeopleQuery(filters));
  return (
    <Page title={words.people}>
      <FilterBar filters={filters} />
      <PagedList
        label={words.people}
        list={list}
        empty={<p className="py-8 text-center text-soft">{words.noPeopleMatch}</p>}
      >
        {(person) => <PersonRow key={person.id} person={person} />}
      </PagedList>
    </Page>
  );
}

function FilterBar({ filters }: { filters: SystemPersonFilters }) {
  const navigate = useNavigate();
  const set = (changed: Record<string, string>) => {
    const search = Object.fromEntries(Object.entries({ ...filters, ...changed }).filter(([, value]) => value));
    void navigate({ to: "/system/people", search, replace: true });
  };
  return (
    <search className="mb-4 flex flex-wrap items-end gap-3">
      <label className="flex min-w-0 grow flex-col gap-1 text-sm sm:max-w-sm">
        {words.nameAddressOrId}
        <input
          type="search"
          className={controlStyle}
          value={filters.q ?? ""}
          onChange={({ target }) => set({ q: target.value })}
        />
      </label>
      <label className="flex flex-col gap-1 text-sm">
        {words.show}
        <select
          className={controlStyle}
          value={filters.only ?? ""}
          onChange={({ target }) => set({ only: target.value })}
        >
          <option value="">{words.allUsers}</option>
          <option value="administrators">{words.administrators}</option>
        </select>
      </label>
    </search>
  );
}

function PersonRow({ person }: { person: SystemPerson }) {
  const { id, name, email, administrator, orgs, createdAt } = person;
  return (
    <li className="grid gap-x-4 gap-y-1 border-b border-line py-2 text-sm md:grid-cols-[minmax(0,3fr)_minmax(0,1fr)_minmax(0,1fr)]">
      <span className="min-w-0">
        <Link
          to="/system/people/$userId"
          params={{ userId: id }}
          className="block truncate font-medium underline-offset-2 hover:underline"
        >
          {name}
        </Link>
        <span className="block truncate text-xs text-soft">{email}</span>
      </span>
      <span>{administrator && words.administrator}</span>
      <span className="text-soft md:text-right">
        {words.orgCount(orgs)}
        <span className="block text-xs">
          <RelativeTime at={createdAt} />
        </span>
      </span>
    </li>
  );
}
