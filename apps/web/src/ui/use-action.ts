import { useState } from "react";
import { type Said, say, sayProblem } from "./say.ts";

/** Runs one action at a time, and shows a toast with its result or problem. */
export function useAction() {
  const [busy, setBusy] = useState(false);

  /** @param done what is said then, or how to say it of the result; absent: the page shows it */
  async function run<Result>(act: () => Promise<Result>, done?: Said | ((result: Result) => Said)): Promise<void> {
    setBusy(true);
    try {
      const result = await act();
      if (done) say(typeof done === "function" ? done(result) : done);
    } catch (error) {
      sayProblem(error);
    } finally {
      setBusy(false);
    }
  }
  return { busy, run };
}
