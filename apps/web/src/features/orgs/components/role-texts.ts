import type { Role } from "@gaffer/client";

/** What each role is for, in the words of the contract: each may do what the one before it may, and more. */
export const roleTexts: Record<Role, string> = {
  viewer: "Reads jobs, files and schedules.",
  member: "Also creates, cancels and retries jobs, and uploads and deletes files.",
  admin: "Also manages schedules, people and API keys, and reads the audit log.",
  owner: "Also exports, deletes and transfers the organization.",
};

/** The role with its article: "a member", "an owner". */
export function withArticle(role: Role): string {
  return `${/^[ao]/.test(role) ? "an" : "a"} ${role}`;
}
