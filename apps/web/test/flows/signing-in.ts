import { describe, expect, test } from "vitest";
import type { Installation } from "../installation.ts";

const password = "correct horse battery";

export function signingIn(installation: () => Installation): void {
  describe("sign-in", () => {
    test("a new user signs up, creates an organization and gets a first result", async () => {
      const email = `${crypto.randomUUID()}@example.com`;
      await using page = await installation().open("/");
      await page.getByRole("link", { name: "Sign up" }).click();

      await page.getByLabel("Name").fill("Ada");
      await page.getByLabel("E-mail").fill(email);
      await page.getByLabel("Password").fill("short");
      await page.getByRole("button", { name: "Sign up" }).click();
      // The API's message appears at the field that its JSON pointer names.
      await page.getByText("10 characters", { exact: false }).nth(1).waitFor();
      await expect.poll(() => page.getByLabel("Password").getAttribute("aria-invalid")).toBe("true");
      expect(await page.getByRole("alert").count()).toBe(0);

      await page.getByLabel("Password").fill(password);
      await page.getByRole("button", { name: "Sign up" }).click();
      await page.getByText(email).waitFor();
      await page.getByText("it sends no e-mail").waitFor();

      await page.goto(await installation().linkMailedTo(email));
      await page.getByRole("button", { name: "Create account" }).click();
      await page.getByText("Your account is ready").waitFor();
      await page.getByRole("heading", { name: "Sign in" }).waitFor();
      await page.getByLabel("E-mail").fill(email);
      await page.getByLabel("Password").fill(password);
      await page.getByRole("button", { name: "Sign in" }).click();

      await page.getByLabel("Name").fill("Acme");
      await page.getByRole("button", { name: "Create" }).click();
      await page.getByText("There are no jobs yet").waitFor();
      await page.getByRole("link", { name: "Create job" }).click();
      // The list of jobs also has a select "Type", so this waits for the form.
      await page.getByRole("heading", { name: "New job" }).waitFor();
      const type = page.getByRole("combobox", { name: "Type" });
      await type.selectOption("report:generate");
      // The form of the chosen type replaces the form of the first type.
      await expect.poll(() => type.inputValue()).toBe("report:generate");
      await page.getByRole("button", { name: "Create" }).click();
      await page.getByText("Completed").first().waitFor();
      await page.getByRole("region", { name: "Output" }).getByText("fileId").waitFor();
    });

    test("a wrong password shows the API's problem, and the right one leads to the requested page", async () => {
      const person = await installation().createPerson({ password });
      const { id } = await person.gaffer.orgs.create({ name: "Acme" });
      await using page = await installation().open(`/orgs/${id}/jobs?status=failed`);
      await page.getByLabel("E-mail").fill(person.email);
      await page.getByLabel("Password").fill("something else");
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.getByRole("alert").getByText("Wrong e-mail or password").waitFor();
      await page.getByLabel("Password").fill(password);
      await page.keyboard.press("Enter");
      await page.getByText("No jobs match these filters").waitFor();
      expect(new URL(page.url()).search).toBe("?status=failed");
    });

    test("the link of the start-up banner fills in the form, leaves the address bar, and sends nothing", async () => {
      await using page = await installation().open("/sign-in#email=demo%40example.com&password=secret");
      await expect.poll(() => page.getByLabel("E-mail").inputValue()).toBe("demo@example.com");
      await expect.poll(() => page.getByLabel("Password").inputValue()).toBe("secret");
      await expect.poll(() => page.url()).not.toContain("#");
      await expect.poll(() => page.getByRole("button", { name: "Sign in" }).isEnabled()).toBe(true);
    });

    test("a link to another site isn't followed after signing in", async () => {
      const person = await installation().createPerson({ password });
      await using page = await installation().open("/sign-in?next=https%3A%2F%2Fevil.example%2F");
      await page.getByLabel("E-mail").fill(person.email);
      await page.getByLabel("Password").fill(password);
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.getByRole("heading", { name: "New organization" }).waitFor();
    });

    test("a session is refreshed when its access token expires, and ends when it is revoked", async () => {
      const person = await installation().createPerson();
      await person.gaffer.orgs.create({ name: "Acme" });
      await using page = await installation().open("/", person);
      await page.getByRole("heading", { name: "Overview" }).waitFor();
      await page.getByRole("link", { name: "Jobs", exact: true }).click();
      await page.getByRole("heading", { name: "Jobs", exact: true }).waitFor();
      await page.context().clearCookies({ name: "gaffer_session" });
      await page.reload();
      await page.getByText("There are no jobs yet").waitFor();

      const [session] = await page.context().cookies();
      expect(session).toBeDefined();
      // Revokes the sessions when the address has changed, because the check of the live updates also ends the session.
      await page.route("**/v1/orgs/*/jobs?*status=failed*", async (route) => {
        await installation().revokeSessions(person);
        await route.continue();
      });
      await page.getByRole("link", { name: "Failed" }).click();
      await page.getByRole("heading", { name: "Sign in" }).waitFor();
      expect(new URL(page.url()).searchParams.get("next")).toContain("/jobs?status=failed");
    });

    test("a forgotten password is replaced", async () => {
      const person = await installation().createPerson({ password });
      await using page = await installation().open("/sign-in");
      await page.getByRole("link", { name: "Forgot your password?" }).click();
      await page.getByRole("heading", { name: "Forgot your password?" }).waitFor();
      await page.getByLabel("E-mail").fill(person.email);
      await page.getByRole("button", { name: "Send link" }).click();
      await page.getByText("If the address has an account").waitFor();
      await page.goto(await installation().linkMailedTo(person.email));
      await page.getByLabel("New password").fill("another horse battery");
      await page.getByRole("button", { name: "Change password" }).click();
      await page.getByText("Password changed").waitFor();
    });

    test("an invited user signs in, accepts, switches the organization and signs out", async () => {
      const owner = await installation().createPerson();
      const { id } = await owner.gaffer.orgs.create({ name: "Acme" });
      const guest = await installation().createPerson({ password });
      const { id: own } = await guest.gaffer.orgs.create({ name: "Guests" });
      await owner.gaffer.org(id).invitations.create({ email: guest.email, role: "viewer" });

      await using page = await installation().open(await installation().linkMailedTo(guest.email));
      await page.getByRole("link", { name: "Sign in" }).click();
      await page.getByRole("heading", { name: "Sign in" }).waitFor();
      await page.getByLabel("E-mail").fill(guest.email);
      await page.getByLabel("Password").fill(password);
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.getByText("You are invited to Acme as viewer").waitFor();
      await page.getByRole("button", { name: "Accept" }).click();
      await page.waitForURL(`**/orgs/${id}/overview`);

      await page.getByRole("button", { name: /Switch/ }).click();
      await page.getByRole("menuitemradio", { name: "Guests" }).click();
      await page.waitForURL(`**/orgs/${own}/overview`);
      await page.getByRole("menuitemradio", { name: "Guests" }).waitFor({ state: "detached" });
      await page.getByRole("button", { name: "Organization: Guests" }).waitFor();
      await page.keyboard.press("Control+k");
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel("Search commands").fill("acme");
      await dialog.locator("[data-highlighted]", { hasText: "Switch to Acme" }).waitFor();
      await dialog.getByLabel("Search commands").press("Enter");
      await page.waitForURL(`**/orgs/${id}/overview`);
      await dialog.waitFor({ state: "detached" });

      await page.getByRole("button", { name: "Account and theme" }).click();
      await page.getByRole("menuitemradio", { name: "Dark" }).click();
      await page.locator("html[data-theme=dark]").waitFor();
      await page.reload();
      await page.locator("html[data-theme=dark]").waitFor();
      await page.getByRole("button", { name: "Account and theme" }).click();
      await page.getByRole("menuitem", { name: "Sign out" }).click();
      await page.getByRole("heading", { name: "Sign in" }).waitFor();
    });
  });
}
