/** JSON Merge Patch (RFC 7396). */

export const mergePatchType = "application/merge-patch+json";

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Whether a patch has an object as a field, which is merged into the resource's own. */
export function isNested(patch: unknown): patch is Record<string, unknown> {
  return isObject(patch) && Object.values(patch).some(isObject);
}

/**
 * Returns the patch with its objects merged into the resource's objects, so that each field has its whole new value.
 * The fields of the patch that aren't objects stay as they are.
 */
export function mergeFields(patch: Record<string, unknown>, resource: object): Record<string, unknown> {
  const current = new Map(Object.entries(resource));
  return Object.fromEntries(
    Object.entries(patch).map(([name, value]) => [name, isObject(value) ? merge(current.get(name), value) : value]),
  );
}

/** Merges a patch into a value: null removes a field, and any other value that isn't an object replaces it. */
function merge(value: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const merged = new Map(isObject(value) ? Object.entries(value) : []);
  for (const [name, field] of Object.entries(patch)) {
    if (field === null) merged.delete(name);
    else merged.set(name, merge(merged.get(name), field));
  }
  return Object.fromEntries(merged);
}
