/** The resources of users that requests can name: users, sessions and mailed links. */
import { randomBytes } from "node:crypto";
import { hashSecret } from "../../../src/modules/auth/session-tokens.ts";
import type { TestGaffer } from "../../harness/test-gaffer.ts";
import { tokenIn } from "../../harness/test-people.ts";
import { ask, type Resource, send, type Tenant } from "./tenant.ts";

const person = ({ canary, password }: Tenant) => ({ name: canary, password });

/** The token of a link with this value, as `makeLink` creates it. */
async function createLink({ database }: TestGaffer, purpose: string, value: string): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await database.admin.query(
    `insert into user_verifications (id, identifier, value, expires_at, created_at, updated_at)
     values (gen_random_uuid(), $1, $2, now() + interval '1 day', now(), now())`,
    [linkIdentifier(purpose, token), value],
  );
  return token;
}

/** The stored form of a link's token. */
export const linkIdentifier = (purpose: string, token: string) => `${purpose}:${hashSecret(token)}`;

const removeLink =
  (purpose: string): Resource["remove"] =>
  ({ database }, _tenant, token) =>
    database.admin.query("delete from user_verifications where identifier = $1", [linkIdentifier(purpose, token)]);

const invite = async (gaffer: TestGaffer, host: Tenant, email: string) => {
  await ask(gaffer, host, "POST", "/invitations", { email, role: "viewer" });
  return tokenIn(await gaffer.mail.waitFor(email));
};

/** A refresh token with the id of a session and a wrong secret. */
const refreshTokenOf = (sessionId: string) => `gfr_${sessionId.replaceAll("-", "")}_${randomBytes(48).toString("hex")}`;

const createSession: Resource["create"] = async ({ database }, { person }) => {
  const { rows } = await database.admin.query(
    `insert into user_sessions select another.* from user_sessions own
      cross join lateral jsonb_populate_record(own, jsonb_build_object('id', gen_random_uuid())) as another
      where own.id = $1 returning id`,
    [person.sessionId],
  );
  return rows[0].id;
};
const removeSession: Resource["remove"] = (gaffer, { person }, id) =>
  send(gaffer, person, "DELETE", `/v1/auth/sessions/${id}`);

export const peopleResources: Record<string, Resource> = {
  userId: {
    table: "memberships",
    column: "user_id",
    twin: { role: "viewer" },
    create: async (gaffer, tenant) => (await gaffer.createMember("member", tenant.org.orgId, person(tenant))).userId,
    remove: (gaffer, tenant, id) => ask(gaffer, tenant, "DELETE", `/members/${id}`),
  },
  sessionId: { create: createSession, remove: removeSession },
  email: {
    create: async (gaffer, tenant) => (await gaffer.createMember("viewer", tenant.org.orgId, person(tenant))).email,
    remove: ({ database }, _tenant, email) =>
      database.admin.query("delete from memberships where user_id = (select id from users where email = $1)", [email]),
    unknown: () => `${crypto.randomUUID()}@example.com`,
  },
  password: {
    create: async (_gaffer, { password }) => password,
    remove: async () => undefined,
    stays: true,
  },
  invitationToken: {
    create: async (gaffer, tenant) => invite(gaffer, tenant, (await gaffer.createPerson()).email),
    createOwn: (gaffer, { person }, host) => invite(gaffer, host, person.email),
    async remove(gaffer, tenant, token) {
      const { rows } = await gaffer.database.admin.query("select id from invitations where token_hash = sha256($1)", [
        token,
      ]);
      await ask(gaffer, tenant, "DELETE", `/invitations/${rows[0].id}`);
    },
    unknown: () => randomBytes(32).toString("base64url"),
  },
  verifyToken: {
    forBearer: true,
    create: (gaffer, { canary }) =>
      createLink(
        gaffer,
        "verify-email",
        JSON.stringify({ email: `${crypto.randomUUID()}@example.com`, name: canary, password: canary }),
      ),
    remove: removeLink("verify-email"),
  },
  resetToken: {
    forBearer: true,
    create: (gaffer, { person }) => createLink(gaffer, "reset-password", person.userId),
    remove: removeLink("reset-password"),
  },
  refreshToken: {
    create: async (gaffer, tenant) => refreshTokenOf(await createSession(gaffer, tenant)),
    createOwn: async (_gaffer, { person }) => person.refreshToken,
    async remove(gaffer, tenant, token) {
      const [, session = ""] = token.split("_");
      await removeSession(gaffer, tenant, session.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-"));
    },
    unknown: () => refreshTokenOf(crypto.randomUUID()),
  },
};
