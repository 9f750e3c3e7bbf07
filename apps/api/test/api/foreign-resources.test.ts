import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DemoOrg } from "../../src/modules/account/demo-org.ts";
import { contractOperations, pathOf } from "../contract/contract-operations.ts";
import { someFileId, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

const ofOneResource = contractOperations.filter(({ path }) =>
  /\{(jobId|fileId|uploadId|scheduleId|keyId)\}/.test(path),
);

let gaffer: TestGaffer;
let other: DemoOrg;
/** What belongs to the other organization. */
const foreign = { jobId: "", fileId: "", uploadId: "", scheduleId: "", keyId: "" };

beforeAll(async () => {
  gaffer = await startTestGaffer({ role: "api" });
  other = await gaffer.createOrg("other");
  const as = { as: other };
  const body = { type: "file:profile", input: { fileId: someFileId } };
  foreign.jobId = (await gaffer.request("POST", `/v1/orgs/${other.orgId}/jobs`, { ...as, body })).body.id;
  foreign.keyId = other.apiKey.split("_")[1] as string;
  const upload = { ...as, body: "content", headers: { "content-type": "text/plain" } };
  const schedule = { name: "theirs", job: body, recurrence: { kind: "daily", time: "09:00" } };
  foreign.scheduleId = (
    await gaffer.request("POST", `/v1/orgs/${other.orgId}/schedules`, { ...as, body: schedule })
  ).body.id;
  const announced = { name: "a", contentType: "a/b", sizeBytes: 1 };
  foreign.uploadId = (
    await gaffer.request("POST", `/v1/orgs/${other.orgId}/files/uploads`, { ...as, body: announced })
  ).body.id;
  foreign.fileId = (await gaffer.request("POST", `/v1/orgs/${other.orgId}/files?name=a.txt`, upload)).body.id;
});
afterAll(() => gaffer.stop());

/** The whole answer as text, but for the one thing that differs between any two. */
async function answerTo(method: string, url: string): Promise<{ status: number; text: string }> {
  const headers = { authorization: `Bearer ${gaffer.org.apiKey}`, "content-type": "application/json", "if-match": "*" };
  const body = method === "PATCH" || url.endsWith("/rotate") ? "{}" : null;
  const response = await gaffer.app.http.request(url, { method, headers, body });
  const requestId = response.headers.get("x-request-id") ?? "";
  const head = [...response.headers].filter(([name]) => name !== "x-request-id");
  const text = await response.text();
  expect(text).toContain(requestId);
  return { status: response.status, text: JSON.stringify(head) + text.replace(requestId, "") };
}

describe.each(ofOneResource)("$id", (operation) => {
  test("answers another organization's id exactly like one that doesn't exist", async () => {
    const { orgId } = gaffer.org;
    const unknown = {
      ...Object.fromEntries(Object.keys(foreign).map((name) => [name, crypto.randomUUID()])),
      keyId: "nobodysKey12",
    };
    const ofForeign = await answerTo(operation.method, pathOf(operation, { orgId, ...foreign }));
    const ofUnknown = await answerTo(operation.method, pathOf(operation, { orgId, ...unknown }));
    const inForeignOrg = await answerTo(operation.method, pathOf(operation, { orgId: other.orgId, ...foreign }));
    expect(ofUnknown.status).toBe(404);
    expect(ofForeign).toEqual(ofUnknown);
    expect(inForeignOrg).toEqual(ofUnknown);
  });
});

test("what others tried to do has changed nothing", async () => {
  const ofOther = (url: string) => gaffer.request("GET", `/v1/orgs/${other.orgId}${url}`, { as: other });
  expect((await ofOther(`/jobs/${foreign.jobId}`)).body).toMatchObject({ status: "pending", cancelRequestedAt: null });
  expect((await ofOther(`/files/${foreign.fileId}/content`)).body).toBe("content");
  expect((await ofOther(`/schedules/${foreign.scheduleId}`)).body).toMatchObject({
    state: "active",
    version: 1,
    lastRun: null,
  });
});

test("lists and counts hold nothing of other organizations", async () => {
  expect((await gaffer.inOrg("GET", "/jobs")).body).toEqual({ items: [], nextCursor: null });
  expect((await gaffer.inOrg("GET", "/files")).body).toEqual({ items: [], nextCursor: null });
  expect((await gaffer.inOrg("GET", "/schedules")).body).toEqual({ items: [], nextCursor: null });
  expect((await gaffer.inOrg("GET", "/jobs/stats")).body).toMatchObject({ byStatus: { pending: 0 }, byType: [] });
});
