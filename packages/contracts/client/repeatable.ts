/** Which requests may be sent again when it is unknown what became of them. */
import type { paths } from "../generated/openapi.d.ts";

/** POSTs that the contract gives an `Idempotency-Key`: a new one doesn't compile before it is in the table. */
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
  // For a few seconds the same token makes the same ones.
  "/v1/auth/refresh": "idempotent",
  "/v1/invitations/find": "idempotent",
  "/v1/system/jobs/{name}/resume": "idempotent",
  "/v1/system/jobs/{name}/pause": "idempotent",
};

const patterns = Object.entries(repeatablePosts).map(([path, how]) => ({
  pattern: new RegExp(`${path.replace(/\{\w+\}/g, "[^/]+")}$`),
  how,
}));

/** `keyed`: with the same `Idempotency-Key` each time. `no`: never, as the first try may have done its work. */
export function repeatabilityOf(request: Request): "keyed" | "idempotent" | "no" {
  if (request.method !== "POST") return request.method === "PATCH" ? "no" : "idempotent";
  const { pathname } = new URL(request.url);
  return patterns.find(({ pattern }) => pattern.test(pathname))?.how ?? "no";
}

/** A key that no other call has. It must be unique, not secret, so it can do without a source of secure randomness. */
export function newIdempotencyKey(): string {
  // Absent: `randomUUID` on pages without TLS, all of it in Node 18.
  const source = globalThis.crypto as Partial<Crypto> | undefined;
  if (source?.randomUUID) return source.randomUUID();
  const bytes = new Uint8Array(16);
  if (source?.getRandomValues) source.getRandomValues(bytes);
  else bytes.set(Array.from(bytes, () => Math.random() * 256));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
