import { describe, expect, it } from "vitest";
import type { CreateSchedule, SchedulesClient } from "../index.ts";
import { errorOf, jobId, networkError, orgId, problemAnswer, serverThat } from "./fake-server.ts";

const scheduleId = "01890a5d-ac96-774b-bcce-b302099a8059";
const path = `/v1/orgs/${orgId}/schedules`;
const weekly: CreateSchedule = {
  name: "Weekly profile",
  job: { type: "file:profile", input: { fileId: jobId } },
  recurrence: { kind: "weekly", weekdays: ["monday"], time: "09:00" },
};
const scheduleAnswer = (values: object = {}, status = 200) =>
  Response.json({ id: scheduleId, version: 3, ...weekly, ...values }, { status });
const triggered = () => Response.json({ id: `manual:${jobId}`, jobId }, { status: 201 });

describe("SDK schedules › schedules", () => {
  it("are created, read, paused, resumed, triggered and deleted, by themselves or by their ids", async () => {
    const { org, requests } = serverThat([
      scheduleAnswer({}, 201),
      scheduleAnswer(),
      scheduleAnswer({ status: "paused" }),
      scheduleAnswer({ status: "active" }),
      triggered(),
      new Response(null, { status: 204 }),
    ]);

    const schedule = await org.schedules.create(weekly);
    expect(await org.schedules.get(schedule)).toEqual(schedule);
    expect(await org.schedules.pause(schedule)).toMatchObject({ status: "paused" });
    expect(await org.schedules.resume(scheduleId)).toMatchObject({ status: "active" });
    expect(await org.schedules.trigger(schedule)).toEqual({ id: `manual:${jobId}`, jobId });
    await org.schedules.delete(scheduleId);

    expect(JSON.parse(requests[0]?.body ?? "")).toEqual(weekly);
    expect(requests.map((request) => `${request.method} ${request.path}`)).toEqual([
      `POST ${path}`,
      `GET ${path}/${scheduleId}`,
      `POST ${path}/${scheduleId}/pause`,
      `POST ${path}/${scheduleId}/resume`,
      `POST ${path}/${scheduleId}/trigger`,
      `DELETE ${path}/${scheduleId}`,
    ]);
  });

  it("are listed page by page, and so are their runs", async () => {
    const page = (item: object, nextCursor: string | null) => Response.json({ items: [item], nextCursor });
    const { org, requests } = serverThat([
      page({ id: "a" }, "x"),
      page({ id: "b" }, null),
      page({ id: "c" }, "y"),
      page({ id: "d" }, null),
    ]);

    const seen: string[] = [];
    for await (const { id } of org.schedules.paginate({ status: ["active"], type: ["file:profile"] })) seen.push(id);
    for await (const { id } of org.schedules.paginateRuns(scheduleId, { status: "failed" })) seen.push(id);

    expect(seen).toEqual(["a", "b", "c", "d"]);
    expect(requests.map((request) => request.path)).toEqual([
      `${path}?status=active&type=file%3Aprofile`,
      `${path}?status=active&type=file%3Aprofile&cursor=x`,
      `${path}/${scheduleId}/runs?status=failed`,
      `${path}/${scheduleId}/runs?status=failed&cursor=y`,
    ]);
  });

  it("are previewed as a list of runs", async () => {
    const occurrences = [{ at: "2026-11-02T14:00:00Z", local: "2026-11-02T09:00:00-05:00" }];
    const { org, requests } = serverThat([Response.json({ occurrences })]);
    const timetable = { recurrence: weekly.recurrence, timezone: "America/New_York", count: 1 };

    expect(await org.schedules.preview(timetable)).toEqual(occurrences);
    expect(requests[0]).toMatchObject({ method: "POST", path: `${path}/preview` });
    expect(JSON.parse(requests[0]?.body ?? "")).toEqual(timetable);
  });
});

describe("SDK schedules › an update", () => {
  it("is of the version that was read", async () => {
    const { org, requests } = serverThat([scheduleAnswer(), scheduleAnswer({ version: 4 })]);

    const updated = await org.schedules.update(await org.schedules.get(scheduleId), { name: "Another" });

    expect(updated.version).toBe(4);
    expect(requests[1]).toMatchObject({ method: "PATCH", path: `${path}/${scheduleId}`, body: '{"name":"Another"}' });
    expect(requests[1]?.headers.get("If-Match")).toBe('"3"');
  });

  it("of another version is refused", async () => {
    const { org } = serverThat([problemAnswer(412, "precondition-failed")]);

    const error = await errorOf(org.schedules.update({ id: scheduleId, version: 2 }, { name: "Another" }));

    expect(error).toMatchObject({ status: 412, type: "/problems/precondition-failed" });
  });

  it("is not sent again after a network error", async () => {
    const { org, requests, clock } = serverThat([networkError()]);

    await errorOf(clock.run(org.schedules.update({ id: scheduleId, version: 2 }, { name: "Another" })));

    expect(requests).toHaveLength(1);
  });
});

describe("SDK schedules › after a network error", () => {
  type Call = (schedules: SchedulesClient) => Promise<unknown>;

  it.each<[string, Call, () => Response]>([
    ["preview", (schedules) => schedules.preview(weekly), () => Response.json({ occurrences: [] })],
    ["delete", (schedules) => schedules.delete(scheduleId), () => problemAnswer(404, "not-found")],
  ])("%s is sent again", async (_, call, answer) => {
    const { org, requests, clock } = serverThat([networkError(), answer()]);

    await clock.run(call(org.schedules));

    expect(requests).toHaveLength(2);
    expect(requests[1]?.headers.has("Idempotency-Key")).toBe(false);
  });

  it.each<[string, Call]>([
    ["pause", (schedules) => schedules.pause(scheduleId)],
    ["resume", (schedules) => schedules.resume(scheduleId)],
  ])("%s is sent again with the same key", async (_, call) => {
    const { org, requests, clock } = serverThat([networkError(), scheduleAnswer()]);

    await clock.run(call(org.schedules));

    const keys = requests.map(({ headers }) => headers.get("Idempotency-Key"));
    expect(keys).toEqual([expect.stringMatching(/./), keys[0]]);
  });

  it.each<[string, Call, () => Response]>([
    ["create", (schedules) => schedules.create(weekly), () => scheduleAnswer({}, 201)],
    ["trigger", (schedules) => schedules.trigger(scheduleId), triggered],
  ])("%s is sent again with the same key, so that it is done once", async (_, call, answer) => {
    const { org, requests, clock } = serverThat([networkError(), answer()]);

    await clock.run(call(org.schedules));

    const keys = requests.map(({ headers }) => headers.get("Idempotency-Key"));
    expect(keys).toEqual([keys[0], keys[0]]);
    expect(keys[0]).not.toBeNull();
  });
});

describe("SDK schedules › a trigger", () => {
  it("that comes too soon says when to come again, and doesn't wait for it", async () => {
    const tooSoon = problemAnswer(429, "too-many-requests", {}, { "Retry-After": "41" });
    const { org, requests, clock } = serverThat([tooSoon]);

    const error = await errorOf(clock.run(org.schedules.trigger(scheduleId, { idempotencyKey: "once" })));

    expect(error).toMatchObject({ status: 429, retryAfterMs: 41_000 });
    expect(clock.sleeps).toEqual([]);
    expect(requests.map(({ headers }) => headers.get("Idempotency-Key"))).toEqual(["once"]);
  });
});
