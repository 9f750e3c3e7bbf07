import { type Call, idOf } from "./call.ts";
import type { CallOptions, Page, SystemPerson, SystemPersonDetails, SystemPersonQuery } from "./models.ts";
import { paginated } from "./paginate.ts";

/** A user, or the user's id. */
export type SystemPersonRef = string | { readonly id: string };

/** All users of the installation. */
export interface SystemPeopleClient {
  /** Lists a page of users, newest first. */
  list(query?: SystemPersonQuery, options?: CallOptions): Promise<Page<SystemPerson>>;

  /** Yields all matching users, newest first. Reads page by page. */
  paginate(query?: SystemPersonQuery, options?: CallOptions): AsyncGenerator<SystemPerson, void, undefined>;

  get(person: SystemPersonRef, options?: CallOptions): Promise<SystemPersonDetails>;

  /** Makes a user an administrator of the installation. Idempotent. */
  grantAdministrator(person: SystemPersonRef, options?: CallOptions): Promise<SystemPersonDetails>;

  /**
   * Takes the grant from an administrator. Idempotent.
   *
   * @throws ProblemError `last-administrator` if no other user is an administrator
   * @throws ProblemError `administrator-by-setting` if the setting `ADMIN_EMAILS` has the user's address
   */
  revokeAdministrator(person: SystemPersonRef, options?: CallOptions): Promise<SystemPersonDetails>;
}

export function createSystemPeopleClient(call: Call): SystemPeopleClient {
  const ofPerson = (person: SystemPersonRef) => ({ path: { userId: idOf(person) } });
  const list: SystemPeopleClient["list"] = (query, options) => call("listSystemPeople", { query }, options);
  return {
    list,
    paginate: paginated(list),
    get: (person, options) => call("getSystemPerson", ofPerson(person), options),
    grantAdministrator: (person, options) => call("grantAdministrator", ofPerson(person), options),
    revokeAdministrator: (person, options) => call("revokeAdministrator", ofPerson(person), options),
  };
}
