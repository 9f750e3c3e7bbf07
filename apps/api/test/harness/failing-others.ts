import { type AnyJob, job } from "../../src/modules/jobs/handlers/registry.ts";
import { jobTypeModels } from "../../src/modules/jobs/job-types.ts";

/** Returns these jobs and, for each other type of the contract, a job that always fails. */
export function withFailingOthers(jobs: readonly AnyJob[]): AnyJob[] {
  const known = jobs.map(({ type }) => type);
  const others = jobTypeModels.filter(({ type }) => !known.includes(type));
  const handler = () => Promise.reject(new Error("not in this test"));
  return [...jobs, ...others.map(({ type }) => job(type, { handler }) as AnyJob)];
}
