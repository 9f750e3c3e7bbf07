/** One server and one browser for all that is tried in one: starting them costs more than most of it. */
import { afterAll, beforeAll, describe } from "vitest";
import { chromium } from "./find-chromium.ts";
import { everyPage } from "./flows/every-page.ts";
import { files } from "./flows/files.ts";
import { jobs } from "./flows/jobs.ts";
import { manyJobs } from "./flows/many-jobs.ts";
import { schedules } from "./flows/schedules.ts";
import { signingIn } from "./flows/signing-in.ts";
import { type Installation, startInstallation } from "./installation.ts";

describe.skipIf(!chromium)("in a browser", () => {
  let started: Installation | undefined;
  beforeAll(async () => {
    started = await startInstallation();
  });
  afterAll(() => started?.stop());

  function installation(): Installation {
    if (!started) throw new Error("it isn't started yet");
    return started;
  }

  signingIn(installation);
  jobs(installation);
  manyJobs(installation);
  schedules(installation);
  files(installation);
  everyPage(installation);
});
