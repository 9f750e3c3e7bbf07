/** Codes of the network under PostgreSQL that say: nobody is there. */
const networkCodes = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;

/** What `pg` says without a code. */
const connectionMessages =
  /timeout exceeded when trying to connect|timeout expired|Connection terminated|Query read timeout|Client has encountered a connection error|Client was closed|after calling end on the pool/;

/** Codes of PostgreSQL (class 08, 53, 57P, a statement or an idle transaction over its limit) that say: not now. */
const serverCodes = /^(08...|53...|57P0.|57014|25P03)$/;

/** Whether an error means that the database can't be reached or is overloaded, and not that a statement was wrong. */
export function databaseUnavailable(error: unknown): boolean {
  return connectionLost(error) || causesOf(error).some(({ code }) => code !== undefined && serverCodes.test(code));
}

/** Whether nobody answers at the other end any more, so that there is no use in asking it for a rollback. */
export function connectionLost(error: unknown): boolean {
  return causesOf(error).some(
    ({ code = "", syscall, message }) =>
      networkCodes.test(code) ||
      // A server's socket in a folder that isn't there.
      (code === "ENOENT" && syscall === "connect") ||
      connectionMessages.test(message),
  );
}

function causesOf(error: unknown): NodeJS.ErrnoException[] {
  return error instanceof Error ? [error, ...causesOf(error.cause)] : [];
}
