/** Setup of the lane `system`: a file that leaves an application running fails, because files share processes. */
import { afterAll, expect } from "vitest";
import { serviceOfRunningApp } from "../../src/modules/jobs/running-app.ts";

afterAll(() => {
  expect(() => serviceOfRunningApp("jobsService").createAndEnqueueJob).toThrow("no application runs in this process");
});
