import { useInfiniteQuery } from "@tanstack/react-query";
import { queryClient } from "../../../api/client.ts";
import { PagedList } from "../../../components/paged-list.tsx";
import { Page } from "../../../ui/page.tsx";
import { RelativeTime } from "../../../ui/relative-time.tsx";
import { systemAuditQuery } from "../queries/system.ts";
import { words } from "../words.tsx";

export const loader = () => queryClient.ensureInfiniteQueryData(systemAuditQuery);

/** Shows the audit log of the installation. */
export function Component() {
  const list = useInfiniteQuery(systemAuditQuery);
  return (
    <Page title={words.auditLog}>
      <p className="mb-4 text-sm text-soft">{words.auditLogHint}</p>
      <PagedList
        label={words.events}
        list={list}
        empty={<p className="py-8 text-center text-soft">{words.changesWillAppearHere}</p>}
      >
        {({ id, createdAt, actor, action, target, address }) => (
          <li
            key={id}
            className="grid gap-x-4 border-b border-line py-2 text-sm md:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_8rem]"
          >
            <span className="min-w-0">
              <span className="block font-medium">{action}</span>
              <span className="block truncate text-xs text-soft" title={target.id}>
                {target.type} {target.id}
              </span>
            </span>
            <span className="min-w-0">
              <span className="block truncate" title={actor}>
                {actor}
              </span>
              <span className="block truncate text-xs text-soft">{address}</span>
            </span>
            <span className="text-soft md:text-right">
              <RelativeTime at={createdAt} />
            </span>
          </li>
        )}
      </PagedList>
    </Page>
  );
}
