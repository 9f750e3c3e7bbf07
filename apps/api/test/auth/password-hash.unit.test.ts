import { describe, expect, test } from "vitest";
import { createPasswords, defaultCost } from "../../src/modules/auth/password-hash.ts";

const cheap = { ln: 4, r: 8, p: 1 };
const passwords = createPasswords(cheap);
/** A hash of "correct horse ﬁ" that better-auth 1.7 created. */
const legacyHash =
  "a744deef6d6f020b50b40f573a1a4841:f690a8389aa3e4453bf18f645248213728641f92125e604222a5369dc2dde18a98a9f91ae5eaca84b04c02ac404c135f8c7dcf4ebf284d65f3670291c52dce21";

describe("Password hash", () => {
  test("matches its password only", async () => {
    const hash = await passwords.hash("correct horse");
    expect(await passwords.matches("correct horse", hash)).toBe(true);
    expect(await passwords.matches("correct horsE", hash)).toBe(false);
    expect(await passwords.matches("", hash)).toBe(false);
  });

  test("differs for equal passwords", async () => {
    expect(await passwords.hash("correct horse")).not.toBe(await passwords.hash("correct horse"));
  });

  test("names its parameters, so that other parameters still verify", async () => {
    const hash = await createPasswords({ ln: 5, r: 4, p: 2 }).hash("correct horse");
    expect(hash).toMatch(/^\$scrypt\$ln=5,r=4,p=2\$/);
    expect(await passwords.matches("correct horse", hash)).toBe(true);
    expect(passwords.isOutdated(hash)).toBe(true);
    expect(passwords.isOutdated(await passwords.hash("correct horse"))).toBe(false);
  });

  test("matches regardless of the Unicode form in which the keyboard sends a character", async () => {
    const hash = await passwords.hash("gru\u0308n");
    expect(await passwords.matches("gr\u00fcn", hash)).toBe(true);
  });

  test("accepts a hash of better-auth, and reports it as outdated", async () => {
    expect(await passwords.matches("correct horse fi", legacyHash)).toBe(true);
    expect(await passwords.matches("correct horse", legacyHash)).toBe(false);
    expect(passwords.isOutdated(legacyHash)).toBe(true);
  });

  test.each([null, undefined, "", "nonsense", "$scrypt$ln=4,r=8,p=1$$"])("is refused when it is %j", async (hash) => {
    expect(await passwords.matches("", hash)).toBe(false);
  });

  test("uses parameters that OWASP recommends by default", () => {
    expect(defaultCost).toEqual({ ln: 15, r: 8, p: 3 });
  });
});
