/** How many bytes of request bodies a process has in memory at once: in all, and of one caller. */
import { BusyError } from "../errors.ts";
import type { Caller } from "./caller.ts";
import { networkOf } from "./caller-address.ts";
import { ProblemError } from "./problem.ts";

/** Bodies up to this size are held while larger ones are refused. */
export const smallBodyBytes = 64 * 1024;

const retrySeconds = 1;

/** The bytes of one request's body. */
export interface HeldBody {
  /** Counts bytes before they are kept. Throws the refusal when there is no room for them. */
  take(bytes: number): void;
  /** Gives back all bytes that were taken. */
  release(): void;
}

export interface BodyMemory {
  /** `owner`: whose bytes are counted together. */
  open(owner: string): HeldBody;
  heldBytes(): number;
}

/** One caller may hold a quarter of `maxBytes`. Large bodies together may hold three quarters: the rest is for small ones. */
export function createBodyMemory(maxBytes: number): BodyMemory {
  const ownerBytes = maxBytes / 4;
  const held = new Map<string, number>();
  let all = 0;

  function add(owner: string, bytes: number): void {
    const sum = (held.get(owner) ?? 0) + bytes;
    if (sum === 0) held.delete(owner);
    else held.set(owner, sum);
    all += bytes;
  }

  return {
    open(owner) {
      let own = 0;
      return {
        take(bytes) {
          const room = own + bytes > smallBodyBytes ? (maxBytes * 3) / 4 : maxBytes;
          if ((held.get(owner) ?? 0) + bytes > ownerBytes) throw tooMuchOfCaller(ownerBytes);
          if (all + bytes > room) throw new BusyError("The memory for request bodies is full.");
          own += bytes;
          add(owner, bytes);
        },
        release() {
          add(owner, -own);
          own = 0;
        },
      };
    },
    heldBytes: () => all,
  };
}

/** A key counts for its organization: an organization may have any number of keys. */
export function bodyOwner(caller: Caller | undefined, address: string | null): string {
  if (caller?.kind === "key") return caller.orgId;
  return caller?.userId ?? (address === null ? "unknown" : networkOf(address));
}

function tooMuchOfCaller(maxBytes: number): ProblemError {
  const detail = `Your concurrent requests have more than ${maxBytes} bytes of bodies. Nothing was changed; try again in ${retrySeconds} s with fewer requests at once.`;
  return new ProblemError("rate-limited", detail, {
    retryAfterSeconds: retrySeconds,
    headers: { Connection: "close" },
  });
}
