import { useState } from "react";
import { toast } from "../ui/toast.ts";
import type { ToastContent } from "../ui/toasts.tsx";
import { toastProblem } from "./toast-problem.ts";

/** Hook that runs one action at a time, and shows a toast with its result or problem. */
export function useAction() {
  const [busy, setBusy] = useState(false);

  /** @param done the toast after success, or a function of the result; absent: the page itself shows the result */
  async function run<Result>(
    act: () => Promise<Result>,
    done?: ToastContent | ((result: Result) => ToastContent),
  ): Promise<void> {
    setBusy(true);
    try {
      const result = await act();
      if (done) toast(typeof done === "function" ? done(result) : done);
    } catch (error) {
      toastProblem(error);
    } finally {
      setBusy(false);
    }
  }
  return { busy, run };
}
