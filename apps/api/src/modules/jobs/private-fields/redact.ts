/** Removes private values from what a handler writes: errors, progress and log lines. */
import type { JobHelpers } from "../handlers/types.ts";
import type { Outcome } from "../states.ts";
import { placeholder } from "./private-paths.ts";

/** Shorter values aren't redacted: they occur in ordinary text. */
const minLength = 4;

export type Redact = <Value>(value: Value) => Value;

/** Returns a function that replaces these texts in all texts of a value. undefined: there is nothing to replace. */
export function createRedact(texts: readonly string[]): Redact | undefined {
  const found = texts.filter((text) => text.length >= minLength).toSorted((a, b) => b.length - a.length);
  if (found.length === 0) return undefined;
  const inText = (text: string) => found.reduce((shown, secret) => shown.replaceAll(secret, placeholder), text);
  const inValue = (value: unknown): unknown => {
    if (typeof value === "string") return inText(value);
    if (typeof value !== "object" || value === null) return value;
    return JSON.parse(JSON.stringify(value) ?? "null", (_, child) =>
      typeof child === "string" ? inText(child) : child,
    );
  };
  return inValue as Redact;
}

export function redactHelpers(helpers: JobHelpers, redact: Redact): JobHelpers {
  return {
    ...helpers,
    updateProgress: (percent, message) => helpers.updateProgress(percent, redact(message)),
    log: (level, message, data) => helpers.log(level, redact(message), redact(data)),
  };
}

export function redactOutcome(outcome: Outcome, redact: Redact): Outcome {
  if (outcome.kind === "timedOut") return { ...outcome, error: redact(outcome.error) };
  if (outcome.kind !== "failed") return outcome;
  return { ...outcome, error: redact(outcome.error), ...(outcome.details && { details: redact(outcome.details) }) };
}
