import type { Client } from "openapi-fetch";
import type { paths } from "../generated/openapi.d.ts";
import { accepted, dataOf } from "./answer.ts";
import { callInit } from "./call-options.ts";
import type { CallOptions, CreateInvitation, Invitation, InvitationQuery, Page } from "./models.ts";
import { paginate } from "./paginate.ts";

/** An invitation, or its id. */
export type InvitationRef = string | { readonly id: string };

/** The invitations of an organization. */
export interface InvitationsClient {
  /**
   * Invites an e-mail address. Replaces an earlier invitation of the same address. Not retried after a network error,
   * because it may have succeeded.
   */
  create(invitation: CreateInvitation, options?: CallOptions): Promise<Invitation>;

  /** Lists a page of open and expired invitations, newest first. */
  list(query?: InvitationQuery, options?: CallOptions): Promise<Page<Invitation>>;

  /** Yields all of them. Reads page by page. */
  paginate(query?: InvitationQuery, options?: CallOptions): AsyncGenerator<Invitation, void, undefined>;

  /** Revokes an invitation. */
  revoke(invitation: InvitationRef, options?: CallOptions): Promise<void>;
}

export function createInvitationsClient(http: Client<paths>, orgId: string): InvitationsClient {
  const inOrg = { path: { orgId } };

  const invitations: InvitationsClient = {
    create: (invitation, options = {}) => {
      const init = { params: inOrg, body: invitation, ...callInit(options) };
      return dataOf(http.POST("/v1/orgs/{orgId}/invitations", init));
    },

    list: (query = {}, options = {}) => {
      const init = { params: { ...inOrg, query }, ...callInit(options) };
      return dataOf(http.GET("/v1/orgs/{orgId}/invitations", init));
    },

    paginate: (query, options) =>
      paginate((cursor) => invitations.list(cursor ? { ...query, cursor } : query, options)),

    revoke: async (invitation, options = {}) => {
      const invitationId = typeof invitation === "string" ? invitation : invitation.id;
      const init = { params: { path: { orgId, invitationId } }, ...callInit(options) };
      await accepted(http.DELETE("/v1/orgs/{orgId}/invitations/{invitationId}", init));
    },
  };
  return invitations;
}
