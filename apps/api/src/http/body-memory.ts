/** Limits the memory of one process for request bodies: in total and per caller. */
import { BusyError } from "../errors.ts";
import type { Caller } from "./caller.ts";
import { networkOf } from "./caller-address.ts";
import { ProblemError } from "./problem.ts";

/** Maximum size of a small body, in bytes. Small bodies may use memory that larger ones can't. */
export const smallBodyBytes = 64 * 1024;

const retrySeconds = 1;

/**
 * Time in milliseconds after which a body that is still arriving can be evicted, when another body needs its memory.
 */
export const evictableAfterMs = 5_000;

/** The bytes of one request's body. */
export interface HeldBody {
  /** Reserves memory. Throws a problem or BusyError when there is none. */
  take(bytes: number): void;
  /** Marks the start of the body. The promise rejects if the body is evicted, but never after `arrived`. */
  arrive(): Promise<never>;
  /** Marks the end of the body. It can't be evicted any more. */
  arrived(): void;
  /** Releases all reserved memory. */
  release(): void;
}

export interface BodyMemory {
  /** Starts to hold one request's body. `owner`: all bodies of one owner count together. */
  open(owner: string): HeldBody;
  heldBytes(): number;
}

interface Arrival {
  startedAt: number;
  evict(): void;
}

/**
 * Creates the memory for request bodies. One caller can use a quarter of `maxBytes`. Large bodies together can use
 * three quarters. When the memory is full, the oldest bodies that arrive slowly are evicted. So an attacker has to keep
 * sending to occupy it.
 *
 * @param now in milliseconds
 */
export function createBodyMemory(maxBytes: number, now: () => number): BodyMemory {
  const ownerBytes = maxBytes / 4;
  const held = new Map<string, number>();
  let all = 0;
  /** Bodies that are arriving, in the order of their start. */
  const arriving = new Set<Arrival>();

  function add(owner: string, bytes: number): void {
    const sum = (held.get(owner) ?? 0) + bytes;
    if (sum === 0) held.delete(owner);
    else held.set(owner, sum);
    all += bytes;
  }

  function makeRoom(bytes: number, room: number, own: Arrival): void {
    for (const arrival of arriving) {
      if (all + bytes <= room || now() - arrival.startedAt < evictableAfterMs) return;
      if (arrival !== own) arrival.evict();
    }
  }

  return {
    open(owner) {
      let own = 0;
      const evicted = Promise.withResolvers<never>();
      const arrival: Arrival = {
        startedAt: now(),
        evict() {
          release();
          evicted.reject(tooSlow());
        },
      };
      const release = () => {
        arriving.delete(arrival);
        add(owner, -own);
        own = 0;
      };
      return {
        arrive() {
          arriving.add(arrival);
          // Prevents an unhandled rejection: the body may be evicted while no reader awaits this promise.
          evicted.promise.catch(() => {});
          return evicted.promise;
        },
        take(bytes) {
          const room = own + bytes > smallBodyBytes ? (maxBytes * 3) / 4 : maxBytes;
          if ((held.get(owner) ?? 0) + bytes > ownerBytes) throw tooMuchOfCaller(ownerBytes);
          if (all + bytes > room) makeRoom(bytes, room, arrival);
          if (all + bytes > room) throw new BusyError("The memory for request bodies is full.");
          own += bytes;
          add(owner, bytes);
        },
        arrived: () => void arriving.delete(arrival),
        release,
      };
    },
    heldBytes: () => all,
  };
}

/**
 * The owner of a request's body. All keys of an organization are one owner, because an organization can have any number
 * of keys.
 */
export function bodyOwner(caller: Caller | undefined, address: string | null): string {
  if (caller?.kind === "key") return caller.orgId;
  return caller?.userId ?? (address === null ? "unknown" : networkOf(address));
}

function tooSlow(): ProblemError {
  const detail =
    "The body arrived too slowly, and other requests needed its memory. Nothing was changed; send it again.";
  return new ProblemError("unavailable", detail, {
    retryAfterSeconds: retrySeconds,
    headers: { Connection: "close" },
  });
}

function tooMuchOfCaller(maxBytes: number): ProblemError {
  const detail = `Your concurrent requests have more than ${maxBytes} bytes of bodies. Nothing was changed; try again in ${retrySeconds} s with fewer requests at once.`;
  return new ProblemError("rate-limited", detail, {
    retryAfterSeconds: retrySeconds,
    headers: { Connection: "close" },
  });
}
