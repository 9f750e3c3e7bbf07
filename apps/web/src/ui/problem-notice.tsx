import { TriangleAlert } from "lucide-react";
import type { ShownProblem } from "../data/problem.ts";

/** A refusal as the API words it. `requestId` finds it in the server's log. */
export function ProblemNotice({ problem }: { problem: ShownProblem }) {
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
                <code>{pointer}</code> {message}
              </li>
            ))}
          </ul>
        )}
        {requestId && <p className="mt-1 text-xs">Request {requestId}</p>}
      </div>
    </div>
  );
}
