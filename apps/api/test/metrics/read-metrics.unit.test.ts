import { expect, test } from "vitest";
import { readMetrics } from "./read-metrics.ts";

const counter = "# HELP jobs_total Jobs.\n# TYPE jobs_total counter\n";
const histogram = "# HELP t Time.\n# TYPE t histogram\n";

test("readMetrics › valid text › is read", () => {
  const text = `${counter}jobs_total{type="a\\"b",outcome="c"} 1.5e+3\n\n${histogram}t_bucket{le="1"} 2\nt_bucket{le="+Inf"} 3\nt_sum 4\nt_count 3\n`;
  const { value, series } = readMetrics(text);
  expect(value("jobs_total", { outcome: "c", type: 'a\\"b' })).toBe(1500);
  expect(value("t_bucket", { le: "+Inf" })).toBe(3);
  expect(series("jobs_total")).toHaveLength(1);
});

test.each([
  ["without an end of line", `${counter}jobs_total 1`],
  ["without a declaration", "jobs_total 1\n"],
  ["announced twice", `${counter}${counter}`],
  ["under another name", `${counter}jobs 1\n`],
  ["with a value that is no number", `${counter}jobs_total one\n`],
  ["with a label that isn't quoted", `${counter}jobs_total{type=a} 1\n`],
  ["with a quote in a label", `${counter}jobs_total{type="a"b"} 1\n`],
  ["with a label twice", `${counter}jobs_total{type="a",type="b"} 1\n`],
  ["twice", `${counter}jobs_total 1\njobs_total 1\n`],
  ["below zero", `${counter}jobs_total -1\n`],
  ["with buckets that shrink", `${histogram}t_bucket{le="1"} 4\nt_bucket{le="+Inf"} 3\nt_sum 4\nt_count 3\n`],
  ["without the last bucket", `${histogram}t_bucket{le="1"} 3\nt_sum 4\nt_count 3\n`],
])("readMetrics › text %s › is refused", (_, text) => expect(() => readMetrics(text)).toThrow());
