/**
 * Entity tags and conditional requests (RFC 9110, 8.8.3 and 13). The tag of a resource is `"<version>.<hash>"`. The
 * version changes with the changes by requests, so `If-Match` compares only the version: a run of a schedule or a use
 * of a key doesn't refuse a change. The hash is that of the whole response, so `If-None-Match` compares the whole tag.
 */
import { createHash } from "node:crypto";
import { ProblemError } from "./problem.ts";

/** Version of a resource without a version number: a hash of the fields that requests change. */
export function versionOf(fields: Record<string, unknown>): string {
  return hash(fields);
}

/** A response's `ETag` and body. */
export function tagged<Body>(version: string | number, body: Body): { headers: { ETag: string }; body: Body } {
  return { headers: { ETag: `"${version}.${hash(body)}"` }, body };
}

/** The tag of a compressed response. It must differ from that of the plain one. */
export function encodedTag(etag: string, encoding: string): string {
  return etag.replace(/"$/, `-${encoding}"`);
}

function hash(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("base64url").slice(0, 16);
}

/**
 * Throws a problem if `If-Match` doesn't name the version of the resource. A weak tag never matches, because
 * `If-Match` compares strongly.
 */
export function assertMatches(ifMatch: string | undefined, version: string | number): void {
  if (ifMatch === undefined) return;
  const tags = parseTags("If-Match", ifMatch);
  if (tags === "*" || tags.some(({ weak, text }) => !weak && text.split(".")[0] === String(version))) return;
  const weak = tags.some(({ weak }) => weak) ? " A weak tag (W/) never matches in If-Match." : "";
  const detail = `The resource has version "${version}"; If-Match has ${ifMatch}.${weak} Read the resource and apply your change again.`;
  throw new ProblemError("precondition-failed", detail);
}

/** Throws a problem for a change without `If-Match`. */
export function requireMatch(ifMatch: string | undefined): void {
  if (ifMatch !== undefined) return;
  const detail = "Send If-Match with the resource's ETag, so that no concurrent change is lost.";
  throw new ProblemError("precondition-required", detail);
}

/** Whether `If-None-Match` names this tag. The client's copy is then current. Weak tags match too. */
export function isCurrent(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  const tags = parseTags("If-None-Match", ifNoneMatch);
  return tags === "*" || tags.some(({ text }) => `"${text.replace(/-(br|gzip)$/, "")}"` === etag);
}

/** Whether a `Range` applies: without `If-Range`, or if it has the tag of the content. A date or a weak tag never matches. */
export function rangeApplies(ifRange: string | undefined, etag: string): boolean {
  return ifRange === undefined || ifRange.trim() === etag;
}

/** Parses a list of entity tags. Throws a problem for anything else. */
function parseTags(name: string, header: string): "*" | { weak: boolean; text: string }[] {
  if (header.trim() === "*") return "*";
  const tag = /\s*(W\/)?"([!#-~\x80-\xff]*)"\s*(?:,|$)/y;
  const tags: { weak: boolean; text: string }[] = [];
  while (tag.lastIndex < header.length) {
    const [, weak, text] = tag.exec(header) ?? [];
    if (text === undefined) throw malformed(name);
    tags.push({ weak: weak !== undefined, text });
  }
  if (tags.length === 0 || /,\s*$/.test(header)) throw malformed(name);
  return tags;
}

function malformed(name: string): ProblemError {
  const message = 'must be * or entity tags in double quotes, such as "3"';
  const fault = { in: "header", pointer: `/${name}`, code: "invalid_format", message } as const;
  return new ProblemError("malformed-header", `The header ${name} ${message}.`, { errors: [fault] });
}
