import type { Client } from "openapi-fetch";
import type { paths } from "../generated/openapi.d.ts";
import { dataOf } from "./answer.ts";
import { type CreateOptions, callInit, idempotencyHeader } from "./call-options.ts";
import type { CallOptions, CreateOrg, Org, OrgQuery, Page, ReceivedInvitation } from "./models.ts";
import { paginate } from "./paginate.ts";

/** The organizations of the signed-in user. An API key can't use it, because it belongs to one organization. */
export interface OrgsClient {
  /** Creates an organization with the user as its owner. */
  create(org: CreateOrg, options?: CreateOptions): Promise<Org>;

  /** Lists a page of the user's organizations, newest first. */
  list(query?: OrgQuery, options?: CallOptions): Promise<Page<Org>>;

  /** Yields all of them. Reads page by page. */
  paginate(query?: OrgQuery, options?: CallOptions): AsyncGenerator<Org, void, undefined>;

  /** Returns the invitation of a mailed token. */
  findInvitation(token: string, options?: CallOptions): Promise<ReceivedInvitation>;

  /**
   * Accepts an invitation. The user becomes a member. Not retried after a network error, because the token works once.
   */
  acceptInvitation(token: string, options?: CallOptions): Promise<Org>;
}

export function createOrgsClient(http: Client<paths>): OrgsClient {
  const orgs: OrgsClient = {
    create: (org, options = {}) => {
      const params = { header: idempotencyHeader(options) };
      return dataOf(http.POST("/v1/orgs", { params, body: org, ...callInit(options) }));
    },

    list: (query = {}, options = {}) => dataOf(http.GET("/v1/orgs", { params: { query }, ...callInit(options) })),

    paginate: (query, options) => paginate((cursor) => orgs.list(cursor ? { ...query, cursor } : query, options)),

    findInvitation: (token, options = {}) =>
      dataOf(http.POST("/v1/invitations/find", { body: { token }, ...callInit(options) })),

    acceptInvitation: (token, options = {}) =>
      dataOf(http.POST("/v1/invitations/accept", { body: { token }, ...callInit(options) })),
  };
  return orgs;
}
