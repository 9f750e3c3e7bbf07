import type { JobSummary } from "@gaffer/client";
import { type RefObject, useEffect, useRef } from "react";
import { toastProblem } from "../../../components/toast-problem.ts";
import { toast } from "../../../ui/toast.ts";
import { retryJob } from "../queries/change-jobs.ts";
import { mayRetry } from "../queries/jobs.ts";
import { words } from "../words.tsx";
import type { Selection } from "./use-selection.ts";

interface ListKeysOptions {
  orgId: string;
  jobs: readonly JobSummary[];
  selection: Selection;
  mayWrite: boolean;
  element: RefObject<HTMLElement | null>;
  scrollTo: (index: number) => void;
}

/**
 * Handles the keys of the list: `j` goes to the next job, `k` goes to the previous job, Enter opens the job, `x`
 * selects it, `r` retries it, `/` focuses the filters.
 */
export function useListKeys(options: ListKeysOptions): void {
  const latest = useRef(options);
  latest.current = options;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return;
      if (press(event.key, latest.current)) event.preventDefault();
    };
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, []);
}

/** Handles a pressed key. Returns whether the list uses this key. */
function press(key: string, options: ListKeysOptions): boolean {
  const { jobs, selection, mayWrite, element } = options;
  const current = Number(element.current?.querySelector<HTMLElement>("[data-row]:focus")?.dataset.row ?? -1);
  const job = jobs[current];
  switch (key) {
    case "j":
      return focusRow(options, Math.min(current + 1, jobs.length - 1));
    case "k":
      return focusRow(options, Math.max(current - 1, 0));
    case "x":
      if (job && mayWrite) selection.toggle(job);
      return true;
    case "r":
      if (job && mayWrite && mayRetry(job)) void retry(options.orgId, job);
      return true;
    case "/":
      document.getElementById("job-type-filter")?.focus();
      return true;
    default:
      return false;
  }
}

function focusRow({ element, scrollTo }: ListKeysOptions, index: number): true {
  const find = () => element.current?.querySelector<HTMLElement>(`[data-row="${index}"]`);
  const row = find();
  if (row) {
    row.focus();
    return true;
  }
  scrollTo(index);
  // Moves the focus two frames later, because the row exists only after the list has rendered at its new position.
  requestAnimationFrame(() => requestAnimationFrame(() => find()?.focus()));
  return true;
}

async function retry(orgId: string, { id, type }: JobSummary): Promise<void> {
  try {
    await retryJob(orgId, id);
    toast({ title: words.typeRetried(type) });
  } catch (error) {
    toastProblem(error);
  }
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(input|select|textarea)$/i.test(target.tagName)) &&
    !isCheckbox(target)
  );
}

function isCheckbox(target: HTMLElement): boolean {
  return target instanceof HTMLInputElement && target.type === "checkbox";
}
