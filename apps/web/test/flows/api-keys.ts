import { createClient } from "@gaffer/client";
import { expect, test } from "vitest";
import type { Installation } from "../installation.ts";

export function apiKeys(installation: () => Installation): void {
  test("an API key is shown once, rotated, and revoked after its name is typed", async () => {
    const owner = await installation().createPerson();
    const { id } = await owner.gaffer.orgs.create({ name: "Keys" });
    const org = owner.gaffer.org(id);
    await using page = await installation().open(`/orgs/${id}/settings/api-keys`, owner);
    await page.getByText("There are no API keys yet").waitFor();
    await page.getByRole("button", { name: "New API key" }).click();
    for (const scope of ["jobs:read", "jobs:write"])
      await page.getByRole("checkbox", { name: new RegExp(`${scope}(?!-)`) }).uncheck();
    await page.getByRole("button", { name: "Create" }).click();
    await page.locator('[name="/name"][aria-invalid="true"]').waitFor();
    await page.getByLabel("Name").fill("Nightly");
    await page.getByRole("button", { name: "Create" }).click();
    await page.getByText("must have at least 1 item").waitFor();
    expect(await page.getByRole("alert").count()).toBe(0);
    await page.getByRole("checkbox", { name: "org:read" }).check();
    await page.getByLabel("Expires").selectOption("In 30 days");
    await page.getByRole("button", { name: "Create" }).click();
    const shown = page.getByRole("region", { name: "New key Nightly" });
    await shown.getByText("it isn't shown again").waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe("New key Nightly");
    const key = (await shown.locator("code").first().textContent()) ?? "";
    await shown.getByRole("button", { name: "Copy key" }).click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(key);
    const program = createClient({ baseUrl: installation().url, apiKey: key });
    expect(await program.me()).toMatchObject({ apiKey: { name: "Nightly", scopes: ["org:read"] } });
    expect(await shown.locator("pre").textContent()).toContain(`GAFFER_API_KEY="${key}"`);

    // The API records the use of a key with a delay.
    await expect.poll(async () => (await org.apiKeys.list()).items[0]?.lastUsedAt).not.toBeNull();
    await page.reload();
    const row = page.getByRole("listitem").filter({ hasText: "Nightly" });
    await row.getByText("expires in 30 days").waitFor();
    await row.getByText(/^Used /).waitFor();
    expect(await page.content()).not.toContain(key);

    await page.getByRole("button", { name: "Rename key Nightly" }).click();
    const renaming = page.getByRole("dialog", { name: "Rename key" });
    await renaming.getByLabel("Name").fill("Nightly import");
    await renaming.getByRole("button", { name: "Rename key" }).click();
    await page.getByRole("button", { name: "Rename key Nightly import" }).waitFor();
    expect((await org.apiKeys.list()).items).toMatchObject([{ name: "Nightly import" }]);
    await org.apiKeys.rename((await org.apiKeys.list()).items[0]?.id ?? "", "Nightly");
    await page.reload();

    await page.getByRole("button", { name: "Rotate key Nightly" }).click();
    const rotation = page.getByRole("alertdialog");
    await rotation.getByLabel("The old key stops working").selectOption("In an hour");
    await rotation.getByRole("button", { name: "Rotate key" }).click();
    await shown.waitFor();
    expect(await page.content()).not.toContain(key);
    await page.getByText(/Expires in (1 hour|60 minutes|59 minutes)/).waitFor();
    const rotated = await shown.locator("code").first().textContent();
    await page.getByRole("button", { name: "Done" }).click();
    const replaced = createClient({ baseUrl: installation().url, apiKey: rotated ?? "" });
    expect(await replaced.me()).toMatchObject({ apiKey: { scopes: ["org:read"] } });

    await page.getByRole("button", { name: "Revoke key Nightly" }).first().click();
    const asked = page.getByRole("alertdialog");
    await expect.poll(() => asked.getByRole("button", { name: "Revoke key" }).isEnabled()).toBe(false);
    await asked.getByRole("textbox").fill("Nightly");
    await asked.getByRole("button", { name: "Revoke key" }).click();
    await page.getByText("Revoked", { exact: true }).waitFor();
    const [newest, oldest] = (await org.apiKeys.list()).items;
    expect([newest?.revokedAt === null, oldest?.revokedAt === null]).toEqual([false, true]);
  });
}
