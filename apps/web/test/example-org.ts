/** Creates an organization with data for every page. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Job } from "@gaffer/client";
import type { Installation, SignedInPerson } from "./installation.ts";

export interface ExampleOrg {
  owner: SignedInPerson;
  orgId: string;
  /** Id of a completed job that generated a report. */
  jobId: string;
  scheduleId: string;
}

const input = { from: "2026-11-01T00:00:00Z", to: "2026-12-01T00:00:00Z" };
const people = "id,name,country,age\n1,Ada,GB,36\n2,Grace,US,85\n3,Edsger,NL,72\n";

export async function createExampleOrg(installation: Installation): Promise<ExampleOrg> {
  const owner = await installation.createPerson();
  const { id: orgId } = await owner.gaffer.orgs.create({ name: "Acme" });
  await installation.createMember(orgId, "viewer", "Grace");
  const org = owner.gaffer.org(orgId);
  await org.invitations.create({ email: "linus@example.com", role: "member" });
  await org.apiKeys.create({ name: "Web shop", scopes: ["jobs:write", "jobs:read"] });
  const file = await org.files.upload({ name: "people.csv", content: people, contentType: "text/csv" });

  const called = createServer((_request, response) => response.writeHead(503).end()).listen(0, "127.0.0.1");
  await once(called, "listening");
  const url = `http://127.0.0.1:${(called.address() as AddressInfo).port}/orders`;
  const ended = [
    ...(await org.jobs.createMany(Array(20).fill({ type: "file:profile", input: { fileId: file.id } }))),
    ...(await org.jobs.createMany(Array(3).fill({ type: "http:request", input: { url }, maxAttempts: 1 }))),
    ...(await org.jobs.createMany(Array(6).fill({ type: "file:profile", input: { fileId: file.id } }))),
    await org.jobs.create({ type: "report:generate", input }),
  ];
  await Promise.allSettled(ended.map((job) => org.jobs.wait(job)));
  called.close();
  await installation.spreadJobs(orgId, 37);

  // Three months from now, so that no worker runs the jobs during the test.
  const runAt = new Date(Date.now() + 90 * 24 * 3600 * 1000).toISOString();
  await org.jobs.create({ type: "report:generate", input, runAt });
  await org.jobs.cancel(await org.jobs.create({ type: "report:generate", input, runAt }));
  const schedule = await org.schedules.create({
    name: "Monthly report",
    job: { type: "report:generate", input },
    recurrence: { kind: "monthly", on: { kind: "day", day: 31 }, time: "02:30" },
    timezone: "Europe/Berlin",
  });
  await org.schedules.trigger(schedule);
  await org.export();
  const nightly = await org.schedules.create({
    name: "Nightly profile",
    job: { type: "file:profile", input: { fileId: file.id } },
    recurrence: { kind: "daily", time: "01:00" },
  });
  await org.schedules.pause(nightly);
  return { owner, orgId, jobId: (ended.at(-1) as Job).id, scheduleId: schedule.id };
}
