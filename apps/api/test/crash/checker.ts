/** Checks a history. Pure: returns the broken rules. */
import { checkEffects, checkOutputs } from "./check-effects.ts";
import { checkEnd, checkStandings } from "./check-end.ts";
import { checkLimit, checkTransitions } from "./check-transitions.ts";
import type { History, Violation } from "./history.ts";

export function checkHistory(history: History): Violation[] {
  return [
    ...checkAcknowledged(history),
    ...checkKeys(history),
    ...checkTransitions(history),
    ...checkLimit(history),
    ...checkEffects(history),
    ...checkOutputs(history),
    ...checkEnd(history),
    ...checkStandings(history),
    ...history.ended.map((message) => ({ rule: "processes end only when stopped", message })),
    ...checkAnswers(history),
  ];
}

const terminal = ["completed", "failed", "cancelled"];

/** Checks that every acknowledged job exists, and that every job has ended. */
function checkAcknowledged({ clients, jobs }: History): Violation[] {
  const violations: Violation[] = [];
  const ids = new Set(jobs.map(({ id }) => id));
  for (const entry of clients) {
    if (entry.event !== "acknowledged" || ids.has(entry.jobId)) continue;
    violations.push({
      rule: "a 2xx means committed",
      message: `job ${entry.jobId} was acknowledged and does not exist`,
    });
  }
  for (const { id, status, attempt } of jobs) {
    if (terminal.includes(status)) continue;
    violations.push({ rule: "every job ends", message: `job ${id} is still ${status} (attempt ${attempt})` });
  }
  return violations;
}

/**
 * Checks that a create creates each of its jobs only once, and that all responses name the same jobs, however often a
 * client repeats the create with its idempotency key.
 */
function checkKeys({ clients, jobs }: History): Violation[] {
  const byNumber = Map.groupBy(jobs, ({ number }) => number);
  const acknowledged = Map.groupBy(
    clients.filter((entry) => entry.event === "acknowledged"),
    ({ number }) => number,
  );
  const asked = clients.flatMap((entry) =>
    entry.event === "create" ? entry.numbers.map((number) => ({ key: entry.key, number })) : [],
  );
  return asked.flatMap(({ key, number }) => {
    const made = (byNumber.get(number) ?? []).map(({ id }) => id);
    const answers = [...new Set((acknowledged.get(number) ?? []).map(({ jobId }) => jobId))];
    const wrong: [boolean, string][] = [
      [made.length > 1, `made ${made.length}: ${made.join(", ")}`],
      [answers.length > 1, `got the responses ${answers.join(" and ")}`],
      [
        made.length > 0 && answers.some((id) => !made.includes(id)),
        `got the response ${answers.join()} and made ${made.join()}`,
      ],
    ];
    return wrong
      .filter(([isWrong]) => isWrong)
      .map(([, what]) => ({ rule: "a key creates once", message: `key ${key}, job ${number}: ${what}` }));
  });
}

/** Reports unexpected responses. A 503 is expected, because the database may be unreachable. */
function checkAnswers({ clients }: History): Violation[] {
  return clients.flatMap((entry) =>
    entry.event === "unexpected"
      ? [{ rule: "the API keeps its contract", message: `${entry.request}: ${entry.status} ${entry.body}` }]
      : [],
  );
}
