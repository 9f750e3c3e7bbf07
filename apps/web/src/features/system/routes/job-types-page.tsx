import type { SystemJobType } from "@gaffer/client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { queryClient } from "../../../api/client.ts";
import { formatDuration } from "../../../ui/format-duration.ts";
import { Page } from "../../../ui/page.tsx";
import { ScrollArea } from "../../../ui/scroll-area.tsx";
import { jobTypesQuery } from "../queries/system.ts";
import { words } from "../words.tsx";

const columns = [words.queued, words.parked, words.oldest, words.delayed, words.running, words.failed7Days];

export const loader = () => queryClient.ensureQueryData(jobTypesQuery);

/** Shows numbers of queued, running and failed jobs of all organizations, by type. */
export function Component() {
  const { data: items } = useSuspenseQuery(jobTypesQuery);
  return (
    <Page title={words.jobTypes}>
      <p className="mb-4 text-sm text-soft">{words.jobTypesHint}</p>
      <div className="flex flex-col gap-8">
        <TypeTable title={words.userJobs} types={items.filter(({ kind }) => kind === "user")} />
        <TypeTable title={words.systemJobs} types={items.filter(({ kind }) => kind === "system")} />
      </div>
    </Page>
  );
}

function TypeTable({ title, types }: { title: string; types: readonly SystemJobType[] }) {
  return (
    <section>
      <h2 className="mb-2 text-sm font-semibold">{title}</h2>
      <ScrollArea label={words.jobTypesOf(title)} className="border-t border-line">
        <table className="w-full min-w-2xl table-fixed text-sm whitespace-nowrap">
          <thead>
            <tr className="border-b border-line text-right text-soft">
              <th className="py-2 pr-4 text-left font-normal">{words.type}</th>
              {columns.map((column) => (
                <th key={column} className="py-2 pl-4 font-normal">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {types.map(({ type, known, queued, parked, oldestAgeSeconds, delayed, running, failed }) => (
              <tr key={type} className="border-b border-line text-right tabular-nums">
                <th scope="row" className="py-2 pr-4 text-left font-medium">
                  {type}
                  {!known && <span className="ml-2 font-normal text-bad">{words.removedType}</span>}
                </th>
                <Count of={queued} />
                <Count of={parked} />
                <td className="py-2 pl-4 text-soft">
                  {queued + parked === 0 ? "–" : formatDuration(oldestAgeSeconds * 1000)}
                </td>
                <Count of={delayed} />
                <Count of={running} />
                <Count of={failed} isBad />
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollArea>
    </section>
  );
}

function Count({ of: count, isBad = false }: { of: number; isBad?: boolean }) {
  const color = count === 0 ? "text-soft" : isBad ? "text-bad" : "";
  return <td className={`py-2 pl-4 ${color}`}>{count.toLocaleString("en")}</td>;
}
