import type { Schemas } from "@gaffer/contracts/server";
import { withOrg } from "../../db/org-scope.ts";
import { UnavailableError } from "../../errors.ts";
import { personOf, type Role } from "../../http/caller.ts";
import { findAnswer, storeAnswer } from "../../http/idempotency.ts";
import type { ModuleOperations } from "../../http/mount.ts";
import type { Services } from "../../server/services.ts";
import { recordChange } from "../audit/record-change.ts";
import { acceptInvitation, findInvitation } from "./accept-invitation.ts";
import { createInvitation, revokeInvitation } from "./change-invitations.ts";
import { lockCaller } from "./lock-caller.ts";
import { listInvitations } from "./read-invitations.ts";
import { readOrg } from "./read-orgs.ts";

type InvitationOperations =
  | "listInvitations"
  | "createInvitation"
  | "revokeInvitation"
  | "findInvitation"
  | "acceptInvitation";

export function createInvitationsRoutes(
  services: Pick<Services, "apiPool" | "mails" | "sendMail" | "now">,
): ModuleOperations<InvitationOperations> {
  const { apiPool: pool, mails, sendMail, now } = services;
  const target = (id: string) => ({ type: "invitation", id });

  return {
    async listInvitations({ principal: { orgId }, query }) {
      return { status: 200, body: await withOrg(pool, orgId, (tx) => listInvitations(tx, orgId, query)) };
    },

    async createInvitation({ principal: { orgId }, cause, idempotency, body, ...asking }) {
      const created = await withOrg(pool, orgId, async (tx) => {
        const principal = await lockCaller(tx, asking, orgId, now());
        const stored = await findAnswer<Schemas["Invitation"]>(tx, { orgId, idempotency, now: now() });
        if (stored) return { invitation: stored.answer };
        const { invitation, token } = await createInvitation(tx, principal, body, now());
        const { id, email, role } = invitation;
        await recordChange(tx, cause, target(id), { email, role });
        const { name: orgName } = await readOrg(tx, orgId, null);
        return { invitation, mail: mails.invitation({ ...invitation, orgName, token }) };
      });
      const { invitation, mail } = created;
      if (!mail) return { status: 201, body: invitation };
      // The mail is sent after the commit, so that its token is valid. If sending fails, the user can invite again,
      // which replaces this invitation.
      await sendMail(mail).catch((cause: unknown) => {
        throw new UnavailableError("The mail server", { cause });
      });
      // The response is stored after the mail was sent. So a request that is repeated because sending failed, or because
      // the process ended, sends a mail.
      if (idempotency)
        await withOrg(pool, orgId, (tx) => storeAnswer(tx, { orgId, idempotency, now: now() }, invitation));
      return { status: 201, body: invitation };
    },

    async revokeInvitation({ principal: { orgId }, cause, path: { invitationId }, ...asking }) {
      await withOrg(pool, orgId, async (tx) => {
        const principal = await lockCaller(tx, asking, orgId, now());
        const email = await revokeInvitation(tx, principal, invitationId);
        await recordChange(tx, cause, target(invitationId), { email });
      });
      return { status: 204 };
    },

    async findInvitation({ caller, body: { token } }) {
      const presented = { userId: personOf(caller).userId, token, now: now() };
      const { orgId, role, expiresAt } = await findInvitation(pool, presented);
      const { name: orgName } = await withOrg(pool, orgId, (tx) => readOrg(tx, orgId, null));
      return { status: 200, body: { orgId, orgName, role: role as Role, expiresAt: expiresAt.toISOString() } };
    },

    async acceptInvitation({ caller, cause, idempotency, body: { token } }) {
      const presented = { userId: personOf(caller).userId, token, now: now() };
      return { status: 200, body: await acceptInvitation(pool, presented, { caller, cause, idempotency }) };
    },
  };
}
