import type { Schemas } from "@gaffer/contracts/server";
import type { Mail, SendMail } from "../../src/modules/auth/mails.ts";
import { createPasswords } from "../../src/modules/auth/password-hash.ts";
import { hashSecret, newSalt, newSecrets, toTokens } from "../../src/modules/auth/session-tokens.ts";
import { sessionMs, toHashes, tokenExpiry } from "../../src/modules/auth/sessions.ts";
import { newId } from "../../src/new-id.ts";
import type { TestDatabase } from "./database.ts";

/** Cost of password hashes in tests of other subjects. A hash with the default cost takes 0.2 s by design. */
export const passwordCost = { ln: 4, r: 8, p: 1 };
const testPasswords = createPasswords(passwordCost);

/** A signed-in user; pass it to a request as `as`. */
export interface TestPerson {
  userId: string;
  email: string;
  name: string;
  sessionId: string;
  /** The access token, which is sent as bearer token. */
  apiKey: string;
  refreshToken: string;
}

export interface NewPerson {
  email?: string;
  name?: string;
  /** Absent: the user has a session but no password. */
  password?: string;
  emailVerified?: boolean;
  /** Whether the session never expires, even when the test advances the clock. */
  stays?: boolean | undefined;
}

/** Creates a user and a session by SQL, with the rows that sign-up and sign-in would write. */
export async function createPerson(database: TestDatabase, now: Date, person: NewPerson = {}): Promise<TestPerson> {
  const { email = `${crypto.randomUUID()}@example.com`, name = "Ada", password, emailVerified = true } = person;
  const userId = newId();
  const sessionId = newId();
  const secrets = newSecrets();
  const { token, accessToken } = toHashes(secrets);
  const expiresAt = new Date(now.getTime() + sessionMs);
  const ends = tokenExpiry(now, expiresAt);
  const { accessExpiresAt, idleExpiresAt } = person.stays
    ? { accessExpiresAt: expiresAt, idleExpiresAt: expiresAt }
    : ends;
  const { admin } = database;
  await admin.query("insert into users (id, email, email_verified, name, created_at) values ($1, $2, $3, $4, $5)", [
    userId,
    email,
    emailVerified,
    name,
    now,
  ]);
  if (password !== undefined) {
    const hash = await testPasswords.hash(password);
    await admin.query(
      `insert into user_accounts (id, user_id, provider_id, account_id, password, created_at, updated_at)
       values ($1, $2, 'credential', $2::uuid::text, $3, $4, $4)`,
      [newId(), userId, hash, now],
    );
  }
  await admin.query(
    `insert into user_sessions
       (id, user_id, family, token, salt, access_token, access_expires_at, idle_expires_at, expires_at, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)`,
    [
      sessionId,
      userId,
      hashSecret(secrets.family),
      token,
      newSalt(),
      accessToken,
      accessExpiresAt,
      idleExpiresAt,
      expiresAt,
      now,
    ],
  );
  const tokens = toTokens(sessionId, secrets);
  return { userId, email, name, sessionId, apiKey: tokens.accessToken, refreshToken: tokens.refreshToken };
}

/** Creates a user with this role in the organization. */
export async function createMember(
  database: TestDatabase,
  now: Date,
  { orgId, role, person: about }: { orgId: string; role: Schemas["Role"]; person?: NewPerson },
): Promise<TestPerson> {
  const person = await createPerson(database, now, about);
  const insert = "insert into memberships (org_id, user_id, role, created_at) values ($1, $2, $3, $4)";
  await database.admin.query(insert, [orgId, person.userId, role, now]);
  return person;
}

export interface MailProbe {
  mails: Mail[];
  send: SendMail;
  /** Resolves with the latest mail to this address, sent before or after the call. */
  waitFor(to: string, subject?: RegExp): Promise<Mail>;
}

/** Collects mails for the test instead of sending them. */
export function createMailProbe(): MailProbe {
  const mails: Mail[] = [];
  const waiting = new Set<() => void>();
  return {
    mails,
    async send(mail) {
      mails.push(mail);
      for (const look of waiting) look();
    },
    waitFor(to, subject = /./) {
      const find = () => mails.filter((mail) => mail.to === to && subject.test(mail.subject)).at(-1);
      return new Promise((resolve) => {
        const look = () => {
          const mail = find();
          if (!mail) return;
          waiting.delete(look);
          resolve(mail);
        };
        waiting.add(look);
        look();
      });
    },
  };
}

/** The token of the link in a mail. */
export function tokenIn({ text }: Mail): string {
  const [, token] = text.match(/#token=(\S+)/) ?? [];
  if (!token) throw new Error(`there is no link in: ${text}`);
  return token;
}
