import type { Job } from "@gaffer/client";
import type { ReactNode } from "react";
import { CopyButton } from "../../../ui/copy-button.tsx";
import { FactList } from "../../../ui/fact-list.tsx";
import { formatDuration } from "../../../ui/format-duration.ts";
import { RelativeTime } from "../../../ui/relative-time.tsx";
import { TextLink } from "../../../ui/text-link.tsx";
import { useActorNames } from "../../orgs/index.ts";
import { metadataText } from "../labels.ts";
import { triggers, words } from "../words.tsx";

export function JobFacts({ orgId, job }: { orgId: string; job: Job }) {
  const names = useActorNames(orgId);
  const filtered = (search: object) => ({ to: "/orgs/$orgId/jobs", params: { orgId }, search }) as const;
  const facts: [string, ReactNode][] = [
    [words.id, <WithCopy key="id" text={job.id} />],
    [
      words.type,
      <TextLink key="type" {...filtered({ type: job.type })}>
        {job.type}
      </TextLink>,
    ],
    [words.created, <RelativeTime key="created" at={job.createdAt} />],
    [
      words.createdBy,
      <TextLink key="by" {...filtered({ createdBy: job.createdBy })}>
        {names.get(job.createdBy) ?? job.createdBy}
      </TextLink>,
    ],
    [words.trigger, triggers[job.trigger]],
    [words.attempts, words.attemptsOf(job.attempt, job.maxAttempts, formatDuration(job.timeoutSeconds * 1000))],
    [words.priority, job.priority],
  ];
  if (job.expiresAt && job.attempt === 0)
    facts.push([words.expires, <RelativeTime key="expires" at={job.expiresAt} />]);
  if (job.title)
    facts.unshift([
      words.title,
      <span key="title" className="break-all">
        {job.title}
      </span>,
    ]);
  if (job.tags.length > 0) {
    facts.push([
      words.tags,
      <span key="tags" className="flex flex-wrap gap-x-3">
        {job.tags.map((tag) => (
          <TextLink key={tag} {...filtered({ tag })}>
            {tag}
          </TextLink>
        ))}
      </span>,
    ]);
  }
  if (Object.keys(job.metadata).length > 0) {
    facts.push([
      words.metadata,
      <span key="metadata" className="whitespace-pre-line">
        {metadataText(job.metadata)}
      </span>,
    ]);
  }
  if (job.concurrency) facts.push([words.concurrencyKey, words.atOnce(job.concurrency.key, job.concurrency.limit)]);
  if (job.uniqueKey) facts.push([words.uniqueKey, <WithCopy key="unique" text={job.uniqueKey} />]);
  if (job.retries > 0) facts.push([words.retries, job.retries]);
  if (job.parentId) {
    facts.push([
      words.parentJob,
      <TextLink key="parent" to="/orgs/$orgId/jobs/$jobId" params={{ orgId, jobId: job.parentId }}>
        {words.openParentJob}
      </TextLink>,
    ]);
  }
  if (job.scheduledAt) facts.push([words.scheduledFor, <RelativeTime key="scheduled" at={job.scheduledAt} />]);
  if (job.scheduleId) {
    facts.push([
      words.schedule,
      <span key="schedule" className="flex flex-wrap gap-x-3">
        <TextLink to="/orgs/$orgId/schedules/$scheduleId" params={{ orgId, scheduleId: job.scheduleId }}>
          {words.openSchedule}
        </TextLink>
        <TextLink {...filtered({ scheduleId: job.scheduleId })}>{words.viewItsJobs}</TextLink>
      </span>,
    ]);
  }
  return (
    <section aria-label={words.jobDetails}>
      <FactList facts={facts} />
    </section>
  );
}

function WithCopy({ text }: { text: string }) {
  return (
    <span className="flex items-center gap-1">
      <code className="min-w-0 truncate text-xs">{text}</code>
      <CopyButton text={text} label={words.copyId} />
    </span>
  );
}
