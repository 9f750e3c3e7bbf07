/**
 * Formats a JSON pointer for people: `/recurrence/expression` becomes "recurrence › expression". List items count
 * from 1.
 */
export function fieldPath(pointer: string): string {
  const names = pointer.split("/").filter((name) => name !== "");
  return names.map((name) => (/^\d+$/.test(name) ? String(Number(name) + 1) : unescaped(name))).join(" › ");
}

function unescaped(name: string): string {
  return name.replaceAll("~1", "/").replaceAll("~0", "~");
}
