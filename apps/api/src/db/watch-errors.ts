import type pg from "pg";
import { databaseReadOnly } from "./database-unavailable.ts";

export const databaseErrorKinds = ["connect", "readonly", "timeout", "conflict", "other"] as const;

export type DatabaseErrorKind = (typeof databaseErrorKinds)[number];

const codes: [DatabaseErrorKind, RegExp][] = [
  ["connect", /^(08...|53300|57P0.|ECONN.*|EPIPE|ETIMEDOUT|ENOTFOUND|ENOENT|EAI_AGAIN|EHOSTUNREACH)$/],
  ["timeout", /^(57014|25P03)$/],
  ["conflict", /^(40...|55P03)$/],
];

/** Messages of `pg` errors without a code. */
const messages: [DatabaseErrorKind, RegExp][] = [
  ["connect", /timeout exceeded when trying to connect|Connection terminated|connection error/],
  ["timeout", /Query read timeout/],
];

/** Returns the kind of an error of a connection or a statement, for the metrics. */
export function databaseErrorKind(error: unknown): DatabaseErrorKind {
  if (databaseReadOnly(error)) return "readonly";
  const { code, message } = error as { code?: unknown; message?: string };
  const byCode = codes.find(([, pattern]) => typeof code === "string" && pattern.test(code));
  const byMessage = messages.find(([, pattern]) => pattern.test(message ?? ""));
  return (byCode ?? byMessage)?.[0] ?? "other";
}

/** Whether a function of the migrations raised the error. Such an error is a normal response, not a failure. */
function isRefusal(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return typeof code === "string" && code.startsWith("GF");
}

type Method = (...args: unknown[]) => unknown;

/**
 * Reports every failed connection and statement of a pool to `report`. `pg` has no event for that, so this wraps
 * `connect` and `query`, which return a promise or call back.
 */
export function watchErrors(pool: pg.Pool, report: (kind: DatabaseErrorKind) => void): void {
  const fail = (error: unknown) => {
    if (!isRefusal(error)) report(databaseErrorKind(error));
  };

  function watched(method: Method): Method {
    return function (this: unknown, ...args) {
      const callback = args.at(-1);
      if (typeof callback === "function") {
        args[args.length - 1] = (error: unknown, ...rest: unknown[]) => {
          if (error) fail(error);
          return callback(error, ...rest);
        };
      }
      const result = method.apply(this, args);
      if (result instanceof Promise) result.catch(fail);
      return result;
    };
  }

  const watch = (target: object, name: string) => Object.assign(target, { [name]: watched(Reflect.get(target, name)) });
  watch(pool, "connect");
  pool.on("connect", (client) => watch(client, "query"));
  pool.on("error", fail);
}
