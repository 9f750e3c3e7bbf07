import { eq } from "../../db/drizzle.ts";
import { type Transaction, withAllOrgs } from "../../db/org-scope.ts";
import { users } from "../../db/schema.ts";
import { authorize } from "../../http/authorize.ts";
import type { Caller } from "../../http/caller.ts";
import type { Services } from "../../server/services.ts";
import type { IsAdministrator } from "../auth/find-session.ts";
import { type Asking, lockCredential } from "../orgs/lock-caller.ts";

/** Runs a change of the installation in a transaction that sees all organizations. */
export type ChangeInstallation = <Result>(
  asking: Asking,
  change: (tx: Transaction) => Promise<Result>,
) => Promise<Result>;

/**
 * Authorizes the caller again in the transaction of the change. Locks the caller's API key, or their session and user,
 * so that access can't be lost before the transaction ends.
 */
export function createChangeInstallation(
  { workerPool, now }: Pick<Services, "workerPool" | "now">,
  isAdministrator: IsAdministrator,
): ChangeInstallation {
  return ({ access, caller }, change) =>
    withAllOrgs(workerPool, async (tx) => {
      const current = await lockUser(tx, await lockCredential(tx, caller, now()), isAdministrator);
      await authorize({ access }, current, undefined, async () => undefined);
      return change(tx);
    });
}

/** Locks the user and decides again whether they are an administrator. An API key is returned unchanged. */
async function lockUser({ db }: Transaction, caller: Caller | undefined, isAdministrator: IsAdministrator) {
  if (caller?.kind !== "person") return caller;
  const { id, email, emailVerified, administrator } = users;
  const [user] = await db
    .select({ id, email, emailVerified, administrator })
    .from(users)
    .where(eq(users.id, caller.userId))
    .for("share");
  return { ...caller, administrator: user !== undefined && isAdministrator(user) };
}
