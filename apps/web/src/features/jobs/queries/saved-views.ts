/** Named filters of the list of jobs, kept in this browser for each organization. */
import { useMemo, useSyncExternalStore } from "react";
import type { JobFilters } from "./job-filters.ts";

export interface SavedView {
  /** Name of the view, unique in the organization. */
  name: string;
  filters: JobFilters;
}

const keyOf = (orgId: string) => `gaffer.views.${orgId}`;
const listeners = new Set<() => void>();

export function useSavedViews(orgId: string): readonly SavedView[] {
  const text = useSyncExternalStore(subscribe, () => localStorage.getItem(keyOf(orgId)));
  return useMemo(() => parse(text), [text]);
}

/** Saves a view. Replaces a view with the same name. */
export function saveView(orgId: string, view: SavedView): void {
  write(orgId, [...withoutView(orgId, view.name), view]);
}

export function removeView(orgId: string, name: string): void {
  write(orgId, withoutView(orgId, name));
}

export function isSameView(one: JobFilters, other: JobFilters): boolean {
  const sorted = (filters: JobFilters) => JSON.stringify(Object.entries(filters).sort());
  return sorted(one) === sorted(other);
}

const withoutView = (orgId: string, name: string) =>
  parse(localStorage.getItem(keyOf(orgId))).filter((view) => view.name !== name);

function write(orgId: string, views: readonly SavedView[]): void {
  localStorage.setItem(
    keyOf(orgId),
    JSON.stringify(views.toSorted((one, other) => one.name.localeCompare(other.name))),
  );
  for (const listener of listeners) listener();
}

/**
 * Calls the listener when the saved views change, including changes in another window of the browser. Returns a
 * function that unsubscribes.
 */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    removeEventListener("storage", listener);
  };
}

/** Parses stored views. Ignores values that aren't views. */
function parse(text: string | null): SavedView[] {
  try {
    const views: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(views) ? views.filter(isView) : [];
  } catch {
    return [];
  }
}

function isView(value: Partial<SavedView> | null): value is SavedView {
  return typeof value?.name === "string" && typeof value.filters === "object" && value.filters !== null;
}
