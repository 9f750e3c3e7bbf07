import type { Call, KeyedOptions } from "./call.ts";
import type { CallOptions, CreateOrg, Org, OrgQuery, Page, ReceivedInvitation } from "./models.ts";
import { paginated } from "./paginate.ts";

/** The organizations of the signed-in user. Refused for an API key, which belongs to one organization. */
export interface OrgsClient {
  /** Creates an organization with the user as its owner. */
  create(org: CreateOrg, options?: KeyedOptions): Promise<Org>;

  /** Lists a page of the user's organizations, newest first. */
  list(query?: OrgQuery, options?: CallOptions): Promise<Page<Org>>;

  /** Yields all organizations of the user, newest first. Reads page by page. */
  paginate(query?: OrgQuery, options?: CallOptions): AsyncGenerator<Org, void, undefined>;

  /** Returns the invitation that belongs to the token of an invitation mail. */
  findInvitation(token: string, options?: CallOptions): Promise<ReceivedInvitation>;

  /** Accepts an invitation. The user becomes a member. The token works once. */
  acceptInvitation(token: string, options?: KeyedOptions): Promise<Org>;
}

export function createOrgsClient(call: Call): OrgsClient {
  const list: OrgsClient["list"] = (query, options) => call("listOrgs", { query }, options);
  return {
    create: (body, options) => call("createOrg", { body }, options),
    list,
    paginate: paginated(list),
    findInvitation: (token, options) => call("findInvitation", { body: { token } }, options),
    acceptInvitation: (token, options) => call("acceptInvitation", { body: { token } }, options),
  };
}
