import type { OrgUsage } from "@gaffer/client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { PagedList } from "../../../components/paged-list.tsx";
import { controlStyle } from "../../../ui/control-style.ts";
import { formatBytes } from "../../../ui/format-bytes.ts";
import { Page } from "../../../ui/page.tsx";
import { OrgLink } from "../components/org-link.tsx";
import { orgUsageQuery } from "../queries/system-usage.ts";
import { words } from "../words.tsx";

const route = getRouteApi("/signed-in/system/usage");

/** Lists the jobs and files that each organization created in a month. The URL holds the month. */
export function Component() {
  const { month } = route.useSearch();
  const navigate = useNavigate();
  const list = useInfiniteQuery(orgUsageQuery(month));
  return (
    <Page title={words.usage}>
      <p className="mb-4 text-sm text-soft">{words.usageHint}</p>
      <search className="mb-4 flex">
        <label className="flex flex-col gap-1 text-sm">
          {words.month}
          <input
            type="month"
            className={controlStyle}
            value={month ?? new Date().toISOString().slice(0, 7)}
            onChange={({ target }) =>
              void navigate({ to: "/system/usage", search: target.value ? { month: target.value } : {}, replace: true })
            }
          />
        </label>
      </search>
      <PagedList
        label={words.usage}
        list={list}
        empty={<p className="py-8 text-center text-soft">{words.noOrganizations}</p>}
      >
        {(usage) => <UsageRow key={usage.orgId} usage={usage} />}
      </PagedList>
    </Page>
  );
}

function UsageRow({ usage }: { usage: OrgUsage }) {
  const { orgId, orgName, plan, jobs, jobsByStatus, files, fileBytes } = usage;
  return (
    <li className="grid gap-x-4 gap-y-1 border-b border-line py-2 text-sm md:grid-cols-[minmax(0,2fr)_minmax(0,1fr)_minmax(0,2fr)_minmax(0,1fr)]">
      <OrgLink id={orgId} name={orgName} />
      <span className="min-w-0 truncate">{plan}</span>
      <span className="tabular-nums">{words.jobsCreated(jobs, jobsByStatus.failed)}</span>
      <span className="text-soft tabular-nums md:text-right">{words.filesCreated(files, formatBytes(fileBytes))}</span>
    </li>
  );
}
