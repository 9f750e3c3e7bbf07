import type { Role } from "@gaffer/client";
import type { ReactNode } from "react";

export const words = {
  invitations: "Invitations",
  noOpenInvitations: "There are no open invitations. Invitations that you send stay here until they are accepted.",
  invitationRevoked: (email: string) => `Invitation for ${email} revoked`,
  invitedAsBy: (role: string, invitedBy: string) => `As ${role} · by ${invitedBy}`,
  revokeInvitationOf: (email: string) => `Revoke invitation for ${email}`,
  revokeInvitation: "Revoke invitation",
  revokeInvitationQuestion: (email: string) => `Revoke the invitation for ${email}?`,
  revokeInvitationWarning: "The link in the e-mail stops working. You can invite them again.",
  inviteAMember: "Invite a member",
  invitationSentTo: (email: string) => `Invitation sent to ${email}`,
  invitationValidity: "The link is valid for seven days.",
  email: "E-mail",
  role: "Role",
  inviteMember: "Invite member",
  roleDescription: (role: Role) => `As ${role}: ${roleTexts[role]}`,
  roleChanged: (name: string, role: Role) => `${name} is now ${withArticle(role)}`,
  yourRoleChanged: (role: Role) => `You are now ${withArticle(role)}`,
  changeRoleOf: (name: string, role: string) => `Role of ${name}: ${role}. Change`,
  lowerOwnRoleQuestion: (role: Role | undefined) => `Change your role to ${role}?`,
  changeRoleTo: (role: Role | undefined) => `Change to ${role}`,
  lowerOwnRoleWarning: "You lose permissions, and only another member can restore them.",
  memberRemoved: (name: string) => `${name} removed`,
  you: "You",
  memberSince: (when: ReactNode) => <>Since {when}</>,
  removeMemberNamed: (name: string) => `Remove ${name}`,
  removeMemberQuestion: (name: string) => `Remove ${name}?`,
  removeMember: "Remove member",
  removeMemberWarning: (orgName: string) =>
    `They lose access to ${orgName}. Their jobs, schedules, files and API keys stay in the organization.`,
  joinOrg: (orgName: string) => `Join ${orgName}`,
  invitedTo: (orgName: ReactNode, role: string, when: ReactNode) => (
    <>
      You are invited to {orgName} as {role}. The invitation expires {when}.
    </>
  ),
  joined: (orgName: string) => `You joined ${orgName}`,
  acceptInvitation: "Accept invitation",
  youAreInvited: "You are invited",
  signInToAccept:
    "Sign in with the invited e-mail address. If you have no account, sign up first, then open the invitation link again.",
  signIn: "Sign in",
  signUp: "Sign up",
  general: "General",
  nameChanged: "Name changed",
  name: "Name",
  saveName: "Save name",
  details: "Details",
  id: "ID",
  copyId: "Copy ID",
  plan: "Plan",
  created: "Created",
  yourRole: "Your role",
  leaveOrg: "Leave organization",
  left: (orgName: string) => `You left ${orgName}`,
  leaveOrgHint: "Your jobs, schedules, files and API keys stay in the organization.",
  leaveOrgButton: "Leave organization…",
  leaveOrgQuestion: (orgName: string) => `Leave ${orgName}?`,
  leaveOrgWarning: "You lose access until a member invites you again.",
  members: "Members",
  people: "People",
  newOrg: "New organization",
  newOrgHint: "An organization owns jobs, files and schedules. Only its members can see them.",
  createOrg: "Create organization",
  cancel: "Cancel",
  yourOrgs: "Your organizations",
  noOrgs: "Your organizations will appear here. Create one, or ask a member to invite you.",
};

/** Descriptions of the roles, as in the contract. Each role includes the permissions of the role before it. */
export const roleTexts: Record<Role, string> = {
  viewer: "Reads jobs, files and schedules.",
  member: "Also creates, cancels and retries jobs, and uploads and deletes files.",
  admin: "Also manages schedules, members and API keys, and reads the audit log.",
  owner: "Also exports, deletes and transfers the organization.",
};

/** The role with its article: "a member", "an owner". */
export function withArticle(role: Role): string {
  return `${/^[ao]/.test(role) ? "an" : "a"} ${role}`;
}
