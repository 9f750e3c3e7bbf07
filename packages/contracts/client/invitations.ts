import { idOf, type KeyedOptions, type OrgCall } from "./call.ts";
import type { CallOptions, CreateInvitation, Invitation, InvitationQuery, Page } from "./models.ts";
import { paginated } from "./paginate.ts";

/** An invitation, or its id. */
export type InvitationRef = string | { readonly id: string };

/** The invitations of an organization. */
export interface InvitationsClient {
  /** Invites an e-mail address. Replaces an earlier invitation of the same address. */
  create(invitation: CreateInvitation, options?: KeyedOptions): Promise<Invitation>;

  /** Lists a page of open and expired invitations, newest first. */
  list(query?: InvitationQuery, options?: CallOptions): Promise<Page<Invitation>>;

  /** Yields all open and expired invitations, newest first. Reads page by page. */
  paginate(query?: InvitationQuery, options?: CallOptions): AsyncGenerator<Invitation, void, undefined>;

  /** Revokes an invitation. */
  revoke(invitation: InvitationRef, options?: CallOptions): Promise<void>;
}

export function createInvitationsClient(call: OrgCall): InvitationsClient {
  const list: InvitationsClient["list"] = (query, options) => call("listInvitations", { query }, options);
  return {
    create: (body, options) => call("createInvitation", { body }, options),
    list,
    paginate: paginated(list),
    revoke: (invitation, options) => call("revokeInvitation", { path: { invitationId: idOf(invitation) } }, options),
  };
}
