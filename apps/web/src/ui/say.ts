/** Shows toasts. Their code is loaded with the first one. */
import { toProblem } from "../data/problem.ts";

export interface Said {
  title: string;
  description?: string;
  /** Undoes the action, while the toast is shown. */
  undo?: () => void;
  /** The toast reports an error. */
  isProblem?: boolean;
}

/** Shows a toast. */
export function say(said: Said): void {
  void import("./toasts.tsx").then(({ showToast }) => showToast(said));
}

/** Shows a toast with the API's problem. */
export function sayProblem(error: unknown): void {
  const { title, detail } = toProblem(error);
  say({ title, description: detail, isProblem: true });
}
