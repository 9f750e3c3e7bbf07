/** Codes of PostgreSQL (class 08, 53, 57P) and of the network under it that say: not now. */
const codes = /^(08...|53...|57P0.|57014|25P03|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)$/;

/** What `pg` says without a code. */
const messages =
  /timeout exceeded when trying to connect|Connection terminated|Query read timeout|Client has encountered a connection error/;

/** Whether an error means that the database can't be reached or is overloaded, and not that a statement was wrong. */
export function databaseUnavailable(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { code } = cause as { code?: unknown };
    if (typeof code === "string" && codes.test(code)) return true;
    if (messages.test(cause.message)) return true;
  }
  return false;
}
