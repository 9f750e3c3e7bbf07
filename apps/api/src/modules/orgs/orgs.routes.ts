import { eq } from "../../db/drizzle.ts";
import { withOrg } from "../../db/org-scope.ts";
import { orgs } from "../../db/schema.ts";
import { personOf } from "../../http/caller.ts";
import type { ModuleOperations } from "../../http/mount.ts";
import { assertMatches, tagged } from "../../http/preconditions.ts";
import { ProblemError } from "../../http/problem.ts";
import type { Services } from "../../server/services.ts";
import { recordChange } from "../audit/record-change.ts";
import { leaveOrg, removeMember, transferOrg, updateMember } from "./change-members.ts";
import { createOrg } from "./create-org.ts";
import { lockCaller } from "./lock-caller.ts";
import { lockOrg } from "./lock-members.ts";
import { getMember, listMembers, memberVersion } from "./read-members.ts";
import { listOrgs, orgVersion, readOrg, toOrg } from "./read-orgs.ts";

type OrgOperations = "listOrgs" | "createOrg" | "getOrg" | "updateOrg" | "leaveOrg" | "transferOrg";

export function createOrgsRoutes({
  apiPool: pool,
  now,
}: Pick<Services, "apiPool" | "now">): ModuleOperations<OrgOperations> {
  return {
    async listOrgs({ caller, query }) {
      return { status: 200, body: await listOrgs(pool, personOf(caller).userId, query) };
    },

    async createOrg({ caller, cause, idempotency, body: request }) {
      const { userId } = personOf(caller);
      const { orgId, role } = await createOrg(pool, { userId, request, idempotency, cause, now: now() });
      const org = await withOrg(pool, orgId, (tx) => readOrg(tx, orgId, role));
      return { status: 201, headers: { Location: `/v1/orgs/${orgId}` }, body: org };
    },

    async getOrg({ principal: { orgId, role } }) {
      const org = await withOrg(pool, orgId, (tx) => readOrg(tx, orgId, role));
      return { status: 200, ...tagged(orgVersion(org), org) };
    },

    async updateOrg({ principal: { orgId, role }, cause, header, body: changes }) {
      const org = await withOrg(pool, orgId, async (tx) => {
        const before = toOrg(await lockOrg(tx, orgId), role);
        assertMatches(header["If-Match"], orgVersion(before));
        if (changes.name !== undefined) await tx.db.update(orgs).set(changes).where(eq(orgs.id, orgId));
        await recordChange(tx, cause, { type: "organization", id: orgId }, changes);
        return readOrg(tx, orgId, role);
      });
      return { status: 200, ...tagged(orgVersion(org), org) };
    },

    async leaveOrg({ principal: { orgId }, caller, cause, access }) {
      const { userId } = personOf(caller);
      await withOrg(pool, orgId, async (tx) => {
        await lockCaller(tx, { access, caller }, orgId, now());
        const role = await leaveOrg(tx, orgId, userId);
        await recordChange(tx, cause, { type: "member", id: userId }, { role });
      });
      return { status: 204 };
    },

    async transferOrg({ principal: { orgId }, caller, cause, access, body: { userId } }) {
      const to = userId.toLowerCase();
      if (caller?.kind !== "person")
        throw new ProblemError("forbidden", "An API key can't transfer an organization. Sign in as its owner.");
      const org = await withOrg(pool, orgId, async (tx) => {
        const principal = await lockCaller(tx, { access, caller }, orgId, now());
        await transferOrg(tx, principal, { from: caller.userId, to });
        await recordChange(tx, cause, { type: "organization", id: orgId }, { owner: to });
        return readOrg(tx, orgId, "admin");
      });
      return { status: 200, body: org };
    },
  };
}

type MemberOperations = "listMembers" | "getMember" | "updateMember" | "removeMember";

export function createMembersRoutes({
  apiPool: pool,
  now,
}: Pick<Services, "apiPool" | "now">): ModuleOperations<MemberOperations> {
  const target = (id: string) => ({ type: "member", id });

  return {
    async listMembers({ principal: { orgId }, query }) {
      return { status: 200, body: await withOrg(pool, orgId, (tx) => listMembers(tx, orgId, query)) };
    },

    async getMember({ principal: { orgId }, path: { userId } }) {
      const member = await withOrg(pool, orgId, (tx) => getMember(tx, orgId, userId));
      return { status: 200, ...tagged(memberVersion(member), member) };
    },

    async updateMember({ principal: { orgId }, cause, path: { userId }, header, body: { role }, ...asking }) {
      const updated = await withOrg(pool, orgId, async (tx) => {
        const principal = await lockCaller(tx, asking, orgId, now());
        const { member, before } = await updateMember(tx, principal, { userId, role, ifMatch: header["If-Match"] });
        await recordChange(tx, cause, target(userId), { before, after: role });
        return member;
      });
      return { status: 200, ...tagged(memberVersion(updated), updated) };
    },

    async removeMember({ principal: { orgId }, cause, path: { userId }, header, ...asking }) {
      await withOrg(pool, orgId, async (tx) => {
        const principal = await lockCaller(tx, asking, orgId, now());
        const role = await removeMember(tx, principal, { userId, ifMatch: header["If-Match"] });
        await recordChange(tx, cause, target(userId), { role });
      });
      return { status: 204 };
    },
  };
}
