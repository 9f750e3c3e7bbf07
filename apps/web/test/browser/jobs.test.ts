import { jobs } from "../flows/jobs.ts";
import { manyJobs } from "../flows/many-jobs.ts";
import { newJob } from "../flows/new-job.ts";
import { outages } from "../flows/outages.ts";
import { inBrowser } from "./in-browser.ts";

inBrowser(jobs, manyJobs, newJob, outages);
