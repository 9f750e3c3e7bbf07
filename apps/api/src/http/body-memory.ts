/** How many bytes of request bodies a process has in memory at once: in all, and of one caller. */
import { BusyError } from "../errors.ts";
import type { Caller } from "./caller.ts";
import { networkOf } from "./caller-address.ts";
import { ProblemError } from "./problem.ts";

/** Bodies up to this size are held while larger ones are refused. */
export const smallBodyBytes = 64 * 1024;

const retrySeconds = 1;

/** A body that has been arriving for longer gives way when another caller needs its room. */
export const evictableAfterMs = 5_000;

/** The bytes of one request's body. */
export interface HeldBody {
  /** Counts bytes before they are kept. Throws the refusal when there is no room for them. */
  take(bytes: number): void;
  /** The body begins to arrive. The promise rejects when the body has to give way; never after `arrived`. */
  arrive(): Promise<never>;
  /** The whole body is there. */
  arrived(): void;
  /** Gives back all bytes that were taken. */
  release(): void;
}

export interface BodyMemory {
  /** `owner`: whose bytes are counted together. */
  open(owner: string): HeldBody;
  heldBytes(): number;
}

/** A body that is arriving. */
interface Arrival {
  startedAt: number;
  evict(): void;
}

/**
 * One caller may hold a quarter of `maxBytes`. Large bodies together may hold three quarters: the rest is for small ones. When
 * the memory is full, bodies that arrive slowly give way, the oldest first: to hold it, clients have to send it again and again.
 *
 * @param now in milliseconds
 */
export function createBodyMemory(maxBytes: number, now: () => number): BodyMemory {
  const ownerBytes = maxBytes / 4;
  const held = new Map<string, number>();
  let all = 0;
  /** In the order of their start. */
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
          // It may reject when no reader waits for it.
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

/** A key counts for its organization: an organization may have any number of keys. */
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
