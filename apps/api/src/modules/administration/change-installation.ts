import { type Transaction, withAllOrgs } from "../../db/org-scope.ts";
import { authorize } from "../../http/authorize.ts";
import type { Services } from "../../server/services.ts";
import { type Asking, lockCredential } from "../orgs/lock-caller.ts";

/** Runs a change of the installation in a transaction that sees all organizations. */
export type ChangeInstallation = <Result>(
  asking: Asking,
  change: (tx: Transaction) => Promise<Result>,
) => Promise<Result>;

/**
 * Authorizes the caller again in the transaction of the change. Locks the caller's API key or session, so that access
 * can't be lost before the transaction ends.
 */
export function createChangeInstallation({
  workerPool,
  now,
}: Pick<Services, "workerPool" | "now">): ChangeInstallation {
  return ({ access, caller }, change) =>
    withAllOrgs(workerPool, async (tx) => {
      const current = await lockCredential(tx, caller, now());
      await authorize({ access }, current, undefined, async () => undefined);
      return change(tx);
    });
}
