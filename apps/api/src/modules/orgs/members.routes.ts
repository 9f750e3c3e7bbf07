import { withOrg } from "../../db/org-scope.ts";
import type { ModuleOperations } from "../../http/mount.ts";
import type { Services } from "../../server/services.ts";
import { recordChange } from "../audit/record-change.ts";
import { removeMember, updateMember } from "./change-members.ts";
import { lockCaller } from "./lock-caller.ts";
import { listMembers } from "./read-members.ts";

type MemberOperations = "listMembers" | "updateMember" | "removeMember";

export function createMembersRoutes({
  apiPool: pool,
  now,
}: Pick<Services, "apiPool" | "now">): ModuleOperations<MemberOperations> {
  const target = (id: string) => ({ type: "member", id });

  return {
    async listMembers({ principal: { orgId }, query }) {
      return { status: 200, body: await withOrg(pool, orgId, (tx) => listMembers(tx, orgId, query)) };
    },

    async updateMember({ principal: { orgId }, cause, path: { userId }, body: { role }, ...asking }) {
      const updated = await withOrg(pool, orgId, async (tx) => {
        const principal = await lockCaller(tx, asking, orgId, now());
        const { member, before } = await updateMember(tx, principal, userId, role);
        await recordChange(tx, cause, target(userId), { before, after: role });
        return member;
      });
      return { status: 200, body: updated };
    },

    async removeMember({ principal: { orgId }, cause, path: { userId }, ...asking }) {
      await withOrg(pool, orgId, async (tx) => {
        const principal = await lockCaller(tx, asking, orgId, now());
        const role = await removeMember(tx, principal, userId);
        await recordChange(tx, cause, target(userId), { role });
      });
      return { status: 204 };
    },
  };
}
