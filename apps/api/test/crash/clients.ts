/**
 * API clients that create, cancel and retry jobs. They repeat a create with its idempotency key until they get a
 * response.
 */
import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { DemoOrg } from "../../src/demo/demo-org.ts";
import type { ClientEntry } from "./history.ts";
import type { Plan } from "./plan.ts";
import { createRandom, type Random } from "./random.ts";
import { type Behaviour, type Task, toRequest } from "./task.ts";

export interface LoadOptions {
  plan: Plan;
  orgs: readonly DemoOrg[];
  /** The API's URL, which changes when the API restarts. */
  apiUrl: () => string;
  note: (entry: ClientEntry) => void;
}

export interface Load {
  /** Resolves when every started create is acknowledged, or is given up after a long time. */
  stop(): Promise<void>;
  /** Sends `count` requests at once and waits for their responses. */
  burst(count: number): Promise<void>;
}

const creates = {
  weights: { single: 60, batch: 8, cancel: 14, retry: 8, takeBack: 10 },
  jobsPerClient: 20,
  thenSlower: 0.25,
};
const behaviourWeights = {
  quick: 30,
  slow: 18,
  stubborn: 18,
  reporting: 14,
  failing: 16,
  refusing: 4,
  blocking: 3,
  finish: 2,
  loop: 1,
  exit: 1,
  allocate: 1,
} satisfies Partial<Record<Behaviour, number>>;
const answerWithinMs = 6_000;
const giveUpAfterMs = 60_000;

interface Answer {
  status: number;
  body: string;
}

export function startLoad({ plan, orgs, apiUrl, note }: LoadOptions): Load {
  const stopping = new AbortController();
  const recent = new Map<string, string[]>(orgs.map(({ orgId }) => [orgId, []]));

  async function send(org: DemoOrg, request: string, options: { body?: unknown; key?: string } = {}): Promise<Answer> {
    const [method = "", path = ""] = request.split(" ");
    const response = await fetch(`${apiUrl()}/v1/orgs/${org.orgId}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${org.apiKey}`,
        ...(options.body !== undefined && { "content-type": "application/json" }),
        ...(options.key && { "idempotency-key": options.key }),
      },
      ...(options.body !== undefined && { body: JSON.stringify(options.body) }),
      signal: AbortSignal.timeout(answerWithinMs),
    });
    return { status: response.status, body: await response.text() };
  }

  /**
   * Repeats a request while its response is lost or a 503, or while another request uses its idempotency key. Returns
   * the first other response.
   */
  async function insist(org: DemoOrg, request: string, options: Parameters<typeof send>[2] = {}) {
    const deadline = performance.now() + giveUpAfterMs;
    while (performance.now() < deadline) {
      const answer = await send(org, request, options).catch(() => undefined);
      if (!answer) note({ event: "answerLost", request });
      else if (answer.status !== 503 && !answer.body.includes("idempotency-in-flight")) return answer;
      await wait(50);
    }
    const answer = { status: 0, body: "never answered" };
    note({ event: "unexpected", request, ...answer });
    return answer;
  }

  async function create(org: DemoOrg, tasks: readonly Task[], jobs: readonly object[]): Promise<string[]> {
    const key = randomUUID();
    const { orgId } = org;
    note({ event: "create", key, orgId, numbers: tasks.map(({ number }) => number) });
    const isSingle = jobs.length === 1;
    const request = isSingle ? "POST /jobs" : "POST /jobs/batch";
    const { status, body } = await insist(org, request, { key, body: isSingle ? jobs[0] : { jobs } });
    if (status !== 201) {
      if (status !== 0) note({ event: "unexpected", request, status, body });
      return [];
    }
    const created: { id: string }[] = isSingle ? [JSON.parse(body)] : JSON.parse(body).jobs;
    for (const [index, { id }] of created.entries()) {
      note({ event: "acknowledged", key, orgId, number: tasks[index]?.number ?? -1, jobId: id });
      recent.get(orgId)?.push(id);
    }
    return created.map(({ id }) => id);
  }

  async function ask(org: DemoOrg, jobId: string, event: "cancel" | "retry"): Promise<void> {
    note({ event, orgId: org.orgId, jobId });
    const request = `POST /jobs/${jobId}/${event}`;
    const { status, body } = await insist(org, request);
    if (status !== 200 && status !== 409) note({ event: "unexpected", request, status, body });
  }

  async function act(random: Random, nextNumber: () => number): Promise<void> {
    const org = random.pick(orgs);
    const what = random.weighted(creates.weights);
    if (what === "cancel" || what === "retry") {
      const jobId = random.pick((recent.get(org.orgId) as string[]).slice(-15));
      return jobId === undefined ? undefined : ask(org, jobId, what);
    }
    const count = what === "batch" ? random.between(2, 6) : 1;
    const tasks = Array.from({ length: count }, () => makeTask(random, nextNumber()));
    // `takeBack` cancels and retries a job while its message is queued. The job then has two messages, one of them
    // stale.
    const isTakenBack = what === "takeBack";
    const jobs = tasks.map((task) => toJob(random, task, { delayed: random.chance(isTakenBack ? 0.6 : 0.08) }));
    const [jobId] = await create(org, tasks, jobs);
    if (!isTakenBack || jobId === undefined) return;
    await ask(org, jobId, "cancel");
    await ask(org, jobId, "retry");
  }

  async function runClient(client: number): Promise<void> {
    const random = createRandom(`client ${plan.seed} ${client}`);
    let count = 0;
    const nextNumber = () => client * 100_000 + count++;
    while (!stopping.signal.aborted) {
      // After its first jobs a client creates jobs more slowly. This keeps up load during the faults without a backlog.
      if (count < creates.jobsPerClient || random.chance(creates.thenSlower)) await act(random, nextNumber);
      await wait(random.between(20, 100), undefined, { signal: stopping.signal }).catch(() => {});
    }
  }

  const clients = Array.from({ length: plan.clients }, (_, index) => runClient(index));
  return {
    async stop() {
      stopping.abort();
      await Promise.all(clients);
    },
    async burst(count) {
      const requests = ["GET /jobs", "GET /jobs/stats", "GET /jobs?status=pending"];
      const sent = Array.from({ length: count }, (_, index) =>
        insist(orgs[index % orgs.length] as DemoOrg, requests[index % requests.length] as string),
      );
      for (const { status, body } of await Promise.all(sent))
        if (status !== 200) note({ event: "unexpected", request: "GET in a burst", status, body });
    },
  };
}

function makeTask(random: Random, number: number): Task {
  const behaviour: Behaviour = random.weighted(behaviourWeights);
  // Some tasks run longer than the lease of a frozen worker. When the worker continues, it sends the result of a stale
  // attempt.
  const isLong = ["stubborn", "failing", "reporting"].includes(behaviour) && random.chance(0.25);
  const longest = isLong ? 2_500 : 300;
  return { behaviour, millis: random.between(20, longest), number };
}

function toJob(random: Random, task: Task, { delayed }: { delayed: boolean }): object {
  const endsItsProcess = ["loop", "exit", "allocate"].includes(task.behaviour);
  return {
    ...toRequest(task),
    priority: random.pick(["low", "normal", "normal", "high"]),
    maxAttempts: endsItsProcess ? 1 : random.between(1, 3),
    timeoutSeconds: task.behaviour === "loop" || task.millis > 1_000 ? random.between(1, 2) : 30,
    ...(delayed && { runAt: new Date(Date.now() + random.between(100, 1_000)).toISOString() }),
  };
}
