import type { OrgCall } from "./call.ts";
import type { CallOptions, Member, MemberQuery, Page, Role } from "./models.ts";
import { paginated } from "./paginate.ts";

/** A member, or the member's user id. */
export type MemberRef = string | { readonly userId: string };

/** The members of an organization. */
export interface MembersClient {
  /** Lists a page of members. */
  list(query?: MemberQuery, options?: CallOptions): Promise<Page<Member>>;

  /** Yields all members. Reads page by page. */
  paginate(query?: MemberQuery, options?: CallOptions): AsyncGenerator<Member, void, undefined>;

  get(member: MemberRef, options?: CallOptions): Promise<Member>;

  /**
   * Changes a member's role. Not retried after a network error, because it may have succeeded.
   *
   * @throws ProblemError `forbidden` if the old or the new role has more rights than the caller
   * @throws ProblemError `last-owner` if the member is the last owner
   */
  update(member: MemberRef, role: Role, options?: CallOptions): Promise<Member>;

  /** Removes a member. Their jobs, schedules and files stay. Refused in the same cases as `update`. */
  remove(member: MemberRef, options?: CallOptions): Promise<void>;
}

export function createMembersClient(call: OrgCall): MembersClient {
  const ofMember = (member: MemberRef) => ({ path: { userId: typeof member === "string" ? member : member.userId } });
  const list: MembersClient["list"] = (query, options) => call("listMembers", { query }, options);
  return {
    list,
    paginate: paginated(list),
    get: (member, options) => call("getMember", ofMember(member), options),
    update: (member, role, options) => call("updateMember", { ...ofMember(member), body: { role } }, options),
    remove: (member, options) => call("removeMember", ofMember(member), options),
  };
}
