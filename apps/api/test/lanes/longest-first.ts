import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The slowest files, slowest first. A slow file that starts last prolongs the run. */
const longest = [
  "browser/people.test.ts",
  "browser/jobs.test.ts",
  "browser/schedules.test.ts",
  "schedules/properties.unit.test.ts",
  "scripts/new-job.test.ts",
  "scripts/dev.test.ts",
  "scripts/recipes.test.ts",
  "browser/every-page.test.ts",
  "process/restart.test.ts",
  "system/second-crons.test.ts",
  "contract/fuzz.test.ts",
  "crash/crash.test.ts",
  "isolation/isolated-jobs.test.ts",
  "db/worker.test.ts",
  "tenancy/matrix/matrix.test.ts",
  "tenancy/matrix/defences.test.ts",
  "schedules/many-schedulers.test.ts",
  "process/start-and-stop.test.ts",
  "org-lifecycle/killed-purge.test.ts",
  "tabular/test/csv-profile.unit.test.ts",
];

/**
 * Starts the slowest files first. Without times of earlier runs, vitest sorts by file size, which says little about
 * duration.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => longest.findIndex((name) => moduleId.endsWith(name)) + 1 || 99;
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other));
  }
}
