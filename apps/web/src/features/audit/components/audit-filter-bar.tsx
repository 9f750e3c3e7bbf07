import { useNavigate } from "@tanstack/react-router";
import { Button } from "../../../ui/button.tsx";
import { controlStyle } from "../../../ui/control-style.ts";
import { fromLocalTime, toLocalTime } from "../../../ui/local-time.ts";
import type { AuditFilters } from "../queries/audit-log.ts";
import { knownActions, words } from "../words.ts";

interface AuditFilterBarProps {
  orgId: string;
  filters: AuditFilters;
  names: ReadonlyMap<string, string>;
}

const labelStyle = "flex min-w-0 flex-col gap-1 text-sm sm:w-44";

/** Filters of the audit log. The URL holds the filters, so that a filtered log can be linked. */
export function AuditFilterBar({ orgId, filters, names }: AuditFilterBarProps) {
  const navigate = useNavigate();
  const { actor, action, targetId, createdFrom, createdBefore } = filters;
  const show = (search: AuditFilters) =>
    void navigate({ to: "/orgs/$orgId/settings/audit-log", params: { orgId }, search, replace: true });
  const set = (changed: Partial<Record<keyof AuditFilters, string>>) =>
    show(Object.fromEntries(Object.entries({ ...filters, ...changed }).filter(([, value]) => value)));
  return (
    <search className="mb-4 grid grid-cols-2 items-end gap-3 sm:flex sm:flex-wrap">
      <label className={labelStyle}>
        {words.by}
        <select className={controlStyle} value={actor ?? ""} onChange={({ target }) => set({ actor: target.value })}>
          <option value="">{words.anyone}</option>
          {[...withGiven(names, actor)].map(([known, name]) => (
            <option key={known} value={known}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label className={labelStyle}>
        {words.operation}
        <select className={controlStyle} value={action ?? ""} onChange={({ target }) => set({ action: target.value })}>
          <option value="">{words.any}</option>
          {[...new Set<string>([...knownActions, ...(action ? [action] : [])])].map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
      <label className={labelStyle}>
        {words.fromLabel}
        <input
          type="datetime-local"
          className={controlStyle}
          value={toLocalTime(createdFrom)}
          onChange={({ target }) => set({ createdFrom: fromLocalTime(target.value) })}
        />
      </label>
      <label className={labelStyle}>
        {words.before}
        <input
          type="datetime-local"
          className={controlStyle}
          value={toLocalTime(createdBefore)}
          onChange={({ target }) => set({ createdBefore: fromLocalTime(target.value) })}
        />
      </label>
      {targetId && <Button onClick={() => set({ targetId: "" })}>{words.targetFilter(targetId.slice(0, 13))}</Button>}
      {Object.keys(filters).length > 0 && (
        <Button variant="ghost" onClick={() => show({})}>
          {words.clearFilters}
        </Button>
      )}
    </search>
  );
}

/** Adds the actor of the filter to the actors that can be chosen: this actor may have left the organization. */
function withGiven(names: ReadonlyMap<string, string>, actor: string | undefined): ReadonlyMap<string, string> {
  return actor === undefined || names.has(actor) ? names : new Map([...names, [actor, actor]]);
}
