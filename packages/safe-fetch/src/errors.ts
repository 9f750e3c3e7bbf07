/** Reasons why a request wasn't sent or wasn't answered. The messages are safe to show to the user who gave the URL. */

/** The request isn't allowed. A repeated request is refused too. */
export class RefusedRequestError extends Error {
  readonly code: "invalid_request" | "address_not_allowed" | "invalid_redirect" | "too_many_redirects";
  constructor(code: RefusedRequestError["code"], message: string) {
    super(message);
    this.code = code;
  }
}

/** There was no complete response. A repeated request may succeed. */
export class UnreachableError extends Error {}

/**
 * Converts an error of the system. The message has the host and the error code. The system's own message may contain
 * the address, so it is only the cause.
 */
export function toUnreachableError(url: URL, cause: unknown): UnreachableError {
  const { code, errors } = cause as { code?: string; errors?: { code?: string }[] };
  const word = code ?? errors?.[0]?.code ?? "the connection failed";
  return new UnreachableError(`No answer from ${url.host}: ${word}.`, { cause });
}
