import type { Reporter, TestCase, TestModule } from "vitest/node";
import { nameFaults } from "./test-names.ts";

/**
 * Fails the run when a collected test has a name that breaks the rules. It costs nothing, because vitest has collected
 * the names.
 */
export class TestNameReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const faults = nameFaults(modules.flatMap((module) => [...module.children.allTests()].map(fullName)));
    if (faults.length === 0) return;
    process.stderr.write(`\nTest names that break the rules (docs/testing.md):\n${faults.join("\n")}\n`);
    process.exitCode = 1;
  }
}

/** The titles of a test and of the suites around it, joined by " › ". */
function fullName(test: TestCase): string {
  const titles = [test.name];
  for (let { parent } = test; parent.type === "suite"; { parent } = parent) titles.unshift(parent.name);
  return titles.join(" › ");
}
