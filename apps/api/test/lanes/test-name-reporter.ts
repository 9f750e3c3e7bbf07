import type { Reporter, TestModule } from "vitest/node";
import { nameFaults } from "./test-names.ts";

/** Fails the run when a collected test has a name that breaks the rules. Costs nothing: the names are there. */
export class TestNameReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const names = modules.flatMap((module) => [...module.children.allTests()].map((test) => fullName(test)));
    const faults = nameFaults(names);
    if (faults.length === 0) return;
    process.stderr.write(`\nTest names that break the rules (docs/testing.md):\n${faults.join("\n")}\n`);
    process.exitCode = 1;
  }
}

function fullName(test: { name: string; parent: { type: string; name?: string } }): string {
  const titles = [test.name];
  for (
    let suite = test.parent as unknown as { type: string; name: string; parent: never };
    suite.type === "suite";
    suite = suite.parent
  )
    titles.unshift(suite.name);
  return titles.join(" › ");
}
