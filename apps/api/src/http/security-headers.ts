/**
 * What every answer carries: nothing keeps it, nobody takes it for another media type, and no page of another site shows or
 * embeds it. A page of our own says what it needs instead.
 */
export const securityHeaders = {
  "Cache-Control": "no-store",
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
} as const;
