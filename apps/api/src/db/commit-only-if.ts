/**
 * Transactions that are sent with their commit before their answers arrive. A statement that calls the SQL function
 * `commit_only_if` fails such a transaction unless rows are as the transaction expects them.
 */

/** SQLSTATE of the function `commit_only_if`. */
const unexpectedRows = "GF001";

/** Whether `commit_only_if` has failed the transaction. The caller then runs a transaction that waits for its answers. */
export const isUnexpected = (error: unknown): boolean => (error as { code?: string }).code === unexpectedRows;
