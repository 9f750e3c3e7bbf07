import { toProblem } from "../api/problem.ts";
import { toast } from "../ui/toast.ts";

/** Shows a toast with the API's problem. */
export function toastProblem(error: unknown): void {
  const { title, detail } = toProblem(error);
  toast({ title, description: detail, isProblem: true });
}
