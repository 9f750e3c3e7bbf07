/** Converts between instants and the values of `datetime-local` inputs, which are local times without a zone. */

/** Formats an instant for a `datetime-local` input. Returns an empty string for an invalid instant. */
export function toLocalTime(instant: string | undefined): string {
  const date = new Date(instant ?? "");
  if (Number.isNaN(date.getTime())) return "";
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

export function fromLocalTime(local: string): string {
  return local === "" ? "" : new Date(local).toISOString();
}
