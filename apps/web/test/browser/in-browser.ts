import { afterAll, beforeAll, describe } from "vitest";
import { chromium } from "../find-chromium.ts";
import { type Installation, startInstallation } from "../installation.ts";

/** Tests of one part of the web app. They run one after the other, on one installation. */
export type Flow = (installation: () => Installation) => void;

/**
 * Runs the flows, all on one new server and one new browser. Starting a server and a browser takes longer than most
 * tests.
 */
export function inBrowser(...flows: Flow[]): void {
  describe.skipIf(!chromium)("Web app", () => {
    let started: Installation | undefined;
    beforeAll(async () => {
      started = await startInstallation();
    });
    afterAll(() => started?.stop());

    function installation(): Installation {
      if (!started) throw new Error("the installation isn't started yet");
      return started;
    }

    for (const flow of flows) flow(installation);
  });
}
