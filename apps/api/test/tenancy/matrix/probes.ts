/** A valid request to an operation, with replaceable parts. */
import { type ContractOperation, pathOf } from "../../contract/contract-operations.ts";
import type { Attacker } from "./attackers.ts";
import { namesIn, type World } from "./planted.ts";
import {
  bodies,
  type Ids,
  lookUps,
  ofInstallation,
  queries,
  requiredHeaders,
  resources,
  someIds,
  unknownId,
} from "./resources.ts";

export interface Probe {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: unknown;
}

interface Parts {
  ids: Ids;
  query?: string;
  headers?: Record<string, string>;
  body?: unknown;
}

export interface Target {
  world: World;
  attacker: Attacker;
  operation: ContractOperation;
  /** The parameters of the path that name resources of an organization. */
  names: string[];
  isInOrg: boolean;
  /** Ids of the attacker, for the path and for bodies whose ids are looked up. */
  mine: Ids;
  /** Ids of the victim, for any place. */
  theirs: Ids;
  bodies: ((ids: Ids) => unknown)[];
  probe(parts: Parts): Probe;
}

/** The target of an attack. `own`: ids of the attacker's resources, which the request may use up. */
export function toTarget(
  { world, attacker, operation }: Pick<Target, "world" | "attacker" | "operation">,
  own: Ids,
): Target {
  const { method, id, path, body: declared } = operation;
  const json = bodies[id] ?? [() => "content"];
  const bodiesOf = declared ? json : [() => undefined];
  const callerId = world.victim.org.apiKey.split("_")[1] ?? "";
  const firstIds = Object.entries(world.victim.live).map(([name, [first = ""]]) => [name, first]);
  return {
    world,
    attacker,
    operation,
    names: namesIn(path).filter((name) => name in resources),
    isInOrg: namesIn(path).includes("orgId"),
    mine: { ...ofInstallation, ...own, orgId: attacker.org.orgId },
    theirs: { ...Object.fromEntries(firstIds), callerId },
    bodies: bodiesOf,
    probe({ ids, query, headers = {}, body = bodiesOf[0]?.(someIds) }) {
      const text = [queries[id], query].filter(Boolean).join("&");
      const media = declared && { "content-type": declared.mediaType.replace("*/*", "text/csv") };
      const url = `${pathOf(operation, ids)}${text && `?${text}`}`;
      return { method, url, headers: { ...media, ...requiredHeaders[id], ...headers }, body };
    },
  };
}

/** The names of the ids in the bodies of an operation, including `callerId`. */
export function namesInBodies({ id }: ContractOperation): string[] {
  const text = (bodies[id] ?? []).map((bodyOf) => JSON.stringify(bodyOf(someIds))).join();
  return Object.keys(someIds).filter((name) => text.includes(someIds[name] ?? ""));
}

/** Creates the attacker's resources for a valid request. Resources that the request doesn't use up are reused. */
export async function createOwn({ gaffer, attacker: host }: World, attacker: Attacker, operation: ContractOperation) {
  const ids: Ids = {};
  for (const name of namesIn(operation.path)) {
    const kept = operation.method === "GET" || !attacker.may(operation) ? host.live[name]?.at(-1) : undefined;
    if (resources[name]) ids[name] = kept ?? (await resources[name].create(gaffer, attacker));
  }
  if (!lookUps.includes(operation.id) || !attacker.may(operation)) return ids;
  for (const name of namesInBodies(operation)) {
    const { createOwn, create } = resources[name] ?? {};
    ids[name] = (await (createOwn ?? create)?.(gaffer, attacker, host)) ?? unknownId(name);
  }
  return ids;
}
