/** Instants as an input of the browser has them: the viewer's wall clock, without a zone. */

/** Empty for what isn't an instant. */
export function toLocalTime(instant: string | undefined): string {
  const date = new Date(instant ?? "");
  if (Number.isNaN(date.getTime())) return "";
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

export function fromLocalTime(local: string): string {
  return local === "" ? "" : new Date(local).toISOString();
}
