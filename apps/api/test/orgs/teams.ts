/** Organizations with members, created by requests. */
import type { Role } from "../contract/contract-operations.ts";
import type { TestGaffer } from "../harness/test-gaffer.ts";
import { type TestPerson, tokenIn } from "../harness/test-people.ts";

/** The token in the last mail to this address. */
export function tokenFor({ mail }: TestGaffer, email: string): string {
  const invitation = mail.mails.findLast(({ to }) => to === email.toLowerCase());
  if (!invitation) throw new Error(`no invitation was mailed to ${email}`);
  return tokenIn(invitation);
}

/** Creates an organization that this user owns. */
export async function createOrgOf(gaffer: TestGaffer, owner: TestPerson, name = "Acme"): Promise<string> {
  const { status, body } = await gaffer.request("POST", "/v1/orgs", { as: owner, body: { name } });
  if (status !== 201) throw new Error(`no organization: ${JSON.stringify(body)}`);
  return body.id;
}

/** Adds a member by an invitation of an owner. */
export async function join(
  gaffer: TestGaffer,
  { orgId, owner, person, role }: { orgId: string; owner: TestPerson; person: TestPerson; role: Role },
): Promise<void> {
  const invitation = { email: person.email, role };
  await gaffer.request("POST", `/v1/orgs/${orgId}/invitations`, { as: owner, body: invitation });
  const body = { token: tokenFor(gaffer, person.email) };
  const { status } = await gaffer.request("POST", "/v1/invitations/accept", { as: person, body });
  if (status !== 200) throw new Error(`the invitation was not accepted: ${status}`);
}

export interface Team {
  orgId: string;
  owner: TestPerson;
  admin: TestPerson;
  member: TestPerson;
  viewer: TestPerson;
}

/** Creates an organization with one member for each role. */
export async function createTeam(gaffer: TestGaffer): Promise<Team> {
  const [owner, admin, member, viewer] = (await Promise.all(
    ["Olga", "Ada", "Max", "Vera"].map((name) => gaffer.createPerson({ name })),
  )) as [TestPerson, TestPerson, TestPerson, TestPerson];
  const orgId = await createOrgOf(gaffer, owner);
  await join(gaffer, { orgId, owner, person: admin, role: "admin" });
  await join(gaffer, { orgId, owner, person: member, role: "member" });
  await join(gaffer, { orgId, owner, person: viewer, role: "viewer" });
  return { orgId, owner, admin, member, viewer };
}
