/** Why a request wasn't made, or wasn't answered. The messages are shown to whoever created the job. */

/** The request can't be made as it is; `code` says which kind of wrong it is. */
export class RefusedRequestError extends Error {
  readonly code: "invalid_request" | "address_not_allowed" | "invalid_redirect" | "too_many_redirects";
  constructor(code: RefusedRequestError["code"], message: string) {
    super(message);
    this.code = code;
  }
}

/** No answer, or not all of it: the next time may be better. */
export class NoAnswerError extends Error {}

/** Names the host and a word for the trouble; a system's own message would name the address as well. */
export function toNoAnswerError(url: URL, cause: unknown): NoAnswerError {
  const { code, errors } = cause as { code?: string; errors?: { code?: string }[] };
  const word = code ?? errors?.[0]?.code ?? "the connection failed";
  return new NoAnswerError(`No answer from ${url.host}: ${word}.`, { cause });
}
