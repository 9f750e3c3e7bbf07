/** Converts common errors of a start to messages that say what to do. */

import { StartError } from "../errors.ts";
import type { Config } from "./config.ts";

type SystemError = Error & { code?: string; path?: string };

/** Returns a StartError if the cause is known, otherwise the error itself. */
export function toStartError(error: unknown, config: Pick<Config, "databaseUrl" | "dataDir">): unknown {
  const cause = innermost(error);
  if (error instanceof StartError || !(cause instanceof Error)) return error;
  const message = folderFailure(cause, config.dataDir) ?? databaseFailure(cause, config.databaseUrl);
  return message === undefined ? error : new StartError(message, { cause: error });
}

/** Converts an error of a listener to a message that says what to do. `setting`: the setting of its port. */
export function toListenError(error: SystemError, host: string, port: number, setting: "PORT" | "METRICS_PORT"): Error {
  const message = listenFailure(error.code, host, port, setting);
  return message === undefined ? error : new StartError(message, { cause: error });
}

function listenFailure(code: string | undefined, host: string, port: number, setting: string): string | undefined {
  switch (code) {
    case "EADDRINUSE":
      return `Port ${port} of ${host} is in use. Stop the process that listens there, or set ${setting} to a free port.`;
    case "EACCES":
      return `This user may not listen on port ${port}. Set ${setting} to a port above 1023.`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return `${host} is not an address of this machine. Set HOST to one, such as 127.0.0.1, or 0.0.0.0 for all of them.`;
    default:
      return undefined;
  }
}

function folderFailure({ code, path, message }: SystemError, dataDir: string): string | undefined {
  if (path === undefined || !path.startsWith(dataDir)) return undefined;
  switch (code) {
    case "ENOSPC":
    case "EDQUOT":
      return `The data folder ${dataDir} is full (${message}). Free some space, or set DATA_DIR to another folder.`;
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return `The data folder ${dataDir} can't be written (${message}). Give this user write access, or set DATA_DIR to another folder.`;
    case "EEXIST":
    case "ENOTDIR":
      return `The data folder ${dataDir} can't be created, because a file has this name (${message}). Set DATA_DIR to another folder.`;
    default:
      return undefined;
  }
}

/** The message for a failed connection to the database. It never contains the URL, which may hold a password. */
function databaseFailure({ code, message }: SystemError, databaseUrl: string | undefined): string | undefined {
  if (databaseUrl === undefined) return undefined;
  const { host, hostname, username, pathname } = new URL(databaseUrl);
  const server = `PostgreSQL at ${host || "its socket"}`;
  const user = decodeURIComponent(username);
  switch (code ?? message) {
    case "ECONNREFUSED":
    case "EHOSTUNREACH":
    case "ENETUNREACH":
    case "ETIMEDOUT":
    case "ECONNRESET":
    case "timeout exceeded when trying to connect":
      return `${server} can't be reached (${message}). Start it, or correct the host and port in DATABASE_URL.`;
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return `The host ${hostname} of DATABASE_URL can't be found (${message}). Correct it.`;
    case "28P01":
    case "28000":
      return `${server} refuses the user "${user}" (${message}). Correct the user and the password in DATABASE_URL.`;
    case "3D000":
      return `${server} has no database "${pathname.slice(1)}". Create it, or correct its name in DATABASE_URL.`;
    case "42501":
      return `The user "${user}" of DATABASE_URL lacks a right (${message}). It must own Gaffer's tables and be allowed to create roles (ALTER ROLE … CREATEROLE).`;
    case "53300":
      return `${server} has no connection left (${message}). Raise its max_connections, or lower DATABASE_POOL_SIZE.`;
    case "57P03":
      return `${server} isn't ready (${message}). Start again in a moment.`;
    default:
      return undefined;
  }
}

/** Returns the innermost cause, because drizzle and others wrap the database's error. */
function innermost(error: unknown): unknown {
  return error instanceof Error && error.cause instanceof Error ? innermost(error.cause) : error;
}
