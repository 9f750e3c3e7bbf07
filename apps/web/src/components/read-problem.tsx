import { isOutage } from "../api/connection.ts";
import { toProblem } from "../api/problem.ts";
import { ProblemNotice } from "./problem-notice.tsx";

interface ReadProblemProps {
  /** The query whose error is shown. */
  query: { error: unknown; data: unknown; refetch: () => Promise<unknown> };
}

/** Shows why a query failed, with a "Try again" button. Renders nothing if the query succeeded. */
export function ReadProblem({ query: { error, data, refetch } }: ReadProblemProps) {
  // During an outage the page still shows earlier data, and the frame around the page shows the age of that data.
  if (!error || (data !== undefined && isOutage(error))) return null;
  return <ProblemNotice problem={toProblem(error)} onRetry={() => void refetch()} />;
}
