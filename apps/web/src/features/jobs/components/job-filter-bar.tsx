import type { JobStatus } from "@gaffer/client";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Button } from "../../../ui/button.tsx";
import { controlStyle } from "../../../ui/control-style.ts";
import { fromLocalTime, toLocalTime } from "../../../ui/local-time.ts";
import type { JobFilters } from "../queries/job-filters.ts";
import { jobStatsQuery } from "../queries/jobs.ts";
import { words } from "../words.tsx";
import { statusStyles } from "./job-status.tsx";
import { SavedViews } from "./saved-views.tsx";

interface JobFilterBarProps {
  orgId: string;
  filters: JobFilters;
  types: readonly string[];
}

type SetFilters = (changed: Partial<Record<keyof JobFilters, string>>) => void;

/**
 * Filters of the list of jobs. The URL holds the filters, so that a filtered list can be linked. The `/` key moves the
 * focus to the filters.
 */
export function JobFilterBar({ orgId, filters, types }: JobFilterBarProps) {
  const navigate = useNavigate();
  const show = (search: JobFilters) =>
    void navigate({ to: "/orgs/$orgId/jobs", params: { orgId }, search, replace: true });
  const set: SetFilters = (changed) => show(withoutEmpty({ ...filters, ...changed }));
  const { scheduleId, type } = filters;
  return (
    <search className="mb-4 flex flex-col gap-3">
      <StatusTabs orgId={orgId} filters={filters} />
      <div className="flex flex-wrap items-end gap-3">
        <label className="flex min-w-40 flex-col gap-1 text-sm">
          {words.type}
          <select
            id="job-type-filter"
            className={controlStyle}
            value={type ?? ""}
            onChange={({ target }) => set({ type: target.value })}
          >
            <option value="">{words.any}</option>
            {types.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
        <MoreFilters filters={filters} set={set} />
        {scheduleId && <Button onClick={() => set({ scheduleId: "" })}>{words.oneScheduleFilter}</Button>}
        {Object.keys(filters).length > 0 && (
          <Button variant="ghost" onClick={() => show({})}>
            {words.clearFilters}
          </Button>
        )}
      </div>
      <SavedViews orgId={orgId} filters={filters} />
    </search>
  );
}

function MoreFilters({ filters, set }: { filters: JobFilters; set: SetFilters }) {
  const { createdBy, tag, metadata, createdFrom, createdBefore } = filters;
  return (
    <details
      open={Boolean(createdBy ?? tag ?? metadata ?? createdFrom ?? createdBefore)}
      className="min-h-9 text-sm open:w-full"
    >
      <summary className="cursor-pointer py-1.5">{words.moreFilters}</summary>
      <div className="flex flex-wrap items-end gap-3">
        <TextFilter
          label={words.createdBy}
          value={createdBy}
          placeholder="key:…, user:…"
          onChange={(value) => set({ createdBy: value })}
        />
        <TextFilter label={words.tag} value={tag} onChange={(value) => set({ tag: value })} />
        <TextFilter
          label={words.metadata}
          value={metadata}
          placeholder="customer:4711"
          onChange={(value) => set({ metadata: value })}
        />
        <TimeFilter label={words.createdFrom} value={createdFrom} onChange={(value) => set({ createdFrom: value })} />
        <TimeFilter
          label={words.createdBefore}
          value={createdBefore}
          onChange={(value) => set({ createdBefore: value })}
        />
      </div>
    </details>
  );
}

function StatusTabs({ orgId, filters }: Pick<JobFilterBarProps, "orgId" | "filters">) {
  const stats = useQuery(jobStatsQuery(orgId, filters)).data;
  const counts = stats?.byStatus;
  const all = counts && Object.values(counts).reduce((sum, count) => sum + count, 0);
  const tabs: { status?: JobStatus; label: string; count: number | undefined }[] = [
    { label: words.all, count: all },
    ...Object.entries(statusStyles).map(([status, { label }]) => ({
      status: status as JobStatus,
      label,
      count: counts?.[status as JobStatus],
    })),
  ];
  return (
    <nav aria-label={words.status} className="flex gap-1 overflow-x-auto">
      {tabs.map(({ status, label, count }) => (
        <Link
          key={label}
          to="/orgs/$orgId/jobs"
          params={{ orgId }}
          search={({ status: _, ...rest }) => ({ ...(rest as JobFilters), ...(status && { status }) })}
          // The link compares all filters with the URL, so that "All" isn't active while a status is chosen.
          activeOptions={{ exact: true }}
          className="rounded-md px-3 py-1.5 text-sm whitespace-nowrap text-soft hover:bg-hover aria-[current=page]:bg-accent-soft aria-[current=page]:font-medium aria-[current=page]:text-ink"
        >
          {label} {count !== undefined && <span className="tabular-nums">{words.countOf(count, stats?.more)}</span>}
        </Link>
      ))}
    </nav>
  );
}

interface TextFilterProps {
  label: string;
  value: string | undefined;
  placeholder?: string;
  onChange: (value: string) => void;
}

/** A filter that applies when the user leaves its field or presses Enter. */
function TextFilter({ label, value, placeholder, onChange }: TextFilterProps) {
  return (
    <label className="flex min-w-40 flex-col gap-1 text-sm">
      {label}
      <input
        key={value}
        className={controlStyle}
        defaultValue={value}
        placeholder={placeholder}
        onBlur={({ target }) => onChange(target.value.trim())}
        onKeyDown={({ key, currentTarget }) => key === "Enter" && currentTarget.blur()}
      />
    </label>
  );
}

interface TimeFilterProps {
  label: string;
  value: string | undefined;
  onChange: (value: string) => void;
}

function TimeFilter({ label, value, onChange }: TimeFilterProps) {
  return (
    <label className="flex flex-col gap-1 text-sm">
      {label}
      <input
        type="datetime-local"
        className={controlStyle}
        value={toLocalTime(value)}
        onChange={({ target }) => onChange(fromLocalTime(target.value))}
      />
    </label>
  );
}

function withoutEmpty(filters: Partial<Record<keyof JobFilters, string>>): JobFilters {
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value));
}
