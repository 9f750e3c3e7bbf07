/** Decides which requests can be sent again when their result is unknown. */
import type { paths } from "../generated/openapi.d.ts";

/** The POSTs that take an `Idempotency-Key`. A new one doesn't compile until it is in the table. */
type KeyedPath = {
  [Path in keyof paths]: paths[Path]["post"] extends { parameters: { header?: infer Header } }
    ? [NonNullable<Header>] extends [never]
      ? never
      : "Idempotency-Key" extends keyof NonNullable<Header>
        ? Path
        : never
    : never;
}[keyof paths];

const repeatablePosts: Record<KeyedPath, "keyed"> & Partial<Record<keyof paths, "keyed" | "idempotent">> = {
  "/v1/orgs": "keyed",
  "/v1/orgs/{orgId}/jobs": "keyed",
  "/v1/orgs/{orgId}/jobs/batch": "keyed",
  "/v1/orgs/{orgId}/jobs/retry": "keyed",
  "/v1/orgs/{orgId}/jobs/{jobId}/restore": "keyed",
  "/v1/orgs/{orgId}/schedules": "keyed",
  "/v1/orgs/{orgId}/schedules/{scheduleId}/trigger": "keyed",
  "/v1/orgs/{orgId}/export": "keyed",
  "/v1/orgs/{orgId}/restore": "idempotent",
  "/v1/orgs/{orgId}/jobs/{jobId}/cancel": "idempotent",
  "/v1/orgs/{orgId}/jobs/cancel": "idempotent",
  "/v1/orgs/{orgId}/files/uploads": "idempotent",
  "/v1/orgs/{orgId}/files/uploads/{uploadId}/complete": "idempotent",
  "/v1/orgs/{orgId}/schedules/preview": "idempotent",
  "/v1/orgs/{orgId}/schedules/{scheduleId}/pause": "idempotent",
  "/v1/orgs/{orgId}/schedules/{scheduleId}/resume": "idempotent",
  // For a few seconds the same refresh token returns the same tokens.
  "/v1/auth/refresh": "idempotent",
  "/v1/invitations/find": "idempotent",
  "/v1/system/jobs/{name}/resume": "idempotent",
  "/v1/system/jobs/{name}/pause": "idempotent",
};

const patterns = Object.entries(repeatablePosts).map(([path, how]) => ({
  pattern: new RegExp(`${path.replace(/\{\w+\}/g, "[^/]+")}$`),
  how,
}));

/**
 * `keyed`: with the same `Idempotency-Key`. `idempotent`: without one. `no`: never, because the first attempt may have
 * succeeded.
 */
export function repeatabilityOf(request: Request): "keyed" | "idempotent" | "no" {
  if (request.method !== "POST") return request.method === "PATCH" ? "no" : "idempotent";
  const { pathname } = new URL(request.url);
  return patterns.find(({ pattern }) => pattern.test(pathname))?.how ?? "no";
}

/** Creates a unique key. It isn't secret, so it needs no source of secure randomness. */
export function newIdempotencyKey(): string {
  // `randomUUID` is absent on pages without TLS, and `crypto` in Node 18.
  const source = globalThis.crypto as Partial<Crypto> | undefined;
  if (source?.randomUUID) return source.randomUUID();
  const bytes = new Uint8Array(16);
  if (source?.getRandomValues) source.getRandomValues(bytes);
  else bytes.set(Array.from(bytes, () => Math.random() * 256));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
