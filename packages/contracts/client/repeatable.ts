/** Decides which requests can be sent again when their result is unknown. */
import type { operations as Contract } from "../generated/openapi.d.ts";
import { operations } from "../generated/operations.ts";

/** POST operations that take no `Idempotency-Key` and can be repeated, because a repetition does no harm. */
const idempotent: ReadonlySet<string> = new Set<keyof Contract>([
  "createUpload",
  "previewSchedule",
  // The server returns the same tokens for a repeated refresh token within a few seconds.
  "refreshSession",
  "findInvitation",
  "pauseSystemJob",
  "resumeSystemJob",
  "suspendOrg",
  "unsuspendOrg",
  "restoreSystemOrg",
  "grantKeyAdministrator",
  "revokeKeyAdministrator",
  "grantAdministrator",
  "revokeAdministrator",
]);

/** A POST operation whose body may be a stream, which can't be sent twice. */
const streamed: keyof Contract = "uploadFile";

const patterns = Object.entries(operations).flatMap(([id, { method, path, keyed }]) => {
  if (method !== "post" || id === streamed || !(keyed || idempotent.has(id))) return [];
  return [
    {
      pattern: new RegExp(`${path.replace(/\{\w+\}/g, "[^/]+")}$`),
      how: keyed ? ("keyed" as const) : ("idempotent" as const),
    },
  ];
});

/**
 * Whether a request can be repeated. `keyed`: with the same `Idempotency-Key`. `idempotent`: as it is. `no`: never,
 * because the first attempt may have succeeded.
 */
export function repeatabilityOf(request: Request): "keyed" | "idempotent" | "no" {
  if (request.method !== "POST") return request.method === "PATCH" ? "no" : "idempotent";
  const { pathname } = new URL(request.url);
  return patterns.find(({ pattern }) => pattern.test(pathname))?.how ?? "no";
}

/** Creates a unique `Idempotency-Key`. The key isn't secret, so it needs no source of secure randomness. */
export function newIdempotencyKey(): string {
  // `randomUUID` is absent on pages without TLS, and `crypto` in Node 18.
  const source = globalThis.crypto as Partial<Crypto> | undefined;
  if (source?.randomUUID) return source.randomUUID();
  const bytes = new Uint8Array(16);
  if (source?.getRandomValues) source.getRandomValues(bytes);
  else bytes.set(Array.from(bytes, () => Math.random() * 256));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
