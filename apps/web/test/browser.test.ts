/** All browser tests share one server and one browser, because starting them costs more than most tests. */
import { afterAll, beforeAll, describe } from "vitest";
import { chromium } from "./find-chromium.ts";
import { account } from "./flows/account.ts";
import { apiKeys } from "./flows/api-keys.ts";
import { everyPage } from "./flows/every-page.ts";
import { files } from "./flows/files.ts";
import { jobs } from "./flows/jobs.ts";
import { live } from "./flows/live.ts";
import { manyJobs } from "./flows/many-jobs.ts";
import { newJob } from "./flows/new-job.ts";
import { noOrganization } from "./flows/no-organization.ts";
import { outages } from "./flows/outages.ts";
import { overview } from "./flows/overview.ts";
import { schedules } from "./flows/schedules.ts";
import { settings } from "./flows/settings.ts";
import { signingIn } from "./flows/signing-in.ts";
import { system } from "./flows/system.ts";
import { type Installation, startInstallation } from "./installation.ts";

describe.skipIf(!chromium)("Web app", () => {
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
  // Runs first, because the administrator must not have an organization yet.
  noOrganization(installation);
  overview(installation);
  jobs(installation);
  manyJobs(installation);
  schedules(installation);
  files(installation);
  live(installation);
  outages(installation);
  newJob(installation);
  settings(installation);
  apiKeys(installation);
  account(installation);
  system(installation);
  everyPage(installation);
});
