/** Who tries: keys and people of the attacking organization, and whoever has neither. */
import { mintApiKey } from "../../../src/modules/api-keys/api-key.ts";
import { type ContractOperation, scopesOfRole } from "../../contract/contract-operations.ts";
import type { TestGaffer } from "../../harness/test-gaffer.ts";
import type { Tenant } from "./tenant.ts";

/** Somebody of an organization. */
export interface Attacker extends Tenant {
  headers: Record<string, string>;
  /** Whether they may do this to what is their own. */
  may(operation: ContractOperation): boolean;
  /** Where they may not, they don't try everything. */
  isBrief?: boolean;
}

type CreateAttacker = (gaffer: TestGaffer, tenant: Tenant) => Promise<Attacker>;

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** A key can't hand an organization over, whatever scopes it has. */
const keyMay = ({ access, id }: ContractOperation) => access !== "person" && id !== "transferOrg";
const personMay =
  (scopes: readonly string[]) =>
  ({ access }: ContractOperation) =>
    ["authenticated", "person", ...scopes].includes(access);

/** With every scope. */
const fullKey: CreateAttacker = async (_gaffer, tenant) => ({
  ...tenant,
  headers: bearer(tenant.org.apiKey),
  may: keyMay,
});

/** Without scopes. */
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

/** With a browser. */
const viewer: CreateAttacker = async (gaffer, tenant) => {
  const { org, password } = tenant;
  const person = await gaffer.createMember("viewer", org.orgId, { password });
  const headers = { cookie: `__Host-gaffer_session=${person.apiKey}`, "sec-fetch-site": "same-origin" };
  return { ...tenant, person, headers, may: personMay(scopesOfRole("viewer")), isBrief: true };
};

/** Says not who it is; has an account even so. */
const nobody: CreateAttacker = async (_gaffer, tenant) => ({
  ...tenant,
  headers: {},
  may: ({ access }) => access === "anyone",
});

const attackers = { fullKey, emptyKey, owner, viewer, nobody } satisfies Record<string, CreateAttacker>;
export type AttackerName = keyof typeof attackers;

/** Who attacks by an operation. What anyone may call isn't asked who calls. */
export const attackersOf = ({ access }: ContractOperation): readonly AttackerName[] =>
  access === "anyone" ? ["nobody"] : ["fullKey", "emptyKey", "owner", "viewer"];

/** One of each. */
export async function createAttackers(gaffer: TestGaffer, tenant: Tenant): Promise<Record<AttackerName, Attacker>> {
  const names = Object.keys(attackers) as AttackerName[];
  const created = await Promise.all(names.map((name) => createAttacker(gaffer, tenant, name)));
  return Object.fromEntries(names.map((name, at) => [name, created[at]])) as Record<AttackerName, Attacker>;
}

async function createAttacker(gaffer: TestGaffer, tenant: Tenant, name: AttackerName): Promise<Attacker> {
  const attacker = await attackers[name](gaffer, tenant);
  // How often they may send requests is asked for once.
  await gaffer.request("GET", "/v1/me", { headers: attacker.headers });
  return attacker;
}

/**
 * One of an organization that was made for one case, because the request ends something of it, or because nothing has
 * happened in it yet. It has one owner.
 */
export async function createNewcomer(gaffer: TestGaffer, canary: string, name: AttackerName): Promise<Attacker> {
  const org = await gaffer.createOrg(newcomersOrg);
  await gaffer.database.admin.query("delete from memberships where org_id = $1", [org.orgId]);
  const password = `of a newcomer ${canary}`;
  const person = await gaffer.createMember("owner", org.orgId, { password });
  return createAttacker(gaffer, { org, canary, person, password }, name);
}

/** What their organizations are called. */
export const newcomersOrg = "newcomers";
