/** People who are signed in, until there are sessions: each is named by a token that only tests know. */
import type { Schemas } from "@gaffer/contracts/server";
import type { PersonCaller } from "../../src/http/caller.ts";
import { newId } from "../../src/new-id.ts";
import type { TestDatabase } from "./database.ts";

export interface TestPerson {
  userId: string;
  email: string;
  name: string;
  /** What a request is sent with, where others send an API key. */
  apiKey: string;
}

const prefix = "test-person:";

export async function createPerson(
  database: TestDatabase,
  { email = `${crypto.randomUUID()}@example.com`, name = "Somebody" }: { email?: string; name?: string } = {},
): Promise<TestPerson> {
  const userId = newId();
  const insert = "insert into users (id, email, name, created_at) values ($1, $2, $3, now())";
  await database.admin.query(insert, [userId, email, name]);
  return { userId, email, name, apiKey: `${prefix}${userId}` };
}

export async function createMember(database: TestDatabase, orgId: string, role: Schemas["Role"]): Promise<TestPerson> {
  const person = await createPerson(database);
  const insert = "insert into memberships (org_id, user_id, role, created_at) values ($1, $2, $3, now())";
  await database.admin.query(insert, [orgId, person.userId, role]);
  return person;
}

export async function findPerson(presented: string): Promise<PersonCaller | undefined> {
  if (!presented.startsWith(prefix)) return undefined;
  const userId = presented.slice(prefix.length);
  return { kind: "person", actor: `user:${userId}`, userId, sessionId: userId, administrator: false };
}
