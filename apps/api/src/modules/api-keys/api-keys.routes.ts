import { withOrg } from "../../db/org-scope.ts";
import type { ModuleOperations } from "../../http/mount.ts";
import { tagged } from "../../http/preconditions.ts";
import type { Services } from "../../server/services.ts";
import { recordChange } from "../audit/record-change.ts";
import { lockCaller } from "../orgs/lock-caller.ts";
import {
  assertHolds,
  assertValidKey,
  insertApiKey,
  renameApiKey,
  revokeApiKey,
  rotateApiKey,
} from "./change-api-keys.ts";
import { type ApiKeyRow, apiKeyVersion, getApiKey, listApiKeys, toApiKey } from "./read-api-keys.ts";

type ApiKeyOperations = "listApiKeys" | "createApiKey" | "getApiKey" | "updateApiKey" | "rotateApiKey" | "revokeApiKey";

export function createApiKeysRoutes({
  apiPool: pool,
  now,
}: Pick<Services, "apiPool" | "now">): ModuleOperations<ApiKeyOperations> {
  const target = (id: string) => ({ type: "apiKey", id });
  const created = ({ key, row }: { key: string; row: ApiKeyRow }) => ({
    status: 201 as const,
    headers: { Location: `/v1/orgs/${row.orgId}/api-keys/${row.id}` },
    body: { key, apiKey: toApiKey(row) },
  });

  const answer = (row: ApiKeyRow) => tagged(apiKeyVersion(row), toApiKey(row));

  return {
    async listApiKeys({ principal: { orgId }, query }) {
      return { status: 200, body: await withOrg(pool, orgId, (tx) => listApiKeys(tx, orgId, query)) };
    },

    async createApiKey({ principal: { orgId }, cause, body: { name, scopes, expiresAt }, ...asking }) {
      const ends = expiresAt === undefined ? null : new Date(expiresAt);
      assertValidKey({ scopes, expiresAt: ends }, now());
      const granted = [...new Set(scopes)];
      const minted = await withOrg(pool, orgId, async (tx) => {
        const principal = await lockCaller(tx, asking, orgId, now());
        assertHolds(principal.scopes, granted, "A key can't have more scopes than its creator");
        const key = { orgId, name, scopes: granted, expiresAt: ends, createdBy: principal.actor, createdAt: now() };
        const inserted = await insertApiKey(tx, key);
        await recordChange(tx, cause, target(inserted.row.id), { name, scopes: granted });
        return inserted;
      });
      return created(minted);
    },

    async getApiKey({ principal: { orgId }, path: { keyId } }) {
      return { status: 200, ...answer(await withOrg(pool, orgId, (tx) => getApiKey(tx, orgId, keyId))) };
    },

    async updateApiKey({ principal: { orgId }, cause, path: { keyId }, header, body: { name }, ...asking }) {
      const row = await withOrg(pool, orgId, async (tx) => {
        await lockCaller(tx, asking, orgId, now());
        const renamed = await renameApiKey(tx, { orgId, keyId, ifMatch: header["If-Match"] }, name);
        await recordChange(tx, cause, target(keyId), { name });
        return renamed;
      });
      return { status: 200, ...answer(row) };
    },

    async rotateApiKey({ principal: { orgId }, cause, path: { keyId }, body: { overlapSeconds }, ...asking }) {
      const rotation = { keyId, overlapMs: overlapSeconds * 1000, now: now() };
      const minted = await withOrg(pool, orgId, async (tx) => {
        const principal = await lockCaller(tx, asking, orgId, now());
        const rotated = await rotateApiKey(tx, principal, rotation);
        await recordChange(tx, cause, target(keyId), { replacedBy: rotated.row.id, overlapSeconds });
        return rotated;
      });
      return created(minted);
    },

    async revokeApiKey({ principal: { orgId }, cause, path: { keyId }, header, ...asking }) {
      await withOrg(pool, orgId, async (tx) => {
        await lockCaller(tx, asking, orgId, now());
        await revokeApiKey(tx, { orgId, keyId, ifMatch: header["If-Match"] }, now());
        await recordChange(tx, cause, target(keyId));
      });
      return { status: 204 };
    },
  };
}
