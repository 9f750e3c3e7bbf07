import type { SystemJobRun } from "@gaffer/client";
import { formatDuration } from "../../../ui/format-duration.ts";
import { RelativeTime } from "../../../ui/relative-time.tsx";
import { levelStyles } from "../../jobs/index.ts";
import { words } from "../words.tsx";
import { RunStatus } from "./run-status.tsx";

const causes: Record<SystemJobRun["trigger"], string> = {
  cron: words.onSchedule,
  manual: words.manually,
  startup: words.atSchedulerStart,
};

interface SystemRunRowProps {
  run: SystemJobRun;
  /** Whether the run is listed with runs of other jobs of its group. */
  isInGroup: boolean;
}

/** A run of a system job in one line. The user can open its log. */
export function SystemRunRow({ run, isInGroup }: SystemRunRowProps) {
  const { job, status, startedAt, durationMs, trigger, actor, workerId, error, logs } = run;
  return (
    <li className="border-b border-line text-sm">
      <details>
        <summary className="flex cursor-pointer flex-wrap items-baseline gap-x-4 gap-y-1 rounded py-2 hover:bg-hover">
          <span className="w-40">
            <RunStatus status={status} />
          </span>
          {isInGroup && <code>{job}</code>}
          <span className="text-soft">
            <RelativeTime at={startedAt} />, {causes[trigger]}
          </span>
          <span className="ml-auto text-soft tabular-nums">{durationMs !== null && formatDuration(durationMs)}</span>
          {error && <span className="basis-full text-bad">{error.message}</span>}
        </summary>
        <div className="pb-3 text-xs">
          <p className="mb-2 break-words text-soft">
            <code>{job}</code> {words.onWorker} <code>{workerId}</code>
            {actor && <>{words.requestedBy(<code>{actor}</code>)}</>}
          </p>
          {logs.length === 0 && (
            <p className="text-soft">{status === "running" ? words.logAfterRun : words.noLogLines}</p>
          )}
          {logs.length > 0 && <RunLog logs={logs} />}
        </div>
      </details>
    </li>
  );
}

function RunLog({ logs }: Pick<SystemJobRun, "logs">) {
  return (
    <ol className="rounded-md border border-line bg-raised p-3 font-mono leading-5">
      {logs.map(({ at, level, message, data }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the log of an ended run doesn't change
        <li key={index} className={`flex gap-3 ${levelStyles[level]}`}>
          <time dateTime={at} className="shrink-0 text-soft">
            {new Date(at).toLocaleTimeString("en", { hourCycle: "h23" })}
          </time>
          <span className="min-w-0 break-words whitespace-pre-wrap">
            {message}
            {data && <span className="text-soft"> {JSON.stringify(data)}</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}
