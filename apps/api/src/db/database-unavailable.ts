/** Network error codes that mean that the server can't be reached. */
const networkCodes = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;

/** Messages of `pg`'s connection errors that have no code. */
const connectionMessages =
  /timeout exceeded when trying to connect|timeout expired|Connection terminated|Query read timeout|Client has encountered a connection error|Client was closed|after calling end on the pool/;

/** PostgreSQL codes of a temporary failure: class 08, 53, 57P, timeouts of a statement, an idle transaction, a transaction. */
const serverCodes = /^(08...|53...|57P0.|57014|25P0[34])$/;

const readOnlyCode = "25006";

/** The database server is a standby. `code`: the SQLSTATE of a write to a read-only server. */
export class StandbyError extends Error {
  readonly code = readOnlyCode;
  constructor() {
    super("the database server is a standby, which accepts no writes");
  }
}

/** Whether the database can't be used at the moment, as opposed to a wrong statement. */
export function databaseUnavailable(error: unknown): boolean {
  return (
    connectionLost(error) ||
    databaseReadOnly(error) ||
    causesOf(error).some(({ code }) => code !== undefined && serverCodes.test(code))
  );
}

/** Whether the connection is lost, so that a rollback can't be sent. */
export function connectionLost(error: unknown): boolean {
  return causesOf(error).some(
    ({ code = "", syscall, message }) =>
      networkCodes.test(code) ||
      // The folder of the server's Unix socket doesn't exist.
      (code === "ENOENT" && syscall === "connect") ||
      connectionMessages.test(message),
  );
}

/** Whether the server accepts no writes: it is a standby, or read-only. Another connection may reach the primary. */
export function databaseReadOnly(error: unknown): boolean {
  return causesOf(error).some(
    ({ code, routine }) =>
      code === readOnlyCode ||
      // The error of reading an unlogged table on a standby. PostgreSQL localizes messages, so the routine in its
      // source identifies the error.
      (code === "0A000" && routine === "get_relation_info"),
  );
}

/**
 * Whether a transaction failed because of a concurrent one: a deadlock or a serialization failure. PostgreSQL rolled it back, so it can be
 * repeated.
 */
export function transactionConflict(error: unknown): boolean {
  return causesOf(error).some(({ code }) => code === "40001" || code === "40P01");
}

/** Whether a migration changed the columns of a named statement, so that this connection can't run it any more. */
export function planOutdated(error: unknown): boolean {
  return causesOf(error).some(({ code, routine }) => code === "0A000" && routine === "RevalidateCachedQuery");
}

/** Whether a statement exceeded `lock_timeout`. */
export function lockTimedOut(error: unknown): boolean {
  return causesOf(error).some(({ code }) => code === "55P03");
}

type DatabaseError = NodeJS.ErrnoException & { routine?: string };

function causesOf(error: unknown): DatabaseError[] {
  return error instanceof Error ? [error, ...causesOf(error.cause)] : [];
}
