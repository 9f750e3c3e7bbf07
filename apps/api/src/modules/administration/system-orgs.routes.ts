import { withAllOrgs } from "../../db/org-scope.ts";
import type { Cause } from "../../http/caller.ts";
import type { ModuleOperations } from "../../http/mount.ts";
import { tagged } from "../../http/preconditions.ts";
import type { Services } from "../../server/services.ts";
import { recordChange } from "../audit/record-change.ts";
import type { Asking } from "../orgs/lock-caller.ts";
import type { ChangeInstallation } from "./change-installation.ts";
import {
  restoreSystemOrg,
  setKeyAdministrator,
  suspendOrg,
  unsuspendOrg,
  updateSystemOrg,
} from "./change-system-orgs.ts";
import { listSystemOrgs, readSystemOrg, systemOrgVersion } from "./read-system-orgs.ts";

type SystemOrgOperations =
  | "listSystemOrgs"
  | "getSystemOrg"
  | "updateSystemOrg"
  | "suspendOrg"
  | "unsuspendOrg"
  | "restoreSystemOrg"
  | "grantKeyAdministrator"
  | "revokeKeyAdministrator";

/** The operations on all organizations, for administrators of the installation. */
export function createSystemOrgsRoutes(
  services: Pick<Services, "workerPool" | "admission" | "now">,
  changeInstallation: ChangeInstallation,
): ModuleOperations<SystemOrgOperations> {
  const { workerPool, now } = services;
  const target = (id: string) => ({ type: "organization", id });

  const changeKey = async (
    path: { id: string; keyId: string },
    { cause, ...asking }: Asking & { cause: Cause },
    isAdministrator: boolean,
  ) => {
    await changeInstallation(asking, async (tx) => {
      await setKeyAdministrator(tx, path, isAdministrator);
      await recordChange(tx, cause, { type: "apiKey", id: path.keyId }, { orgId: path.id });
    });
    return { status: 204 as const };
  };

  return {
    async listSystemOrgs({ query }) {
      return { status: 200, body: await withAllOrgs(workerPool, (tx) => listSystemOrgs(tx, query, now())) };
    },

    async getSystemOrg({ path: { id } }) {
      const org = await withAllOrgs(workerPool, (tx) => readSystemOrg(tx, id, now()));
      return { status: 200, ...tagged(systemOrgVersion(org), org) };
    },

    async updateSystemOrg({ path: { id }, header, body: changes, cause, ...asking }) {
      const org = await changeInstallation(asking, async (tx) => {
        await updateSystemOrg(tx, id, changes, { ifMatch: header["If-Match"], now: now() });
        await recordChange(tx, cause, target(id), changes);
        return readSystemOrg(tx, id, now());
      });
      return { status: 200, ...tagged(systemOrgVersion(org), org) };
    },

    async suspendOrg({ path: { id }, body: { reason }, cause, ...asking }) {
      const org = await changeInstallation(asking, async (tx) => {
        await suspendOrg(tx, id, reason, now());
        await recordChange(tx, cause, target(id), { reason });
        return readSystemOrg(tx, id, now());
      });
      return { status: 200, body: org };
    },

    async unsuspendOrg({ path: { id }, cause, ...asking }) {
      const org = await changeInstallation(asking, async (tx) => {
        await unsuspendOrg(tx, services, id);
        await recordChange(tx, cause, target(id));
        return readSystemOrg(tx, id, now());
      });
      return { status: 200, body: org };
    },

    async restoreSystemOrg({ path: { id }, cause, ...asking }) {
      const org = await changeInstallation(asking, async (tx) => {
        await restoreSystemOrg(tx, id);
        await recordChange(tx, cause, target(id));
        return readSystemOrg(tx, id, now());
      });
      return { status: 200, body: org };
    },

    grantKeyAdministrator: ({ path, ...request }) => changeKey(path, request, true),
    revokeKeyAdministrator: ({ path, ...request }) => changeKey(path, request, false),
  };
}
