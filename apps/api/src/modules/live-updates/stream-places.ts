/** Limits of open streams. */
import { ProblemError } from "../../http/problem.ts";

/** Maximum numbers of open streams of one process: in all, per organization, and per API key or user. */
export interface StreamLimits {
  all: number;
  org: number;
  actor: number;
}

type Listener = { orgId: string; actor: string };

/** Throws a problem if a new stream would exceed a limit. */
export function assertPlace(limits: StreamLimits, open: Iterable<Listener>, { orgId, actor }: Listener): void {
  const count = { all: 0, org: 0, actor: 0 };
  for (const stream of open) {
    count.all++;
    if (stream.orgId === orgId) count.org++;
    if (stream.actor === actor) count.actor++;
  }
  if (count.actor >= limits.actor) throw tooMany(`You have ${count.actor} streams`);
  if (count.org >= limits.org) throw tooMany(`The organization has ${count.org} streams`);
  if (count.all >= limits.all) throw tooMany("The server has as many streams as it may have");
}

function tooMany(what: string): ProblemError {
  const detail = `${what} open, which is the limit. Close one, or try again in 10 s.`;
  return new ProblemError("too-many-requests", detail, { retryAfterSeconds: 10 });
}
