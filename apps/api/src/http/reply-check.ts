import type { Operation } from "./operation.ts";
import { toFieldErrors } from "./schemas.ts";

/** What to do with a reply that isn't what the contract says: let it pass unseen, report it, or fail the request. */
export type ReplyChecks = { mode: "off" } | { mode: "fail" } | { mode: "report"; report: (message: string) => void };

interface Reply {
  status: number;
  headers?: Record<string, unknown>;
  body?: unknown;
}

/** Holds a reply to the contract: types can't see excess fields, nor what an older version has stored. */
export function assertReply(operation: Operation, reply: Reply, checks: ReplyChecks): void {
  if (checks.mode === "off") return;
  const finding = findDifference(operation, reply);
  if (finding === undefined) return;
  const message = `the reply of ${operation.id} is not what the contract says: ${finding}`;
  if (checks.mode === "fail") throw new Error(message);
  checks.report(message);
}

function findDifference(operation: Operation, { status, headers, body }: Reply): string | undefined {
  const expected = operation.replies[status];
  if (!expected) return `it has no status ${status}`;
  const missing = expected.headers.filter((name) => headers?.[name] === undefined);
  if (missing.length > 0) return `the header ${missing.join(", ")} is missing`;
  if (!expected.validate || expected.validate(body)) return undefined;
  return toFieldErrors("body", expected.validate.errors)
    .map(({ pointer, message }) => `${pointer} ${message}`)
    .join("; ");
}
