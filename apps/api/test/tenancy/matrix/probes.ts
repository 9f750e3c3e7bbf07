/** A valid request to an operation, and its parts that can be exchanged. */
import { type ContractOperation, pathOf } from "../../contract/contract-operations.ts";
import { namesIn, type World } from "./planted.ts";
import { bodies, type Ids, ofInstallation, queries, requiredHeaders, resources, someIds } from "./resources.ts";

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
  operation: ContractOperation;
  /** The parameters of the path that name resources of an organization. */
  names: string[];
  isInOrg: boolean;
  /** Of the attacker, for the path. */
  mine: Ids;
  /** Of the victim, for wherever it fits. */
  theirs: Ids;
  bodies: ((ids: Ids) => unknown)[];
  probe(parts: Parts): Probe;
}

/** `own` are ids of the attacker's organization, and are used up. */
export function toTarget(world: World, operation: ContractOperation, own: Ids): Target {
  const { method, id, path, body: declared } = operation;
  const json = bodies[id] ?? [() => "content"];
  const bodiesOf = declared ? json : [() => undefined];
  const callerId = world.victim.org.apiKey.split("_")[1] ?? "";
  const firstIds = Object.entries(world.victim.live).map(([name, [first = ""]]) => [name, first]);
  return {
    world,
    operation,
    names: namesIn(path).filter((name) => name in resources),
    isInOrg: namesIn(path).includes("orgId"),
    mine: { ...ofInstallation, ...own, orgId: world.attacker.org.orgId },
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
