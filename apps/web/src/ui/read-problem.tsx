import { isOutage } from "../data/connection.ts";
import { toProblem } from "../data/problem.ts";
import { ProblemNotice } from "./problem-notice.tsx";

interface ReadProblemProps {
  /** What was read: a query. */
  of: { error: unknown; data: unknown; refetch: () => Promise<unknown> };
}

/** Why something couldn't be read, with a way to try again; nothing while it could. */
export function ReadProblem({ of: { error, data, refetch } }: ReadProblemProps) {
  // What was read before is still shown: the frame says that it is stale, and of when.
  if (!error || (data !== undefined && isOutage(error))) return null;
  return <ProblemNotice problem={toProblem(error)} onRetry={() => void refetch()} />;
}
