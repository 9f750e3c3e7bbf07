/** Who is asking, what for, and on whose behalf. */
import type { Schemas } from "@gaffer/contracts/server";

export type Scope = Schemas["Scope"];
export type Role = Schemas["Role"];

/** An API key. It belongs to one organization and acts as itself. */
export interface KeyCaller {
  kind: "key";
  /** How the caller appears in `createdBy` and in the audit log. */
  actor: string;
  orgId: string;
  scopes: readonly Scope[];
  /** When its organization is removed; null: never. */
  deleteAfter: Date | null;
  apiKey: { id: string; name: string; expiresAt: Date | null };
}

/** A person who is signed in. What they may do depends on the organization. */
export interface PersonCaller {
  kind: "person";
  actor: string;
  userId: string;
  /** Null: a token of the issuer that the installation trusts. */
  sessionId: string | null;
  /** Runs the installation. */
  administrator: boolean;
}

export type Caller = KeyCaller | PersonCaller;

/** A caller in the organization that the request names. */
export interface Principal {
  actor: string;
  orgId: string;
  scopes: readonly Scope[];
  /** Null for an API key. */
  role: Role | null;
  /** When the organization is removed; null: never. */
  deleteAfter: Date | null;
}

/** What a change goes back to: who asked for it, by which operation and request, and from where. */
export interface Cause {
  actor: string;
  /** Null: the installation. */
  orgId: string | null;
  /** The `operationId`. */
  action: string;
  requestId: string;
  /** Null where it isn't known. */
  address: string | null;
  /** When the request came. */
  at: Date;
}

/** The caller of an operation that the contract has for people only. */
export function personOf(caller: Caller | undefined): PersonCaller {
  if (caller?.kind !== "person") throw new Error("the contract lets others than people call this operation");
  return caller;
}
