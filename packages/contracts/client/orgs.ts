import type { Client } from "openapi-fetch";
import type { paths } from "../generated/openapi.d.ts";
import { dataOf } from "./answer.ts";
import { type CreateOptions, callInit, idempotencyHeader } from "./call-options.ts";
import type { CallOptions, CreateOrg, Org, OrgQuery, Page, ReceivedInvitation } from "./models.ts";
import { paginate } from "./paginate.ts";

/** The organizations of the person who is signed in. An API key belongs to one and can't ask for them. */
export interface OrgsClient {
  /** Creates an organization, whose owner the person becomes. */
  create(org: CreateOrg, options?: CreateOptions): Promise<Org>;

  /** One page of the organizations that the person belongs to, latest first. */
  list(query?: OrgQuery, options?: CallOptions): Promise<Page<Org>>;

  /** All of them, read page by page. */
  paginate(query?: OrgQuery, options?: CallOptions): AsyncGenerator<Org, void, undefined>;

  /** Where an invitation leads, by the token that was mailed. */
  findInvitation(token: string, options?: CallOptions): Promise<ReceivedInvitation>;

  /** Accepts an invitation: the person belongs to the organization now. Not sent again after a network error: it works once. */
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
