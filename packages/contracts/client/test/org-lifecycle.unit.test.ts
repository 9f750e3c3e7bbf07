import { expect, it } from "vitest";
import { ConnectionError } from "../index.ts";
import { errorOf, networkError, problemAnswer, serverThat } from "./fake-server.ts";

const org = { id: "acme", name: "Acme & Söhne", deleteAfter: "2026-11-27T12:00:00.000Z" };

it("SDK organization lifecycle › an export returns a job to wait for, and is created once even if it is retried", async () => {
  const job = { id: "a", type: "org:export", status: "pending" };
  const files = [{ kind: "jobs", fileId: "b", rows: 3 }];
  const done = { ...job, status: "completed", output: { files } };
  const { gaffer, requests, clock } = serverThat([
    networkError(),
    Response.json(job, { status: 201 }),
    Response.json(done),
  ]);
  const { jobs, ...acme } = gaffer.org("acme");

  const exported = await clock.run(acme.export());
  expect((await clock.run(jobs.wait(exported))).files).toEqual(files);

  expect(requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
    "POST /v1/orgs/acme/export",
    "POST /v1/orgs/acme/export",
    "GET /v1/orgs/acme/jobs/a",
  ]);
  const [first, again] = requests.map(({ headers }) => headers.get("idempotency-key"));
  expect(first).toBeTruthy();
  expect(again).toBe(first);
});

it("SDK organization lifecycle › a deletion by name and a restore are retried after a network error", async () => {
  const deleted = Response.json(org, { status: 202 });
  const restored = Response.json({ ...org, deleteAfter: null });
  const { gaffer, requests, clock } = serverThat([networkError(), deleted, networkError(), restored]);
  const acme = gaffer.org("acme");

  expect(await clock.run(acme.delete({ name: org.name }))).toEqual(org);
  expect(await clock.run(acme.restore())).toMatchObject({ deleteAfter: null });

  const asked = requests.map(({ method, path }) => `${method} ${path}`);
  expect(asked[1]).toBe("DELETE /v1/orgs/acme?name=Acme%20%26%20S%C3%B6hne");
  expect(asked.slice(2)).toEqual(["POST /v1/orgs/acme/restore", "POST /v1/orgs/acme/restore"]);
});

it("SDK organization lifecycle › a wrong name is refused", async () => {
  const { gaffer, clock } = serverThat([problemAnswer(422, "invalid-request")]);
  const refused = await errorOf(clock.run(gaffer.org("acme").delete({ name: "Acne" })));
  expect(refused).not.toBeInstanceOf(ConnectionError);
  expect(refused).toMatchObject({ name: "ProblemError", status: 422 });
});
