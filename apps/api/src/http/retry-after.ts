/** The `Retry-After` header (RFC 9110, 10.2.3). A problem gets it from its `retryAfterSeconds`. */
export function retryAfter(seconds: number): { "Retry-After": string } {
  return { "Retry-After": String(seconds) };
}
