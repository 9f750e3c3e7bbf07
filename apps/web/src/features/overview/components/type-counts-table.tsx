import type { JobStats, JobStatus } from "@gaffer/client";
import { ScrollArea } from "../../../ui/scroll-area.tsx";
import { TextLink } from "../../../ui/text-link.tsx";
import { words } from "../words.tsx";

const columns = [
  ["pending", words.pending],
  ["processing", words.processing],
  ["completed", words.completed],
  ["failed", words.failed],
] as const satisfies readonly (readonly [JobStatus, string])[];

/** Returns the class of a status's column. The column of completed jobs is hidden on a phone. */
const narrow = (status: JobStatus) => (status === "completed" ? "max-sm:hidden" : "");

/** Number of jobs by type and status. */
export function TypeCountsTable({ orgId, stats: { byType } }: { orgId: string; stats: JobStats }) {
  return (
    <section aria-labelledby="by-type" className="min-w-0">
      <h2 id="by-type" className="mb-2 text-sm font-semibold">
        {words.byType}
      </h2>
      <ScrollArea label={words.jobsByType} className="border-t border-line">
        <table className="w-full text-sm">
          <thead>
            <tr className="border-b border-line text-left text-soft">
              <th className="py-2 pr-3 font-normal">{words.type}</th>
              {columns.map(([status, label]) => (
                <th key={status} className={`py-2 pl-3 text-right font-normal ${narrow(status)}`}>
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {byType.map(({ type, byStatus }) => (
              <tr key={type} className="border-b border-line">
                <th scope="row" className="py-2 pr-3 text-left font-medium whitespace-nowrap">
                  {type}
                </th>
                {columns.map(([status, label]) => (
                  <td key={status} className={`py-2 pl-3 text-right tabular-nums ${narrow(status)}`}>
                    {byStatus[status] === 0 ? (
                      <span className="text-soft">0</span>
                    ) : (
                      <TextLink
                        to="/orgs/$orgId/jobs"
                        params={{ orgId }}
                        search={{ status, type }}
                        aria-label={`${label} ${type}: ${byStatus[status]}`}
                      >
                        {byStatus[status].toLocaleString("en")}
                      </TextLink>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollArea>
    </section>
  );
}
