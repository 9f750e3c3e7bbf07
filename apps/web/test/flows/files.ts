import { readFile } from "node:fs/promises";
import type { OrgClient } from "@gaffer/client";
import type { FileChooser } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import type { Installation, SignedInPerson, Window } from "../installation.ts";

export function files(installation: () => Installation): void {
  describe("files", () => {
    let person: SignedInPerson;
    beforeAll(async () => {
      person = await installation().createPerson();
    });
    const newOrg = async () => person.gaffer.org((await person.gaffer.orgs.create({ name: "Acme" })).id);
    const open = ({ id }: OrgClient, by = person) => installation().open(`/orgs/${id}/files`, by);

    test("a file is uploaded with an expiry, downloaded unchanged, and deleted", async () => {
      const org = await newOrg();
      // Opens the page as another user, because the refresh of the access token below would revoke the tokens of the
      // owner's other windows.
      await using page = await open(org, await installation().createMember(org.id, "member"));
      await page.getByText("There are no files yet").waitFor();
      await page.getByLabel("Keep files").selectOption("For a week");
      // Removes the access token's cookie, as if the token had expired.
      await page.context().clearCookies({ name: "gaffer_session" });
      const content = Buffer.from("name,age\nAda,36\nü,1\n");
      await (await choose(page)).setFiles({ name: "people & co.csv", mimeType: "text/csv", buffer: content });
      await page.getByText("expires in 7 days").waitFor();
      const [file] = (await org.files.list()).items;
      expect(file).toMatchObject({ name: "people & co.csv", contentType: "text/csv", sizeBytes: content.length });

      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: "Download people & co.csv" }).click(),
      ]);
      expect(download.suggestedFilename()).toBe("people & co.csv");
      expect(await readFile(await download.path())).toEqual(content);

      await page.getByRole("button", { name: "Rename people & co.csv" }).click();
      await page.getByRole("dialog").getByLabel("Name").fill("staff.csv");
      await page.getByRole("dialog").getByRole("button", { name: "Rename file" }).click();
      await page.getByRole("button", { name: "Delete staff.csv" }).click();
      await page.getByRole("alertdialog").getByRole("button", { name: "Delete file" }).click();
      await page.getByText("There are no files yet").waitFor();
      expect((await org.files.list()).items).toEqual([]);
    });

    test("an upload shows its progress and can be stopped", async () => {
      await using page = await open(await newOrg());
      await limitUpload(page, 200_000);
      const buffer = Buffer.alloc(8_000_000);
      await (await choose(page)).setFiles({ name: "large.bin", mimeType: "application/octet-stream", buffer });
      const progress = page.getByRole("progressbar", { name: "Upload of large.bin" });
      await progress.waitFor();
      await page.waitForFunction(() => (document.querySelector("progress")?.value ?? 0) > 0);
      const [stopped] = await Promise.all([
        page.waitForEvent("requestfailed", (request) => request.method() === "POST"),
        page.getByRole("button", { name: "Stop the upload of large.bin" }).click(),
      ]);
      expect(stopped.failure()?.errorText).toBe("net::ERR_ABORTED");
      await progress.waitFor({ state: "detached" });
      await page.getByText("There are no files yet").waitFor();
    });

    test("a refused upload shows the API's problem", async () => {
      await using page = await open(await newOrg());
      const name = "n".repeat(300);
      await (await choose(page)).setFiles({ name, mimeType: "text/plain", buffer: Buffer.from("a") });
      await page
        .getByRole("list", { name: "Uploads" })
        .getByRole("alert")
        .getByText(/255 characters/)
        .first()
        .waitFor();
      await page.getByRole("button", { name: /^Dismiss/ }).click();
      await expect.poll(() => page.getByRole("alert").count()).toBe(0);
    });

    test("a viewer can download, and sees no other actions", async () => {
      const org = await newOrg();
      await org.files.upload({ name: "report.csv", content: "a,b\n" });
      const viewer = await installation().createMember(org.id, "viewer");
      await using page = await open(org, viewer);
      await page.getByRole("button", { name: "Download report.csv" }).waitFor();
      expect(await page.getByRole("button", { name: /Delete|Upload/ }).count()).toBe(0);
    });
  });
}

/** The file chooser that the button opens. */
async function choose(page: Window): Promise<FileChooser> {
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    page.getByRole("button", { name: "Upload files" }).click(),
  ]);
  return chooser;
}

async function limitUpload(page: Window, bytesPerSecond: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: bytesPerSecond,
  });
}
