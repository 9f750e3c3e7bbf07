/**
 * A file to which several processes append entries, and which survives their crashes. Each entry is one JSON line in
 * one write.
 */
import { openSync, readFileSync, writeSync } from "node:fs";

export function openRecord<Entry>(file: string): (entry: Entry) => void {
  const fd = openSync(file, "a");
  return (entry) => void writeSync(fd, `${JSON.stringify(entry)}\n`);
}

export function readRecord<Entry>(file: string): Entry[] {
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as Entry);
}
