import { withAllOrgs } from "../../db/org-scope.ts";
import type { Cause } from "../../http/caller.ts";
import type { ModuleOperations } from "../../http/mount.ts";
import type { Services } from "../../server/services.ts";
import { recordChange } from "../audit/record-change.ts";
import type { Asking } from "../orgs/lock-caller.ts";
import type { ChangeInstallation } from "./change-installation.ts";
import { grantAdministrator, listSystemPeople, readSystemPerson, revokeAdministrator } from "./system-people.ts";

type PeopleOperations = "listSystemPeople" | "getSystemPerson" | "grantAdministrator" | "revokeAdministrator";

/** The operations on all users, for administrators of the installation. */
export function createSystemPeopleRoutes(
  { workerPool, config: { adminEmails } }: Pick<Services, "workerPool" | "config">,
  changeInstallation: ChangeInstallation,
): ModuleOperations<PeopleOperations> {
  const change = async (
    userId: string,
    { cause, ...asking }: Asking & { cause: Cause },
    make: (...parameters: Parameters<typeof grantAdministrator>) => Promise<void>,
  ) => {
    const body = await changeInstallation(asking, async (tx) => {
      await make(tx, userId);
      await recordChange(tx, cause, { type: "person", id: userId });
      return readSystemPerson(tx, adminEmails, userId);
    });
    return { status: 200 as const, body };
  };

  return {
    async listSystemPeople({ query }) {
      return { status: 200, body: await withAllOrgs(workerPool, (tx) => listSystemPeople(tx, adminEmails, query)) };
    },
    async getSystemPerson({ path: { userId } }) {
      const person = await withAllOrgs(workerPool, (tx) => readSystemPerson(tx, adminEmails, userId));
      return { status: 200, body: person };
    },
    grantAdministrator: ({ path, ...request }) => change(path.userId, request, grantAdministrator),
    revokeAdministrator: ({ path, ...request }) =>
      change(path.userId, request, (tx, userId) => revokeAdministrator(tx, adminEmails, userId)),
  };
}
