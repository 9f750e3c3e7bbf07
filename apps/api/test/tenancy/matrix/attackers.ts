/** The attackers: keys and members of the attacking organization, and an anonymous caller. */
import { mintApiKey } from "../../../src/modules/api-keys/api-key.ts";
import { type ContractOperation, scopesOfRole } from "../../contract/contract-operations.ts";
import type { TestGaffer } from "../../harness/test-gaffer.ts";
import type { Tenant } from "./tenant.ts";

/** A caller of the attacking organization. */
export interface Attacker extends Tenant {
  headers: Record<string, string>;
  /** Whether the attacker may call the operation on its own resources. */
  may(operation: ContractOperation): boolean;
  /** Whether the attacker sends only one case of each kind to operations for which it has no permission. */
  isBrief?: boolean;
}

type CreateAttacker = (gaffer: TestGaffer, tenant: Tenant) => Promise<Attacker>;

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** An API key can't transfer an organization, whatever its scopes. */
const keyMay = ({ access, id }: ContractOperation) => access !== "person" && id !== "transferOrg";
const personMay =
  (scopes: readonly string[]) =>
  ({ access }: ContractOperation) =>
    ["authenticated", "person", ...scopes].includes(access);

/** An API key with every scope. */
const fullKey: CreateAttacker = async (_gaffer, tenant) => ({
  ...tenant,
  headers: bearer(tenant.org.apiKey),
  may: keyMay,
});

/** An API key without scopes. */
const emptyKey: CreateAttacker = async ({ database }, tenant) => {
  const { id, key, secretHash } = mintApiKey();
  await database.admin.query(
    `insert into api_keys (org_id, id, name, secret_hash, scopes, created_by, created_at)
     values ($1, $2, 'none', $3, '{}', 'system', now())`,
    [tenant.org.orgId, id, secretHash],
  );
  const may = ({ access }: ContractOperation) => access === "authenticated";
  return { ...tenant, headers: bearer(key), may };
};

const owner: CreateAttacker = async (_gaffer, tenant) => ({
  ...tenant,
  headers: bearer(tenant.person.apiKey),
  may: personMay(scopesOfRole("owner")),
});

/** A member who uses a browser's cookies. */
const viewer: CreateAttacker = async (gaffer, tenant) => {
  const { org, password } = tenant;
  const person = await gaffer.createMember("viewer", org.orgId, { password });
  const headers = { cookie: `__Host-gaffer_session=${person.apiKey}`, "sec-fetch-site": "same-origin" };
  return { ...tenant, person, headers, may: personMay(scopesOfRole("viewer")), isBrief: true };
};

/** An attacker who sends no credentials. The attacker still has an account. */
const anonymous: CreateAttacker = async (_gaffer, tenant) => ({
  ...tenant,
  headers: {},
  may: ({ access }) => access === "anyone",
});

const attackers = { fullKey, emptyKey, owner, viewer, anonymous } satisfies Record<string, CreateAttacker>;
export type AttackerName = keyof typeof attackers;

/**
 * Operations with which an administrator of the installation sees and changes every organization. The matrix attacks
 * them only with callers who aren't administrators.
 */
export const acrossOrgs = [
  ...["listSystemOrgs", "getSystemOrg", "updateSystemOrg", "suspendOrg", "unsuspendOrg"],
  ...["restoreSystemOrg", "grantKeyAdministrator", "revokeKeyAdministrator"],
  ...["listPlans", "createPlan", "getPlan", "updatePlan", "deletePlan"],
  ...["findJob", "listOrgUsage"],
  ...["listSystemPeople", "getSystemPerson", "grantAdministrator", "revokeAdministrator"],
];

/** The attackers of an operation. An operation to which anyone has access needs only the anonymous attacker. */
export function attackersOf({ access, id }: ContractOperation): readonly AttackerName[] {
  if (access === "anyone") return ["anonymous"];
  // `fullKey` has the scope of administrators.
  return acrossOrgs.includes(id) ? ["emptyKey", "owner", "viewer"] : ["fullKey", "emptyKey", "owner", "viewer"];
}

/** Creates one attacker of each kind. */
export async function createAttackers(gaffer: TestGaffer, tenant: Tenant): Promise<Record<AttackerName, Attacker>> {
  const names = Object.keys(attackers) as AttackerName[];
  const created = await Promise.all(names.map((name) => createAttacker(gaffer, tenant, name)));
  return Object.fromEntries(names.map((name, at) => [name, created[at]])) as Record<AttackerName, Attacker>;
}

async function createAttacker(gaffer: TestGaffer, tenant: Tenant, name: AttackerName): Promise<Attacker> {
  const attacker = await attackers[name](gaffer, tenant);
  // The API queries the request rate of a caller once. This request causes that query, so that no attack does.
  await gaffer.request("GET", "/v1/me", { headers: attacker.headers });
  return attacker;
}

/**
 * Creates an attacker in a new organization with one owner. The attacker attacks one operation, which ends the
 * organization or needs an organization without history.
 */
export async function createNewcomer(gaffer: TestGaffer, canary: string, name: AttackerName): Promise<Attacker> {
  const org = await gaffer.createOrg(newcomersOrg);
  await gaffer.database.admin.query("delete from memberships where org_id = $1", [org.orgId]);
  const password = `of a newcomer ${canary}`;
  const person = await gaffer.createMember("owner", org.orgId, { password });
  return createAttacker(gaffer, { org, canary, person, password }, name);
}

/** The name of the organizations that are created for one operation. */
export const newcomersOrg = "newcomers";
