import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { DemoOrg } from "../../src/demo/demo-org.ts";
import { BusyError } from "../../src/errors.ts";
import { createBodyMemory, evictableAfterMs } from "../../src/http/body-memory.ts";
import { ProblemError } from "../../src/http/problem.ts";
import { type Answer, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

const mebibyte = 2 ** 20;
let time = Date.parse("2026-11-20T12:00:00Z");
const clock = () => time;
const refused = expect.objectContaining({ kind: "rate-limited" });

describe("createBodyMemory", () => {
  test("counts what each owner holds, and releases it", () => {
    const memory = createBodyMemory(64 * mebibyte, clock);
    const [one, other] = [memory.open("one"), memory.open("other")];
    one.take(10);
    one.take(20);
    other.take(5);
    expect(memory.heldBytes()).toBe(35);
    one.release();
    one.release();
    expect(memory.heldBytes()).toBe(5);
    other.release();
    expect(memory.heldBytes()).toBe(0);
  });

  test("limits each owner to a quarter", () => {
    const memory = createBodyMemory(64 * mebibyte, clock);
    const bodies = [memory.open("one"), memory.open("one")];
    for (const body of bodies) body.take(8 * mebibyte);
    expect(() => memory.open("one").take(1)).toThrow(refused);
    memory.open("other").take(1);
    bodies[0]?.release();
    memory.open("one").take(1);
  });

  test("limits large bodies to three quarters, and keeps the rest for small ones", () => {
    const memory = createBodyMemory(64 * mebibyte, clock);
    for (let owner = 0; owner < 6; owner++) memory.open(String(owner)).take(8 * mebibyte);
    expect(() => memory.open("large").take(65 * 1024)).toThrow(BusyError);
    for (let owner = 0; owner < 256; owner++) memory.open(`small ${owner}`).take(64 * 1024);
    expect(() => memory.open("one more").take(1)).toThrow(BusyError);
  });

  test("evicts slow bodies when another needs their memory, the oldest first", async () => {
    const memory = createBodyMemory(64 * mebibyte, clock);
    const slow = Array.from({ length: 6 }, (_, owner) => {
      const body = memory.open(String(owner));
      body.take(8 * mebibyte);
      return { body, evicted: body.arrive() };
    });
    slow[1]?.body.arrived();
    time += evictableAfterMs - 1;
    expect(() => memory.open("other").take(8 * mebibyte)).toThrow(BusyError);
    time += 1;
    memory.open("other").take(8 * mebibyte);
    await expect(slow[0]?.evicted).rejects.toMatchObject({ kind: "unavailable" });
    memory.open("another").take(8 * mebibyte);
    await expect(slow[2]?.evicted).rejects.toMatchObject({ kind: "unavailable" });
    expect(memory.heldBytes()).toBe(48 * mebibyte);
  });

  test("holds nothing of what it refuses", () => {
    const memory = createBodyMemory(64 * mebibyte, clock);
    const body = memory.open("one");
    expect(() => body.take(17 * mebibyte)).toThrow(ProblemError);
    expect(memory.heldBytes()).toBe(0);
  });
});

describe("Body memory › request bodies", () => {
  let gaffer: TestGaffer;
  let bodies: HeldRequest[] = [];
  beforeAll(async () => {
    gaffer = await startTestGaffer({
      role: "api",
      now: () => new Date(time),
      config: { bodyMemoryBytes: 32 * mebibyte },
    });
  });
  beforeEach(() => {
    bodies = [];
    return async () => {
      for (const { end } of bodies) end();
      await Promise.all(bodies.map(({ answer }) => answer));
      expect(await heldBytes()).toBe(0);
    };
  });
  afterAll(() => gaffer.stop());

  interface HeldRequest {
    answer: Promise<Answer>;
    end: () => void;
  }

  const heldBytes = async () =>
    Number((await gaffer.request("GET", "/metrics")).body.match(/^gaffer_request_body_bytes (\d+)$/m)?.[1]);

  const headers = { "content-type": "application/json" };
  const create = ({ orgId, ...as }: DemoOrg, path: string, body: unknown) =>
    gaffer.request("POST", `/v1/orgs/${orgId}${path}`, { as, body, headers });

  /** Sends a request whose body doesn't end. Resolves when the server has read `bytes` bytes. */
  async function hold(org: DemoOrg, bytes: number): Promise<void> {
    const taken = Promise.withResolvers<void>();
    const ended = Promise.withResolvers<void>();
    let pulls = 0;
    const body = new ReadableStream<Uint8Array>(
      {
        async pull(controller) {
          if (++pulls === 1) return controller.enqueue(new Uint8Array(bytes).fill(0x20));
          taken.resolve();
          await ended.promise;
          controller.close();
        },
      },
      { highWaterMark: 0 },
    );
    bodies.push({ answer: create(org, "/jobs/batch", body), end: ended.resolve });
    await taken.promise;
  }

  test("are limited per organization, for all of its keys together", async () => {
    await hold(gaffer.org, 8 * mebibyte - 100);
    const another = await gaffer.createKey();
    const answer = await create(another, "/jobs", " ".repeat(101));
    expect(answer).toMatchObject({ status: 429, body: { type: "/problems/rate-limited" } });
    expect(answer.headers.get("retry-after")).toBe("1");
    expect(answer.headers.get("connection")).toBe("close");
    const other = await gaffer.createOrg("other");
    expect((await create(other, "/jobs", " ".repeat(101))).status).toBe(400);
  });

  test("are limited per process, with room for small bodies", async () => {
    const orgs = await Promise.all(["a", "b", "c", "d"].map((name) => gaffer.createOrg(name)));
    for (const org of orgs) await hold(org, 6 * mebibyte);
    const large = await create(gaffer.org, "/jobs", " ".repeat(mebibyte));
    expect(large).toMatchObject({ status: 503, body: { type: "/problems/unavailable" } });
    expect(large.headers.get("retry-after")).toBe("1");
    expect((await create(gaffer.org, "/jobs", " ".repeat(1_000))).status).toBe(400);
  });

  test("of slow clients are evicted for others after five seconds", async () => {
    const orgs = await Promise.all(["e", "f", "g", "h"].map((name) => gaffer.createOrg(name)));
    for (const org of orgs) await hold(org, 6 * mebibyte);
    time += evictableAfterMs;
    expect((await create(gaffer.org, "/jobs", " ".repeat(mebibyte))).status).toBe(400);
    const [evicted] = bodies;
    expect(await evicted?.answer).toMatchObject({
      status: 503,
      body: { detail: expect.stringContaining("too slowly") },
    });
  });

  test("release their memory when the connection is lost", async () => {
    let pulls = 0;
    const body = new ReadableStream({
      pull(controller) {
        if (++pulls === 1) controller.enqueue(new Uint8Array(mebibyte));
        else controller.error(new Error("the connection was lost"));
      },
    });
    expect((await create(gaffer.org, "/jobs", body)).status).toBe(400);
  });
});
