/**
 * A model of three organizations: their members and their things, such as files, and the expected response of each
 * command. The contract says which scope an operation needs and which scopes a role has.
 */
import { contractOperations, type Role, roles, scopesOfRole } from "../contract/contract-operations.ts";
import { kinds, type ThingRequest } from "./things.ts";

function mayCall(role: Role, operationId: string): boolean {
  const operation = contractOperations.find(({ id }) => id === operationId);
  if (!operation) throw new Error(`the contract has no operation ${operationId}`);
  return operation.scope === undefined || scopesOfRole(role).includes(operation.scope);
}

const outranks = (role: Role, other: Role) => roles.indexOf(role) < roles.indexOf(other);

/** A user's request to an organization, about another user or about a thing such as a file. */
export interface Command {
  /** An `operationId`. */
  operation: string;
  caller: number;
  org: number;
  subject: number;
  role: Role;
  /** Index in the list of all things that were created in any organization, counted from its end. */
  thing: number;
}

/** A model of one organization. Users and organizations are identified by numbers. */
export class OrgModel {
  readonly members: Map<number, Role>;
  /** The roles of invited users. */
  readonly invited = new Map<number, Role>();
  /** The ids of the existing things of each kind. */
  readonly things = new Map(kinds.map((kind) => [kind, new Set<string>()]));

  constructor(members: Map<number, Role>) {
    this.members = members;
  }

  /**
   * Returns the expected status and applies the command to the model. `success` is the status of a successful command.
   */
  answer({ operation, caller, subject, role }: Command, success: number): number {
    if (operation === "acceptInvitation") return this.accept(caller, success);
    const own = this.members.get(caller);
    if (!own) return 404;
    if (!mayCall(own, operation)) return 403;
    switch (operation) {
      case "leaveOrg":
        return this.removal(caller, success);
      case "removeMember":
        return this.refusalOfChange(own, subject) ?? this.removal(subject, success);
      case "updateMember":
        return this.refusalOfChange(own, subject) ?? this.update(own, subject, role, success);
      case "transferOrg":
        return this.transfer(caller, subject, success);
      case "createInvitation":
        return this.invite(own, subject, role, success);
      case "revokeInvitation":
        return this.revoke(own, subject, success);
      default:
        return success;
    }
  }

  /** Like `answer`, for a command about a thing. A thing of another organization counts as missing. */
  answerOnThing({ operation, caller }: Command, { kind, does, status }: ThingRequest, id: string): number {
    const own = this.members.get(caller);
    if (!own) return 404;
    if (!mayCall(own, operation)) return 403;
    if (does === "makes" || does === "lists") return status;
    if (!this.things.get(kind)?.has(id)) return 404;
    if (does === "removes") this.things.get(kind)?.delete(id);
    return status;
  }

  private isLastOwner(person: number): boolean {
    const owners = [...this.members].filter(([, role]) => role === "owner");
    return owners.length === 1 && owners[0]?.[0] === person;
  }

  private refusalOfChange(own: Role, subject: number): number | undefined {
    const role = this.members.get(subject);
    if (!role) return 404;
    return outranks(own, role) ? 403 : undefined;
  }

  private removal(person: number, success: number): number {
    if (this.isLastOwner(person)) return 409;
    this.members.delete(person);
    return success;
  }

  private update(own: Role, subject: number, role: Role, success: number): number {
    if (outranks(own, role)) return 403;
    if (role !== "owner" && this.isLastOwner(subject)) return 409;
    this.members.set(subject, role);
    return success;
  }

  private transfer(caller: number, subject: number, success: number): number {
    if (subject === caller || !this.members.has(subject)) return 422;
    this.members.set(subject, "owner").set(caller, "admin");
    return success;
  }

  private invite(own: Role, subject: number, role: Role, success: number): number {
    if (outranks(own, role)) return 403;
    if (this.members.has(subject)) return 409;
    const earlier = this.invited.get(subject);
    if (earlier && outranks(own, earlier)) return 403;
    this.invited.set(subject, role);
    return success;
  }

  private revoke(own: Role, subject: number, success: number): number {
    const role = this.invited.get(subject);
    if (!role) return 404;
    if (outranks(own, role)) return 403;
    this.invited.delete(subject);
    return success;
  }

  private accept(caller: number, success: number): number {
    const role = this.invited.get(caller);
    if (!role) return 404;
    this.invited.delete(caller);
    this.members.set(caller, role);
    return success;
  }
}
