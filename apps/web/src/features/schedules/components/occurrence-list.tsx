import type { Occurrence } from "@gaffer/client";
import { RelativeTime } from "../../../ui/relative-time.tsx";
import { words } from "../words.ts";
import { viewerZone } from "./zone.ts";

interface OccurrenceListProps {
  occurrences: readonly Occurrence[];
  /** Time zone of the runs' `local` times. */
  timezone: string;
}

/** The next runs in the schedule's and the viewer's time zone, with notes on daylight saving. */
export function OccurrenceList({ occurrences, timezone }: OccurrenceListProps) {
  if (occurrences.length === 0) return <p className="text-sm text-soft">{words.noMoreRuns}</p>;
  const isElsewhere = timezone !== viewerZone;
  const withSeconds = occurrences.some(({ local }) => !/^.{16}:00/.test(local));
  return (
    <>
      <ol className="flex flex-col gap-3 text-sm">
        {occurrences.map(({ at, local, note }) => (
          <li key={at}>
            <span className="block font-medium tabular-nums">{formatLocal(local, withSeconds)}</span>
            <span className="block text-xs text-soft tabular-nums">
              <RelativeTime at={at} />
              {isElsewhere && <span>{words.yourTime(here.format(new Date(at)))}</span>}
            </span>
            {note && <span className="block text-xs text-warn">{note.text}</span>}
          </li>
        ))}
      </ol>
      <p className="mt-3 text-xs text-soft">
        {isElsewhere ? words.timesInBoth(timezone, viewerZone) : words.timesIn(timezone)}
      </p>
    </>
  );
}

const shown = {
  weekday: "short",
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
} as const;
const wallClock = new Intl.DateTimeFormat("en", { ...shown, timeZone: "UTC" });
const here = new Intl.DateTimeFormat("en", shown);

/** Formats the local time from the response, so the browser needn't know the schedule's time zone. */
function formatLocal(local: string, withSeconds: boolean): string {
  const [, wall, seconds, offset] = /^(.{16}):(\d\d)(?:\.\d+)?(.*)$/.exec(local) ?? [];
  if (wall === undefined) return local;
  const time = wallClock.format(new Date(`${wall}:00Z`));
  return `${time}${withSeconds ? `:${seconds}` : ""} (UTC${offset === "Z" ? "" : offset})`;
}
