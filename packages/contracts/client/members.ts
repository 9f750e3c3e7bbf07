import type { Client } from "openapi-fetch";
import type { paths } from "../generated/openapi.d.ts";
import { accepted, dataOf } from "./answer.ts";
import { callInit } from "./call-options.ts";
import type { CallOptions, Member, MemberQuery, Page, Role } from "./models.ts";
import { paginate } from "./paginate.ts";

/** A member, or their user id. */
export type MemberRef = string | { readonly userId: string };

/** The members of an organization. */
export interface MembersClient {
  /** Lists a page of members. */
  list(query?: MemberQuery, options?: CallOptions): Promise<Page<Member>>;

  /** Yields all members. Reads page by page. */
  paginate(query?: MemberQuery, options?: CallOptions): AsyncGenerator<Member, void, undefined>;

  /**
   * Changes a member's role. Not retried after a network error, because it may have succeeded.
   *
   * @throws ProblemError `forbidden` if the old or the new role has more rights than the caller
   * @throws ProblemError `last-owner` if it is the last owner
   */
  update(member: MemberRef, role: Role, options?: CallOptions): Promise<Member>;

  /** Removes a member. Their jobs, schedules and files stay. Refused in the same cases as a change of their role. */
  remove(member: MemberRef, options?: CallOptions): Promise<void>;
}

export function createMembersClient(http: Client<paths>, orgId: string): MembersClient {
  const ofMember = (member: MemberRef) => ({
    path: { orgId, userId: typeof member === "string" ? member : member.userId },
  });

  const members: MembersClient = {
    list: (query = {}, options = {}) => {
      const init = { params: { path: { orgId }, query }, ...callInit(options) };
      return dataOf(http.GET("/v1/orgs/{orgId}/members", init));
    },

    paginate: (query, options) => paginate((cursor) => members.list(cursor ? { ...query, cursor } : query, options)),

    update: (member, role, options = {}) => {
      const init = { params: ofMember(member), body: { role }, ...callInit(options) };
      return dataOf(http.PATCH("/v1/orgs/{orgId}/members/{userId}", init));
    },

    remove: async (member, options = {}) => {
      const init = { params: ofMember(member), ...callInit(options) };
      await accepted(http.DELETE("/v1/orgs/{orgId}/members/{userId}", init));
    },
  };
  return members;
}
