import { Link } from "@tanstack/react-router";
import { queryClient } from "../../../api/client.ts";
import { ButtonLink } from "../../../ui/button.tsx";
import { Page } from "../../../ui/page.tsx";
import { orgsQuery, useOrgs } from "../queries/orgs.ts";
import { words } from "../words.tsx";

export const loader = () => queryClient.ensureInfiniteQueryData(orgsQuery);

/** Lists the user's organizations. */
export function Component() {
  const orgs = useOrgs();
  return (
    <div className="max-w-lg">
      <Page
        title={words.yourOrgs}
        actions={
          <ButtonLink to="/orgs/new" variant="primary">
            {words.newOrg}
          </ButtonLink>
        }
      >
        {orgs.length === 0 && <p>{words.noOrgs}</p>}
        <ul className="flex flex-col gap-2">
          {orgs.map(({ id, name, role }) => (
            <li key={id}>
              <Link
                to="/orgs/$orgId"
                params={{ orgId: id }}
                className="flex items-center justify-between gap-4 rounded-md border border-line p-3 hover:bg-hover"
              >
                <span className="min-w-0 truncate font-medium">{name}</span>
                <span className="text-sm text-soft">{role}</span>
              </Link>
            </li>
          ))}
        </ul>
      </Page>
    </div>
  );
}
