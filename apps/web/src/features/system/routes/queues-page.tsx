import type { Queue } from "@gaffer/client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { queryClient } from "../../../api/client.ts";
import { formatDuration } from "../../../ui/format-duration.ts";
import { Page } from "../../../ui/page.tsx";
import { ScrollArea } from "../../../ui/scroll-area.tsx";
import { queuesQuery } from "../queries/system.ts";
import { words } from "../words.tsx";

const columns = [words.queued, words.oldest, words.delayed, words.running, words.failed7Days];

export const loader = () => queryClient.ensureQueryData(queuesQuery);

/** Shows numbers of queued, running and failed jobs of all organizations, by type. */
export function Component() {
  const { data: items } = useSuspenseQuery(queuesQuery);
  return (
    <Page title={words.queues}>
      <p className="mb-4 text-sm text-soft">{words.queuesHint}</p>
      <div className="flex flex-col gap-8">
        <QueueTable title={words.userJobs} queues={items.filter(({ kind }) => kind === "user")} />
        <QueueTable title={words.systemJobs} queues={items.filter(({ kind }) => kind === "system")} />
      </div>
    </Page>
  );
}

function QueueTable({ title, queues }: { title: string; queues: readonly Queue[] }) {
  return (
    <section>
      <h2 className="mb-2 text-sm font-semibold">{title}</h2>
      <ScrollArea label={words.queuesOf(title)} className="border-t border-line">
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
            {queues.map(({ type, depth, oldestAgeSeconds, delayed, running, failed }) => (
              <tr key={type} className="border-b border-line text-right tabular-nums">
                <th scope="row" className="py-2 pr-4 text-left font-medium">
                  {type}
                </th>
                <Count of={depth} />
                <td className="py-2 pl-4 text-soft">{depth === 0 ? "–" : formatDuration(oldestAgeSeconds * 1000)}</td>
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
