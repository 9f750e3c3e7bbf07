/** Says things in a corner of the page. What shows them is loaded with the first. */
import { toProblem } from "../data/problem.ts";

export interface Said {
  title: string;
  description?: string;
  /** A way back, for as long as it is shown. */
  undo?: () => void;
  /** Something didn't work. */
  isProblem?: boolean;
}

/** Says that something is done. */
export function say(said: Said): void {
  void import("./toasts.tsx").then(({ showToast }) => showToast(said));
}

/** Says why something didn't work, in the words of the API. */
export function sayProblem(error: unknown): void {
  const { title, detail } = toProblem(error);
  say({ title, description: detail, isProblem: true });
}
