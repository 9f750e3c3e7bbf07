import type { ErrorDetail, JobAttempt, JobSummary } from "@gaffer/client";
import type { ReactNode } from "react";
import { CopyButton } from "../../../ui/copy-button.tsx";
import { formatDuration } from "../../../ui/format-duration.ts";
import { RelativeTime } from "../../../ui/relative-time.tsx";
import { isEnded } from "../queries/jobs.ts";
import { errorRelations, words } from "../words.tsx";
import { statusStyles } from "./job-status.tsx";

interface Step {
  key: string;
  what: ReactNode;
  at: string | null;
  more?: string | undefined;
  details?: ReactNode;
  tone?: string;
}

/** The history of a job, oldest first. */
export function JobTimeline({ job, attempts }: { job: JobSummary; attempts: readonly JobAttempt[] }) {
  const steps: Step[] = [
    { key: "created", what: words.created, at: job.createdAt },
    ...attempts.map((attempt) => ({
      key: `attempt-${attempt.attempt}`,
      what: words.attempt(attempt),
      at: attempt.endedAt ?? attempt.startedAt,
      more: [attempt.durationMs !== null && formatDuration(attempt.durationMs), attempt.error?.message]
        .filter(Boolean)
        .join(" · "),
      details: attempt.errorDetails && <AttemptErrorDetails attempt={attempt.attempt} details={attempt.errorDetails} />,
      tone: attempt.status === "completed" ? "bg-good" : attempt.error ? "bg-bad" : "bg-accent",
    })),
  ];
  if (job.cancelRequestedAt)
    steps.push({ key: "cancel", what: words.cancellationRequested, at: job.cancelRequestedAt });
  if (job.status === "pending") {
    const isLater = Date.parse(job.runAt) > Date.now();
    steps.push({ key: "next", what: isLater ? words.scheduledToStart : words.readyToRunSince, at: job.runAt });
  }
  if (isEnded(job)) steps.push({ key: "end", what: statusStyles[job.status].label, at: job.endedAt });
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline" className="mb-2 text-sm font-semibold">
        {words.timeline}
      </h2>
      <ol className="flex flex-col gap-2 border-l border-line-strong text-sm">
        {steps.map(({ key, what, at, more, details, tone = "bg-line-strong" }) => (
          <li key={key} className="relative pl-4">
            <span aria-hidden className={`absolute top-1.5 -left-[4.5px] size-2 rounded-full ${tone}`} />
            {what}{" "}
            {at && (
              <span className="text-soft">
                <RelativeTime at={at} />
              </span>
            )}
            {more && <p className="text-xs break-words text-soft">{more}</p>}
            {details}
          </li>
        ))}
      </ol>
    </section>
  );
}

/**
 * The errors of an attempt with their stacks. The API returns them to administrators, or to all users if configured.
 */
function AttemptErrorDetails({ attempt, details }: { attempt: number; details: readonly ErrorDetail[] }) {
  return (
    <details className="mt-1 text-xs">
      <summary className="cursor-pointer text-soft">{words.errorDetails(attempt)}</summary>
      <div className="mt-1 flex items-start justify-between gap-2 rounded-md border border-line bg-raised p-2">
        <pre className="min-w-0 overflow-x-auto font-mono leading-5 whitespace-pre-wrap">{toText(details)}</pre>
        <CopyButton text={toText(details)} label={words.copyErrorDetails(attempt)} />
      </div>
    </details>
  );
}

function toText(details: readonly ErrorDetail[]): string {
  return details
    .map(({ relation, depth, type, message, code, stack }) => {
      const indent = "  ".repeat(depth);
      const title = `${errorRelations[relation]}${type}: ${message}${code === null ? "" : ` (${code})`}`;
      const frames = stack === "" ? [] : stack.split("\n").map((frame) => `${indent}    ${frame}`);
      return [`${indent}${title}`, ...frames].join("\n");
    })
    .join("\n");
}
