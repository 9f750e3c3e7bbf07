import type { JobTimeline } from "@gaffer/client";
import { sliceName } from "../../../ui/chart/time-chart.tsx";
import { formatDuration } from "../../../ui/format-duration.ts";
import { ScrollArea } from "../../../ui/scroll-area.tsx";
import { TextLink } from "../../../ui/text-link.tsx";
import { words } from "../words.tsx";
import { others, sliceFilters } from "./timeline-series.ts";

const headings = [
  words.created,
  words.jobs,
  words.completed,
  words.failed,
  words.others,
  words.waitTimeMedianP95,
  words.runTimeMedianP95,
];

/** The data of the charts as a table, newest first. */
export function TimelineTable({ orgId, timeline }: { orgId: string; timeline: JobTimeline }) {
  const { sliceSeconds } = timeline;
  const slices = timeline.slices.filter(({ created }) => created > 0).toReversed();
  return (
    <>
      {slices.length === 0 && <p className="py-2 text-soft">{words.noJobsWereCreated}</p>}
      {slices.length > 0 && (
        <ScrollArea label={words.jobsOverTime} className="mt-2 max-h-96 border-b border-line">
          <table className="w-full">
            <thead className="sticky top-0 bg-surface">
              <tr className="border-b border-line-strong text-soft">
                {headings.map((heading, column) => (
                  <th key={heading} className={`py-2 pr-4 font-normal ${column === 0 ? "text-left" : "text-right"}`}>
                    {heading}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody className="tabular-nums">
              {slices.map((slice) => (
                <tr key={slice.at} className="border-b border-line text-right whitespace-nowrap">
                  <th scope="row" className="py-1.5 pr-4 text-left font-normal">
                    <TextLink to="/orgs/$orgId/jobs" params={{ orgId }} search={sliceFilters(slice, sliceSeconds)}>
                      {sliceName(Date.parse(slice.at) / 1000, sliceSeconds)}
                    </TextLink>
                  </th>
                  {[slice.created, slice.byStatus.completed, slice.byStatus.failed, others(slice)].map(
                    (count, column) => (
                      <td key={headings[column + 1]} className="pr-4">
                        {count.toLocaleString("en")}
                      </td>
                    ),
                  )}
                  <td className="pr-4">{format(slice.waitSeconds)}</td>
                  <td className="pr-4">{format(slice.runSeconds)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollArea>
      )}
    </>
  );
}

function format(duration: { p50: number; p95: number } | null): string {
  return duration === null ? "–" : `${formatDuration(duration.p50 * 1000)}, ${formatDuration(duration.p95 * 1000)}`;
}
