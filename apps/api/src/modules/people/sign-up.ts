import type { Schemas } from "@gaffer/contracts/server";
import { eq } from "../../db/drizzle.ts";
import { users } from "../../db/schema.ts";
import type { Cause } from "../../http/caller.ts";
import { newId } from "../../new-id.ts";
import { recordChange } from "../audit/record-change.ts";
import { insertAccount } from "./find-account.ts";
import { linkIsDead, makeLink, takeLink } from "./links.ts";
import { causedBy, type People } from "./people.ts";

/** How long the link of a sign-up is good. */
const signUpMs = 24 * 60 * 60 * 1000;

interface Asked {
  email: string;
  name: string;
  /** Its hash. */
  password: string;
}

/**
 * Keeps what was asked for behind a link, the password included: there is no account until the link is opened, so nobody
 * can sit on another's address, and each link makes the account as whoever got the mail asked for it. For an address that
 * has an account the same is done, so that the answer takes as long; its link is never sent.
 */
export async function signUp(people: People, request: Schemas["SignUpRequest"], { at }: Cause): Promise<void> {
  const email = request.email.toLowerCase();
  const asked: Asked = { email, name: request.name, password: await people.passwords.hash(request.password) };
  const link = { purpose: "verify-email", value: JSON.stringify(asked), at, keptMs: signUpMs } as const;
  const token = await people.transact((tx) => makeLink(tx, link));
  people.afterAnswer(async () => {
    const [taken] = await people.transact(({ db }) =>
      db.select({ id: users.id }).from(users).where(eq(users.email, email)),
    );
    await people.sendMail(taken ? people.mails.accountExists(email) : people.mails.verifyEmail(email, token));
  });
}

/** Makes the account that a sign-up asked for. */
export async function verifyEmail(people: People, token: string, cause: Cause): Promise<void> {
  const { at } = cause;
  await people.transact(async (tx) => {
    const value = await takeLink(tx, "verify-email", token, at);
    if (value === undefined) throw linkIsDead();
    const { email, name, password } = JSON.parse(value) as Asked;
    // Two links of one address at once: the second waits here for the first.
    await tx.sql("select pg_advisory_xact_lock(hashtextextended('person:' || $1, 0))", [email]);
    const [taken] = await tx.db.select({ id: users.id }).from(users).where(eq(users.email, email));
    if (taken) throw linkIsDead();
    const userId = newId();
    await tx.db.insert(users).values({ id: userId, email, name, emailVerified: true, createdAt: at, updatedAt: at });
    await insertAccount(tx, userId, password, at);
    await recordChange(tx, causedBy(userId, cause), { type: "person", id: userId });
  });
}
