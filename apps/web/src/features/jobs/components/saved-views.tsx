import { Link } from "@tanstack/react-router";
import { X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { toastProblem } from "../../../components/toast-problem.ts";
import { Button } from "../../../ui/button.tsx";
import { controlStyle } from "../../../ui/control-style.ts";
import { toast } from "../../../ui/toast.ts";
import type { JobFilters } from "../queries/job-filters.ts";
import { isSameView, removeView, type SavedView, saveView, useSavedViews } from "../queries/saved-views.ts";
import { words } from "../words.tsx";

interface SavedViewsProps {
  orgId: string;
  filters: JobFilters;
}

/** Saved views as links to the list with their filters, and a form that saves the current filters. */
export function SavedViews({ orgId, filters }: SavedViewsProps) {
  const views = useSavedViews(orgId);
  const [isNaming, setNaming] = useState(false);
  const isNew = Object.keys(filters).length > 0 && !views.some((view) => isSameView(view.filters, filters));
  if (views.length === 0 && !isNew) return null;

  function save(name: string) {
    try {
      saveView(orgId, { name, filters });
      setNaming(false);
    } catch (error) {
      toastProblem(error);
    }
  }

  function remove(view: SavedView) {
    removeView(orgId, view.name);
    toast({ title: words.viewDeleted(view.name), undo: () => saveView(orgId, view) });
  }

  return (
    <div className="flex flex-wrap items-center gap-2 text-sm">
      {views.length > 0 && (
        <>
          <span className="text-soft">{words.savedViewsHint}</span>
          <ul aria-label={words.savedViews} className="contents">
            {views.map((view) => (
              <ViewChip key={view.name} orgId={orgId} view={view} onRemove={() => remove(view)} />
            ))}
          </ul>
        </>
      )}
      {isNew && !isNaming && (
        <Button variant="ghost" onClick={() => setNaming(true)}>
          {words.saveViewButton}
        </Button>
      )}
      {isNew && isNaming && <NameForm onSave={save} onCancel={() => setNaming(false)} />}
    </div>
  );
}

interface ViewChipProps {
  orgId: string;
  view: SavedView;
  onRemove: () => void;
}

function ViewChip({ orgId, view: { name, filters: own }, onRemove }: ViewChipProps) {
  return (
    <li className="flex max-w-full items-center rounded-md border border-line has-aria-[current=page]:border-accent has-aria-[current=page]:bg-accent-soft">
      <Link
        to="/orgs/$orgId/jobs"
        params={{ orgId }}
        search={own}
        activeOptions={{ exact: true }}
        className="min-w-0 truncate rounded-md py-1.5 pl-3 font-medium"
      >
        {name}
      </Link>
      <button
        type="button"
        aria-label={words.deleteViewNamed(name)}
        title={words.deleteView}
        className="flex size-8 shrink-0 items-center justify-center rounded-md text-soft hover:bg-hover hover:text-ink"
        onClick={onRemove}
      >
        <X aria-hidden className="size-3.5" />
      </button>
    </li>
  );
}

function NameForm({ onSave, onCancel }: { onSave: (name: string) => void; onCancel: () => void }) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  return (
    <form
      className="flex flex-wrap items-center gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        const name = String(new FormData(event.currentTarget).get("name")).trim();
        if (name) onSave(name);
      }}
    >
      <span className="w-56">
        <input
          ref={input}
          name="name"
          aria-label={words.viewName}
          placeholder={words.viewName}
          maxLength={60}
          autoComplete="off"
          className={controlStyle}
          onKeyDown={({ key }) => key === "Escape" && onCancel()}
        />
      </span>
      <Button type="submit">{words.saveView}</Button>
      <Button variant="ghost" onClick={onCancel}>
        {words.cancel}
      </Button>
      <span className="text-soft">{words.viewIsLocal}</span>
    </form>
  );
}
