import { expect, test } from "vitest";
import type { Installation } from "../installation.ts";

const password = "correct horse battery";

export function account(installation: () => Installation): void {
  test("the account page changes the password, lists sessions and ends other ones", async () => {
    const person = await installation().createPerson({ password });
    await person.gaffer.orgs.create({ name: "Acme" });
    const { auth } = person.gaffer;
    const signInElsewhere = () => auth.signIn({ email: person.email, password }, { tokens: "bearer" });
    await signInElsewhere();
    await signInElsewhere();
    await using page = await installation().open("/", person);
    await page.getByRole("heading", { name: "Overview" }).waitFor();
    await page.getByRole("button", { name: "Account and theme" }).click();
    await page.getByRole("menuitem", { name: "Password and sessions" }).click();
    const rows = page.getByRole("list", { name: "Sessions" }).getByRole("listitem");
    await rows.getByText("this session").waitFor();
    await expect.poll(() => rows.count()).toBe(3);
    await page
      .getByRole("button", { name: /^End session/ })
      .first()
      .click();
    await page.getByText("Session ended").waitFor();
    await rows.nth(2).waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Sign out everywhere else…" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Sign out everywhere else" }).click();
    await page.getByText("1 session ended").waitFor();
    await rows.nth(1).waitFor({ state: "detached" });

    await signInElsewhere();
    await page.getByLabel("Current password").fill("not this one");
    await page.getByLabel("New password").fill("another horse battery");
    await page.getByRole("button", { name: "Change password" }).click();
    await page.locator('[name="/currentPassword"][aria-invalid="true"]').waitFor();
    await page.getByLabel("Current password").fill(password);
    await page.getByRole("button", { name: "Change password" }).click();
    await page.getByText("Password changed").waitFor();
    await expect.poll(() => page.getByLabel("New password").inputValue()).toBe("");
    expect(await auth.sessions()).toHaveLength(1);
    await page.getByRole("link", { name: "Go back" }).click();
    await page.getByRole("heading", { name: "Overview" }).waitFor();
  });
}
