/** The caller of a request, and the cause of a change. */
import type { Schemas } from "@gaffer/contracts/server";

export type Scope = Schemas["Scope"];
export type Role = Schemas["Role"];

/** What a request may do in an organization, apart from the caller's scopes. */
export interface OrgState {
  /** When the organization is removed. null: it isn't scheduled for deletion. */
  deleteAfter: Date | null;
  /** When the organization was suspended. null: it isn't suspended. */
  suspendedAt: Date | null;
  suspendReason: string | null;
}

/** An API key. It belongs to one organization and acts in its own name, not for a user. */
export interface KeyCaller {
  kind: "key";
  /** How the caller appears in `createdBy` and in the audit log. */
  actor: string;
  orgId: string;
  scopes: readonly Scope[];
  org: OrgState;
  apiKey: { id: string; name: string; expiresAt: Date | null };
}

/** A signed-in user. The membership decides the scopes in an organization. */
export interface PersonCaller {
  kind: "person";
  actor: string;
  userId: string;
  /** The user's session. null: the user presented a token of the identity provider. */
  sessionId: string | null;
  /** Whether the user administers the installation. */
  administrator: boolean;
}

export type Caller = KeyCaller | PersonCaller;

/** A caller in the organization that the request names. */
export interface Principal {
  actor: string;
  orgId: string;
  scopes: readonly Scope[];
  /** The caller's role. null: the caller is an API key. */
  role: Role | null;
  org: OrgState;
}

/** The cause of a change, for the audit log: caller, operation, request and address. */
export interface Cause {
  actor: string;
  /** The organization of the change. null: the change belongs to the installation. */
  orgId: string | null;
  /** The operation's `operationId`. */
  action: string;
  requestId: string;
  /** The client's address. null: unknown. */
  address: string | null;
  /** Time of the request. */
  at: Date;
}

/** The caller of an operation whose `x-access` is `person`. */
export function personOf(caller: Caller | undefined): PersonCaller {
  if (caller?.kind !== "person") throw new Error("the operation allows callers other than users");
  return caller;
}
