/** Codes of the network under PostgreSQL that say: nobody is there. */
const networkCodes = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;

/** What `pg` says without a code. */
const connectionMessages =
  /timeout exceeded when trying to connect|timeout expired|Connection terminated|Query read timeout|Client has encountered a connection error|Client was closed|after calling end on the pool/;

/** Codes of PostgreSQL (class 08, 53, 57P, a statement or an idle transaction over its limit) that say: not now. */
const serverCodes = /^(08...|53...|57P0.|57014|25P03)$/;

const readOnlyCode = "25006";

/** The server is a standby. Its code is the one of a write that PostgreSQL refuses. */
export class StandbyError extends Error {
  readonly code = readOnlyCode;
  constructor() {
    super("the database server is a standby, which accepts no writes");
  }
}

/** Whether an error means that the database can't be used for now, and not that a statement was wrong. */
export function databaseUnavailable(error: unknown): boolean {
  return (
    connectionLost(error) ||
    databaseReadOnly(error) ||
    causesOf(error).some(({ code }) => code !== undefined && serverCodes.test(code))
  );
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

/** Whether the server accepts no writes: it is a standby, or set to read only. Another connection may lead to one that does. */
export function databaseReadOnly(error: unknown): boolean {
  return causesOf(error).some(
    ({ code, routine }) =>
      code === readOnlyCode ||
      // An unlogged table on a standby. Messages are in the server's language, so the place in PostgreSQL's source names the error.
      (code === "0A000" && routine === "get_relation_info"),
  );
}

/**
 * Whether a transaction failed because of others at the same time: a deadlock, or a change that it would have had to see. It was
 * rolled back and can be repeated.
 */
export function transactionConflict(error: unknown): boolean {
  return causesOf(error).some(({ code }) => code === "40001" || code === "40P01");
}

/** Whether a statement gave up waiting for a lock, by `lock_timeout`. */
export function lockTimedOut(error: unknown): boolean {
  return causesOf(error).some(({ code }) => code === "55P03");
}

type DatabaseError = NodeJS.ErrnoException & { routine?: string };

function causesOf(error: unknown): DatabaseError[] {
  return error instanceof Error ? [error, ...causesOf(error.cause)] : [];
}
