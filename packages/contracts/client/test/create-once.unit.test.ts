import { describe, expect, it } from "vitest";
import { errorOf, jobAnswer, jobId, networkError, problemAnswer, serverThat } from "./fake-server.ts";

const create = { type: "file:profile", input: { fileId: jobId } } as const;
const unavailable = (headers: Record<string, string> = {}) => problemAnswer(503, "unavailable", {}, headers);

describe("SDK create › a create", () => {
  it("is sent again with the same key and body", async () => {
    const { org, requests, clock } = serverThat([networkError(), unavailable(), jobAnswer({}, 201)]);

    await clock.run(org.jobs.create(create));

    const [first, ...others] = requests;
    expect(first?.headers.get("Idempotency-Key")).toMatch(/^[\x21-\x7e]{32,255}$/);
    expect(JSON.parse(first?.body ?? "")).toEqual(create);
    for (const other of others) {
      expect(other.headers.get("Idempotency-Key")).toBe(first?.headers.get("Idempotency-Key"));
      expect(other.body).toBe(first?.body);
    }
    expect(others).toHaveLength(2);
  });

  it("has another key for each call", async () => {
    const { org, requests, clock } = serverThat([jobAnswer({}, 201), jobAnswer({}, 201)]);

    await clock.run(org.jobs.create(create));
    await clock.run(org.jobs.create(create));

    const keys = requests.map(({ headers }) => headers.get("Idempotency-Key"));
    expect(new Set(keys).size).toBe(2);
  });

  it("has the caller's key if it is given", async () => {
    const { org, requests, clock } = serverThat([networkError(), jobAnswer({}, 201)]);

    await clock.run(org.jobs.create(create, { idempotencyKey: "order-17" }));

    expect(requests.map(({ headers }) => headers.get("Idempotency-Key"))).toEqual(["order-17", "order-17"]);
  });

  it("has a key too in a batch and through the HTTP client", async () => {
    const created = () => Response.json({ jobs: [] }, { status: 201 });
    const { org, gaffer, requests, clock } = serverThat([networkError(), created(), networkError(), created()]);

    await clock.run(org.jobs.createMany([create]));
    const params = { path: { orgId: org.id } };
    await clock.run(gaffer.http.POST("/v1/orgs/{orgId}/jobs/batch", { params, body: { jobs: [create] } }));

    const keys = requests.map(({ headers }) => headers.get("Idempotency-Key"));
    expect(keys[0]).toBe(keys[1]);
    expect(keys[2]).toBe(keys[3]);
    expect(new Set(keys).size).toBe(2);
  });

  it("waits for an earlier attempt that is still running", async () => {
    const inFlight = problemAnswer(409, "idempotency-in-flight");
    const { org, requests, clock } = serverThat([networkError(), inFlight, jobAnswer({}, 201)]);

    const job = await clock.run(org.jobs.create(create));

    expect(job.id).toBe(jobId);
    expect(requests).toHaveLength(3);
  });

  it.each(["job-status", "idempotency-mismatch"])("is not retried after the problem %s", async (name) => {
    const { org, requests, clock } = serverThat([problemAnswer(409, name)]);

    expect(await errorOf(clock.run(org.jobs.create(create)))).toMatchObject({ status: 409 });
    expect(requests).toHaveLength(1);
  });

  it("has a key even without a source of UUIDs or of randomness", async () => {
    const { org, requests, clock } = serverThat([jobAnswer({}, 201), jobAnswer({}, 201)]);
    const { crypto } = globalThis;
    try {
      for (const source of [{ getRandomValues: crypto.getRandomValues.bind(crypto) }, undefined]) {
        Object.defineProperty(globalThis, "crypto", { value: source, configurable: true, writable: true });
        await clock.run(org.jobs.create(create));
      }
    } finally {
      Object.defineProperty(globalThis, "crypto", { value: crypto, configurable: true, writable: true });
    }

    const keys = requests.map(({ headers }) => headers.get("Idempotency-Key"));
    expect(keys).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/), expect.stringMatching(/^[0-9a-f]{32}$/)]);
    expect(new Set(keys).size).toBe(2);
  });
});
