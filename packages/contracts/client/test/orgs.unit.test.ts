import { describe, expect, it } from "vitest";
import { networkError, orgId, serverThat } from "./fake-server.ts";

const userId = "01890a5d-ac96-774b-bcce-b302099a8059";
const acme = { id: orgId, name: "Acme", role: "owner" };
const pageOf = (...items: object[]) => Response.json({ items, nextCursor: null });
const noContent = () => new Response(null, { status: 204 });
const asked = (requests: { method: string; path: string }[]) => requests.map(({ method, path }) => `${method} ${path}`);

describe("SDK organizations › organizations", () => {
  it("are created once despite retries, and listed page by page", async () => {
    const created = Response.json(acme, { status: 201 });
    const first = Response.json({ items: [acme], nextCursor: "more" });
    const { gaffer, requests, clock } = serverThat([networkError(), created, first, pageOf({ id: "b" })]);

    expect(await clock.run(gaffer.orgs.create({ name: "Acme" }))).toEqual(acme);
    const ids: string[] = [];
    for await (const { id } of gaffer.orgs.paginate({ limit: 1 })) ids.push(id);

    expect(ids).toEqual([orgId, "b"]);
    const [try1, try2] = requests.map(({ headers }) => headers.get("Idempotency-Key"));
    expect(try1).toBeTruthy();
    expect(try2).toBe(try1);
    expect(asked(requests).slice(1)).toEqual([
      "POST /v1/orgs",
      "GET /v1/orgs?limit=1",
      "GET /v1/orgs?limit=1&cursor=more",
    ]);
  });

  it("are renamed, left and transferred", async () => {
    const { org, requests } = serverThat([Response.json(acme), noContent(), Response.json(acme)]);

    await org.update({ name: "Acme" });
    expect(await org.leave()).toBeUndefined();
    await org.transfer(userId);

    expect(asked(requests)).toEqual([
      `PATCH /v1/orgs/${orgId}`,
      `POST /v1/orgs/${orgId}/leave`,
      `POST /v1/orgs/${orgId}/transfer`,
    ]);
    expect(requests.map(({ body }) => body)).toEqual(['{"name":"Acme"}', "", JSON.stringify({ userId })]);
  });

  it("have members that are listed, updated and removed, by object or id", async () => {
    const member = { userId, role: "viewer" };
    const { org, requests, clock } = serverThat([pageOf(member), Response.json(member), networkError(), noContent()]);

    const [found = userId] = (await org.members.list({ limit: 5 })).items;
    await org.members.update(found, "admin");
    await clock.run(org.members.remove(userId));

    const path = `/v1/orgs/${orgId}/members`;
    expect(asked(requests)).toEqual([
      `GET ${path}?limit=5`,
      `PATCH ${path}/${userId}`,
      `DELETE ${path}/${userId}`,
      `DELETE ${path}/${userId}`,
    ]);
    expect(requests[1]?.body).toBe('{"role":"admin"}');
  });

  it("have invitations that are created, listed and revoked", async () => {
    const invitation = { id: userId, email: "ada@example.com", role: "viewer" };
    const { org, requests } = serverThat([Response.json(invitation, { status: 201 }), pageOf(invitation), noContent()]);

    const made = await org.invitations.create({ email: "ada@example.com", role: "viewer" });
    expect((await org.invitations.list()).items).toEqual([invitation]);
    await org.invitations.revoke(made);

    const path = `/v1/orgs/${orgId}/invitations`;
    expect(asked(requests)).toEqual([`POST ${path}`, `GET ${path}`, `DELETE ${path}/${userId}`]);
  });
});

describe("SDK organizations › invited user", () => {
  const token = "x".repeat(43);

  it("reads the invitation of a token and accepts it", async () => {
    const { gaffer, requests, clock } = serverThat([
      networkError(),
      Response.json({ orgName: "Acme" }),
      Response.json(acme),
    ]);

    expect(await clock.run(gaffer.orgs.findInvitation(token))).toEqual({ orgName: "Acme" });
    expect(await gaffer.orgs.acceptInvitation(token)).toEqual(acme);

    expect(asked(requests).slice(1)).toEqual(["POST /v1/invitations/find", "POST /v1/invitations/accept"]);
    for (const { body } of requests) expect(body).toBe(JSON.stringify({ token }));
  });

  it("retries an acceptance with the same key, so that it succeeds once", async () => {
    const { gaffer, requests, clock } = serverThat([networkError(), Response.json({ id: "o", name: "Acme" })]);

    expect(await clock.run(gaffer.orgs.acceptInvitation(token))).toMatchObject({ name: "Acme" });

    const keys = requests.map(({ headers }) => headers.get("Idempotency-Key"));
    expect(keys).toEqual([expect.stringMatching(/./), keys[0]]);
  });
});
