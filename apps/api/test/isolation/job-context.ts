import type { JobContext } from "../../src/modules/jobs/handlers/types.ts";
import { type Behaviour, inputOf } from "./isolated-handlers.ts";

export interface TestContext extends JobContext<unknown> {
  logged: string[];
}

/** A context for handlers in tests without a database. */
export function contextOf(behaviour: Behaviour, signal: AbortSignal = new AbortController().signal): TestContext {
  const refuse = () => Promise.reject(new Error("not in this test"));
  const logged: string[] = [];
  return {
    jobId: crypto.randomUUID(),
    orgId: "org",
    createdBy: "test",
    createdAt: new Date(),
    trigger: "api",
    scheduleId: null,
    scheduledAt: null,
    parentId: null,
    tags: [],
    metadata: {},
    attempt: 1,
    input: inputOf(behaviour),
    signal,
    logged,
    helpers: {
      updateProgress: () => {},
      log: (_level, message) => void logged.push(message),
      enqueue: refuse,
      enqueueAll: refuse,
      checkpoint: refuse,
      files: { read: refuse, write: refuse },
    },
  };
}
