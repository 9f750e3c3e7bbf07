import type { Schemas } from "@gaffer/contracts/server";
import { eq } from "../../db/drizzle.ts";
import { users } from "../../db/schema.ts";
import type { Cause } from "../../http/caller.ts";
import { recordChange } from "../audit/record-change.ts";
import { openEngine } from "./engine.ts";
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
  const engine = await openEngine();
  const email = request.email.toLowerCase();
  const asked: Asked = { email, name: request.name, password: await engine.hashPassword(request.password) };
  const link = { purpose: "verify-email", value: JSON.stringify(asked), at, keptMs: signUpMs } as const;
  const token = await people.transact((tx) => makeLink(engine, tx, link));
  people.afterAnswer(async () => {
    const [taken] = await people.transact(({ db }) =>
      db.select({ id: users.id }).from(users).where(eq(users.email, email)),
    );
    await people.sendMail(taken ? people.mails.accountExists(email) : people.mails.verifyEmail(email, token));
  });
}

/** Makes the account that a sign-up asked for. */
export async function verifyEmail(people: People, token: string, cause: Cause): Promise<void> {
  const engine = await openEngine();
  const { at } = cause;
  await people.transact(async (tx) => {
    const value = await takeLink(engine, tx, "verify-email", token, at);
    if (value === undefined) throw linkIsDead();
    const { email, name, password } = JSON.parse(value) as Asked;
    // Two links of one address at once: the second waits here for the first.
    await tx.sql("select pg_advisory_xact_lock(hashtextextended('person:' || $1, 0))", [email]);
    const [taken] = await tx.db.select({ id: users.id }).from(users).where(eq(users.email, email));
    if (taken) throw linkIsDead();
    const models = engine.models(tx);
    const times = { createdAt: at, updatedAt: at };
    const { id: userId } = await models.create<Record<string, unknown>, { id: string }>({
      model: "user",
      data: { email, name, emailVerified: true, ...times },
    });
    const account = { userId, providerId: "credential", accountId: userId, password, ...times };
    await models.create({ model: "account", data: account });
    await recordChange(tx, causedBy(userId, cause), { type: "person", id: userId });
  });
}
