/** Lists, pauses and resumes the schedules that match filters. */
import type { Schemas } from "@gaffer/contracts/server";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type OpenSchedules, openSchedules } from "./open-schedules.ts";

let opened: OpenSchedules;
beforeAll(async () => {
  opened = await openSchedules("2026-03-06T12:00:00Z");
});
afterEach(() => opened.forget());
afterAll(() => opened.close());

const change = (verb: "pause" | "resume", selection: object) =>
  opened.gaffer.inOrg<Schemas["ChangedSchedules"] & Schemas["Problem"]>("POST", `/schedules/${verb}`, selection);
const list = async (query: string) =>
  (await opened.gaffer.inOrg<Schemas["SchedulePage"]>("GET", `/schedules?${query}`)).body.items.map(({ name }) => name);

describe("pauseSchedules and resumeSchedules", () => {
  test("change the schedules that a list with the same filters has", async () => {
    const report = { type: "report:generate", input: { period: "lastDay" } };
    await opened.schedule({ name: "Daily report", job: report });
    await opened.schedule({ name: "Hourly profile" });
    const { createdBy } = await opened.schedule({ name: "weekly REPORT" });
    expect(await list("name=report")).toEqual(["weekly REPORT", "Daily report"]);
    expect(await list("type=report:generate,http:request")).toEqual(["Daily report"]);
    expect(await list(`createdBy=${createdBy}&name=hourly`)).toEqual(["Hourly profile"]);
    expect(await list("createdBy=system")).toEqual([]);

    expect((await change("pause", { name: "report" })).body).toEqual({ changed: 2, more: false });
    expect(await list("status=paused,ended")).toEqual(["weekly REPORT", "Daily report"]);
    expect(await list("status=active")).toEqual(["Hourly profile"]);
    expect((await change("pause", { name: "report" })).body).toEqual({ changed: 0, more: false });
    expect((await change("resume", { type: ["report:generate"] })).body).toEqual({ changed: 1, more: false });
    expect(await list("status=active")).toEqual(["Hourly profile", "Daily report"]);
  });

  test("have the same result as the single operations", async () => {
    const [one, other] = [await opened.schedule(), await opened.schedule()];
    const same = ({ id: _, createdAt: __, ...schedule }: Schemas["Schedule"]) => schedule;
    await opened.post(one.id, "pause");
    await change("pause", { ids: [other.id] });
    expect(same(await opened.get(other.id))).toEqual(same(await opened.get(one.id)));
    opened.clock.now = new Date("2026-03-06T12:30:10Z");
    await opened.post(one.id, "resume");
    await change("resume", { ids: [other.id] });
    expect(same(await opened.get(other.id))).toEqual(same(await opened.get(one.id)));
    expect(await opened.passAt("2026-03-06T12:31:00Z")).toBe(2);
  });

  test("ignore ended schedules and schedules of other organizations", async () => {
    const ended = await opened.schedule({ recurrence: { kind: "once", at: "2026-03-06T12:40:00Z" } });
    await opened.passAt("2026-03-06T12:41:00Z");
    expect((await opened.get(ended.id)).status).toBe("ended");
    const as = await opened.gaffer.createOrg("other");
    const mine = await opened.schedule();
    for (const verb of ["pause", "resume"] as const)
      expect((await change(verb, { ids: [ended.id] })).body).toEqual({ changed: 0, more: false });
    const url = `/v1/orgs/${as.orgId}/schedules/pause`;
    const theirs = await opened.gaffer.request("POST", url, { as, body: { ids: [mine.id] } });
    expect(theirs.body).toEqual({ changed: 0, more: false });
    expect((await opened.get(mine.id)).status).toBe("active");
  });

  test("need a filter", async () => {
    const { status, body } = await change("pause", {});
    expect(status).toBe(422);
    expect(body.errors).toMatchObject([{ pointer: "/ids", code: "missing" }]);
  });
});
