/** Random commands of users with four roles to three organizations. A model predicts each response and outcome. */
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Role } from "../contract/contract-operations.ts";
import { type Answer, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";
import type { TestPerson } from "../harness/test-people.ts";
import { type Command, OrgModel } from "./model.ts";
import { createOrgOf, tokenFor } from "./teams.ts";
import { type Kind, pathOfThing, type ThingRequest, thingRequests, unknownThing } from "./things.ts";

/** Seed of the random commands. The same seed sends the same commands. `ORGS_SEED=7 ORGS_RUNS=500` sends others. */
const seed = Number(process.env.ORGS_SEED ?? 20_261_126);
const numRuns = Number(process.env.ORGS_RUNS ?? 25);
const people = 6;

let gaffer: TestGaffer;
beforeAll(async () => {
  gaffer = await startTestGaffer({ role: "api" });
});
afterAll(() => gaffer.stop());

/** Three organizations and their users, with their models. */
interface World {
  persons: TestPerson[];
  orgIds: string[];
  models: OrgModel[];
  /** The ids of all created things, of any organization. */
  made: Map<Kind, string[]>;
}

interface Request {
  /** The response status of a successful request. */
  status: number;
  send: (world: World, command: Command) => Promise<Answer>;
}

const inOrg =
  (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  ({ persons, orgIds }: World, { caller, org }: Command) =>
    gaffer.request(method, `/v1/orgs/${orgIds[org]}${path}`, {
      as: persons[caller],
      ...(body !== undefined && { body }),
      headers,
    });
const userId = ({ persons }: World, { subject }: Command) => (persons[subject] as TestPerson).userId;
const email = ({ persons }: World, { subject }: Command) => (persons[subject] as TestPerson).email;
/** The request and the success status of each command about members. */
const requests: Record<string, Request> = {
  getOrg: { status: 200, send: inOrg("GET", "") },
  updateOrg: { status: 200, send: inOrg("PATCH", "", { name: "another" }) },
  listMembers: { status: 200, send: inOrg("GET", "/members") },
  updateMember: {
    status: 200,
    send: (world, command) =>
      inOrg("PATCH", `/members/${userId(world, command)}`, { role: command.role })(world, command),
  },
  removeMember: {
    status: 204,
    send: (world, command) => inOrg("DELETE", `/members/${userId(world, command)}`)(world, command),
  },
  leaveOrg: { status: 204, send: inOrg("POST", "/leave") },
  transferOrg: {
    status: 200,
    send: (world, command) => inOrg("POST", "/transfer", { userId: userId(world, command) })(world, command),
  },
  createInvitation: {
    status: 201,
    send: (world, command) =>
      inOrg("POST", "/invitations", { email: email(world, command), role: command.role })(world, command),
  },
  listInvitations: { status: 200, send: inOrg("GET", "/invitations") },
  revokeInvitation: {
    status: 204,
    async send(world, command) {
      const text = "select id from invitations where org_id = $1 and email = $2";
      const { rows } = await gaffer.database.admin.query(text, [world.orgIds[command.org], email(world, command)]);
      return inOrg("DELETE", `/invitations/${rows[0]?.id ?? crypto.randomUUID()}`)(world, command);
    },
  },
  acceptInvitation: {
    status: 200,
    async send({ persons, orgIds }, { caller, org }) {
      const person = persons[caller] as TestPerson;
      const token = mailedTo(orgIds[org] as string, person) ?? "x".repeat(43);
      return gaffer.request("POST", "/v1/invitations/accept", { as: person, body: { token } });
    },
  },
  listAuditEvents: { status: 200, send: inOrg("GET", "/audit-events") },
};

/** The mailed tokens by organization id and address. */
const mailed = new Map<string, string>();
const mailedTo = (orgId: string, { email }: TestPerson) => mailed.get(`${orgId}/${email}`);

const command: fc.Arbitrary<Command> = fc.record({
  // Commands that change roles are more frequent, because the others depend on them.
  operation: fc.constantFrom(
    ...Object.keys(requests),
    ...Object.keys(thingRequests),
    ...["updateMember", "removeMember", "leaveOrg", "transferOrg", "createInvitation", "acceptInvitation"],
  ),
  caller: fc.nat(people - 1),
  org: fc.nat(2),
  subject: fc.nat(people - 1),
  role: fc.constantFrom<Role>("viewer", "member", "admin", "owner"),
  thing: fc.nat(3),
});

/** Commands that create an invitation and then accept or revoke it, which rarely happens by chance. */
const invitation: fc.Arbitrary<Command[]> = fc
  .tuple(command, command)
  .map(([first, then]) => [
    { ...first, operation: "createInvitation" },
    then.role === "viewer"
      ? { ...then, operation: "revokeInvitation", org: first.org, subject: first.subject }
      : { ...then, operation: "acceptInvitation", org: first.org, caller: first.subject },
  ]);

const making = Object.keys(thingRequests).filter((name) => thingRequests[name]?.does === "makes");
const using = Object.keys(thingRequests).filter((name) => !making.includes(name));

/** An initial owner creates a thing such as a file. Then a user requests it in the same or another organization. */
const thing: fc.Arbitrary<Command[]> = fc
  .tuple(command, command, fc.constantFrom(...using))
  .map(([first, then, operation]) => [
    {
      ...first,
      operation: making.find((name) => thingRequests[name]?.kind === thingRequests[operation]?.kind) ?? "",
      caller: first.org,
    },
    { ...then, operation, org: then.role === "viewer" ? then.org : first.org, thing: 0 },
  ]);

const commands = fc
  .array(
    fc.oneof(
      { arbitrary: command.map((one) => [one]), weight: 4 },
      { arbitrary: invitation, weight: 1 },
      { arbitrary: thing, weight: 2 },
    ),
    { minLength: 1, maxLength: 50, size: "max" },
  )
  .map((parts) => parts.flat());

/**
 * Creates three organizations. Each has one member for each role. Two more users are members of other organizations
 * only.
 */
async function createWorld(): Promise<World> {
  const persons: TestPerson[] = [];
  for (let i = 0; i < people; i++) persons.push(await gaffer.createPerson({ name: `person ${i}` }));
  const orgIds: string[] = [];
  const models: OrgModel[] = [];
  for (let org = 0; org < 3; org++) {
    const orgId = await createOrgOf(gaffer, persons[org] as TestPerson);
    const members = new Map<number, Role>([[org, "owner"]]);
    for (const [index, role] of (["admin", "member", "viewer"] as const).entries()) {
      const person = (org + 1 + index) % people;
      members.set(person, role);
      const insert = "insert into memberships values ($1, $2, $3, now())";
      await gaffer.database.admin.query(insert, [orgId, persons[person]?.userId, role]);
    }
    orgIds.push(orgId);
    models.push(new OrgModel(members));
  }
  return { persons, orgIds, models, made: new Map() };
}

async function run(world: World, given: Command): Promise<{ answered: number; expected: number }> {
  const onThing = thingRequests[given.operation];
  if (onThing) return runOnThing(world, given, onThing);
  const { status, send } = requests[given.operation] as Request;
  const expected = (world.models[given.org] as OrgModel).answer(given, status);
  const answered = (await send(world, given)).status;
  if (given.operation === "createInvitation" && answered === 201) {
    const to = world.persons[given.subject] as TestPerson;
    mailed.set(`${world.orgIds[given.org]}/${to.email}`, tokenFor(gaffer, to.email));
  }
  return { answered, expected };
}

async function runOnThing(world: World, given: Command, request: ThingRequest) {
  const { kind, does, method, status, body, headers } = request;
  const { models, made } = world;
  const model = models[given.org] as OrgModel;
  const id = made.get(kind)?.at(-1 - given.thing) ?? unknownThing(kind);
  const expected = model.answerOnThing(given, request, id);
  const answer = await inOrg(method, pathOfThing(request, id), body, headers)(world, given);
  const ids = model.things.get(kind) as Set<string>;
  if (does === "makes" && answer.status === status) {
    const { id } = answer.body.apiKey ?? answer.body;
    ids.add(id);
    made.set(kind, [...(made.get(kind) ?? []), id]);
  }
  if (does === "lists" && answer.status === status)
    expect(new Set(answer.body.items.map((item: { id: string }) => item.id))).toEqual(ids);
  return { answered: answer.status, expected };
}

/** Compares the members in the database with those of the models. */
async function assertMembers({ persons, orgIds, models }: World): Promise<void> {
  const text = "select org_id, user_id, role from memberships where org_id = any ($1)";
  const { rows } = await gaffer.database.admin.query(text, [orgIds]);
  for (const [org, model] of models.entries()) {
    const actual = new Map(rows.filter(({ org_id }) => org_id === orgIds[org]).map((row) => [row.user_id, row.role]));
    expect(actual).toEqual(new Map([...model.members].map(([person, role]) => [persons[person]?.userId, role])));
    expect([...actual.values()]).toContain("owner");
  }
}

test(`Random commands › responses and members › match the model, and an owner always remains (seed ${seed})`, async () => {
  const seen = new Map<string, Set<number>>();
  await fc.assert(
    fc.asyncProperty(commands, async (given) => {
      const world = await createWorld();
      for (const command of given) {
        const { answered, expected } = await run(world, command);
        expect({ ...command, status: answered }).toEqual({ ...command, status: expected });
        seen.set(command.operation, (seen.get(command.operation) ?? new Set()).add(answered));
        await assertMembers(world);
      }
    }),
    { seed, numRuns },
  );
  // The commands cover enough: each operation has succeeded and has been refused.
  for (const [operation, { status }] of Object.entries({ ...requests, ...thingRequests })) {
    expect([...(seen.get(operation) ?? [])], operation).toContain(status);
    expect(seen.get(operation)?.size, operation).toBeGreaterThan(1);
  }
});
