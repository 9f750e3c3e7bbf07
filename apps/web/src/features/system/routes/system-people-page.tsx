import type { SystemPerson } from "@gaffer/client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { PagedList } from "../../../components/paged-list.tsx";
import { Page } from "../../../ui/page.tsx";
import { RelativeTime } from "../../../ui/relative-time.tsx";
import { SearchBar } from "../components/search-bar.tsx";
import { systemPeopleQuery } from "../queries/system-people.ts";
import { words } from "../words.tsx";

const route = getRouteApi("/signed-in/system/people");

/** Lists all users of the installation. The URL holds the filters. */
export function Component() {
  const filters = route.useSearch();
  const navigate = useNavigate();
  const list = useInfiniteQuery(systemPeopleQuery(filters));
  return (
    <Page title={words.people}>
      <SearchBar
        filters={filters}
        label={words.nameAddressOrId}
        choice={{
          name: "only",
          value: filters.only,
          label: words.show,
          options: { "": words.allUsers, administrators: words.administrators },
        }}
        onChange={(search) => void navigate({ to: "/system/people", search, replace: true })}
      />
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
