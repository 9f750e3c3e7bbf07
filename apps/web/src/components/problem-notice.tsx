import { TriangleAlert } from "lucide-react";
import type { ShownProblem } from "../api/problem.ts";
import { Button } from "../ui/button.tsx";
import { fieldPath } from "./field-path.ts";

interface ProblemNoticeProps {
  problem: ShownProblem;
  /** Repeats the failed request. Absent if another element repeats the request, such as the form's submit button. */
  onRetry?: (() => void) | undefined;
}

/** Shows a problem. Its `requestId` identifies the request in the server's log. */
export function ProblemNotice({ problem, onRetry }: ProblemNoticeProps) {
  const { title, detail, errors = [], requestId } = problem;
  return (
    <div role="alert" className="flex gap-3 rounded-md border border-bad bg-bad-soft p-3 text-sm">
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-bad" />
      <div className="min-w-0">
        <p className="font-medium text-bad">{title}</p>
        <p className="break-words">{detail}</p>
        {errors.length > 1 && (
          <ul className="list-disc pl-4">
            {errors.map(({ in: place, pointer, message }) => (
              <li key={`${place}${pointer}${message}`}>
                <strong className="font-medium">{fieldPath(pointer)}</strong> {message}
              </li>
            ))}
          </ul>
        )}
        {requestId && <p className="mt-1 text-xs">Request {requestId}</p>}
        {onRetry && (
          <Button className="mt-2" onClick={onRetry}>
            Try again
          </Button>
        )}
      </div>
    </div>
  );
}
