/**
 * Sends each operation of the contract as a user with each role. The contract says which scope each operation needs.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contractOperations, pathOf, roles, scopesOfRole } from "../contract/contract-operations.ts";
import { someFileId, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

let gaffer: TestGaffer;
beforeAll(async () => {
  gaffer = await startTestGaffer({ role: "api" });
});
afterAll(() => gaffer.stop());

test("Role permissions › roles › each has all scopes of the previous one, and more", () => {
  const counts = roles.map((role) => scopesOfRole(role).length);
  expect(roles).toEqual(["viewer", "member", "admin", "owner"]);
  expect(counts.every((count, at) => at === 0 || count > (counts[at - 1] ?? 0))).toBe(true);
});

describe.each(contractOperations.filter(({ path }) => path.includes("{orgId}")))(
  "Role permissions › $id",
  (operation) => {
    const send = (as: { apiKey: string } | undefined, orgId = gaffer.org.orgId) => {
      const url = pathOf(operation, { orgId, jobId: someFileId, fileId: someFileId });
      return gaffer.request(operation.method, url, { as });
    };

    test.each(roles)("applies the scopes of the role %s", async (role) => {
      const answer = await send(await gaffer.createMember(role));
      const { scope } = operation;
      if (scope === undefined || scopesOfRole(role).includes(scope)) expect([401, 403]).not.toContain(answer.status);
      else {
        expect(answer).toMatchObject({ status: 403, body: { type: "/problems/forbidden" } });
        const able = roles.filter((name) => scopesOfRole(name).includes(scope));
        for (const name of able) expect(answer.body.detail).toContain(name);
      }
    });

    test("is 404 for a user of another organization", async () => {
      const { orgId } = await gaffer.createOrg("elsewhere");
      const elsewhere = await gaffer.createMember("owner", orgId);
      const [foreign, unknown] = [await send(elsewhere), await send(elsewhere, crypto.randomUUID())];
      expect(foreign.status).toBe(404);
      expect({ ...unknown.body, requestId: "" }).toEqual({ ...foreign.body, requestId: "" });
    });
  },
);

describe.each(contractOperations.filter(({ access }) => access === "system:admin"))(
  "Role permissions › $id",
  (operation) => {
    test("refuses every role of an organization", async () => {
      const { status } = await gaffer.request(operation.method, pathOf(operation, {}), {
        as: await gaffer.createMember("owner"),
      });
      expect(status).toBe(403);
    });
  },
);
