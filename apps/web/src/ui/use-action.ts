import { useState } from "react";
import { type Said, say, sayProblem } from "./say.ts";

/** Does one thing at a time, and says that it is done, or why not. */
export function useAction() {
  const [busy, setBusy] = useState(false);

  /** @param done what is said then; absent: the page shows it */
  async function run(act: () => Promise<unknown>, done?: Said): Promise<void> {
    setBusy(true);
    try {
      await act();
      if (done) say(done);
    } catch (error) {
      sayProblem(error);
    } finally {
      setBusy(false);
    }
  }
  return { busy, run };
}
