/** Finds the fields of a form to which the faults of a request belong. */
import type { FieldError } from "@gaffer/client";
import { fieldPath } from "./field-path.ts";

interface PlacedFaults {
  /** Messages by the name of the field. */
  byField: Record<string, string>;
  /** Whether each fault has a field. */
  isComplete: boolean;
}

/**
 * Places each fault of the request's body at the field with its pointer, or at the nearest field around it.
 * `isField`: whether the form has a field of this name.
 */
export function placeFaults(faults: readonly FieldError[], isField: (name: string) => boolean): PlacedFaults {
  const messages = new Map<string, string[]>();
  let isComplete = true;
  for (const { in: place, pointer, message } of faults) {
    const field = place === "body" ? fieldAround(pointer, isField) : undefined;
    if (field === undefined) isComplete = false;
    else messages.set(field, [...(messages.get(field) ?? []), toSentence(pointer.slice(field.length), message)]);
  }
  const byField = Object.fromEntries([...messages].map(([field, sentences]) => [field, sentences.join(" ")]));
  return { byField, isComplete };
}

function fieldAround(pointer: string, isField: (name: string) => boolean): string | undefined {
  for (let name = pointer; name !== ""; name = name.slice(0, name.lastIndexOf("/"))) if (isField(name)) return name;
  return undefined;
}

/** Converts a message of the API to a sentence: "must be a number" becomes "Must be a number." */
function toSentence(within: string, message: string): string {
  const subject = within === "" ? "" : `${fieldPath(within)} `;
  const text = `${subject}${message}${/[.!?]$/.test(message) ? "" : "."}`;
  return subject === "" ? `${text.slice(0, 1).toUpperCase()}${text.slice(1)}` : text;
}
