/** The requests of the attackers to an operation, generated from the contract. */

import { namesInBodies, type Probe, type Target } from "./probes.ts";
import { type Ids, keepNothing, lookUps, references, resources, someIds, unknownId } from "./resources.ts";
import { forgetAnswers, makeTwin } from "./twins.ts";

export interface Case {
  what: string;
  probe: Probe;
  /** A request that must get the same response, such as one with an unknown id. */
  like?: Probe;
  /**
   * The expected status. missing: 404. invalid: 422. unknown: 401. refused: 401, 404 or 422. own: below 300, 409 or
   * 429. A caller without permission may also get 403.
   */
  expected: "missing" | "invalid" | "unknown" | "refused" | "own";
  /** Runs before the request. */
  prepare?: () => Promise<Prepared>;
}

export interface Prepared {
  /** The victim's values that the attacker may know in this case. */
  known: string;
  undo(): Promise<void>;
}

/**
 * The cases of an operation. `own` is last, because it uses up its resource. If the attacker has `isBrief` and no
 * permission, each kind of `ofIds` has only one case: the operation refuses such an attacker before it checks ids.
 */
export function casesOf(target: Target): Case[] {
  const { attacker, operation } = target;
  const ofIds = [foreignIds, twins, filters, cursors, idempotencyKeys, eventIds, smuggledQueries, bodyFields, bodyIds];
  const most = attacker.isBrief && !attacker.may(operation) ? 1 : Number.POSITIVE_INFINITY;
  return [
    ...credentials(target),
    ...foreignOrg(target),
    ...ofIds.flatMap((casesOfKind) => casesOfKind(target).slice(0, most)),
    own(target),
  ];
}

function own({ operation: { id }, bodies, mine, probe }: Target): Case {
  const body = bodies[0]?.(lookUps.includes(id) ? { ...someIds, ...mine } : someIds);
  return { what: "its own resource", probe: probe({ ids: mine, body }), expected: "own" };
}

/**
 * Cases with tokens that have the id of another user's session and a wrong secret. Only for operations to which any
 * authenticated caller has access.
 */
function credentials({ world: { victim }, operation: { access }, mine, probe }: Target): Case[] {
  if (access !== "authenticated") return [];
  const secret = "0".repeat(64);
  const as = (sessionId = "") =>
    probe({ ids: mine, headers: { authorization: `Bearer gfs_${sessionId.replaceAll("-", "")}_${secret}` } });
  return [...(victim.live.sessionId ?? []), victim.ended.sessionId].map((sessionId) => ({
    what: "another person's session",
    probe: as(sessionId),
    like: as(someIds.sessionId),
    expected: "unknown",
  }));
}

function foreignIds({ world: { attacker, victim }, names, mine, probe }: Target): Case[] {
  return names.flatMap((name) => {
    const ids = [...(victim.live[name] ?? []), victim.ended[name] ?? ""];
    const like = probe({ ids: { ...mine, [name]: unknownId(name) } });
    const asked = (what: string, id: string): Case => ({
      what,
      probe: probe({ ids: { ...mine, [name]: id } }),
      like,
      expected: "missing",
    });
    return [
      ...ids.map((id) => asked(`another organization's ${name}`, id)),
      ...(resources[name]?.stays ? [] : [asked(`a deleted ${name}`, attacker.ended[name] ?? "")]),
    ];
  });
}

/**
 * Cases in which the attacker has a resource with the id of the victim's resource. They also send the victim's
 * Idempotency-Key if there is one.
 */
function twins({ world, attacker, operation, names, mine, probe }: Target): Case[] {
  if (!attacker.may(operation)) return [];
  const { live, idempotencyKeys } = world.victim;
  const key = idempotencyKeys[operation.id];
  return names.flatMap((name) => {
    if (!resources[name]?.table) return [];
    return (live[name] ?? []).map((id): Case => {
      const headers = key === undefined ? {} : { "Idempotency-Key": key };
      return {
        what: `its own resource with the same ${name}`,
        probe: probe({ ids: { ...mine, [name]: id }, headers }),
        expected: "own",
        prepare: () => makeTwin(world, { name, id, operation: operation.id }),
      };
    });
  });
}

function foreignOrg({ world: { victim }, names, isInOrg, mine, theirs, probe }: Target): Case[] {
  if (!isInOrg) return [];
  const like = probe({ ids: { ...mine, orgId: crypto.randomUUID() } });
  const { orgId } = victim.org;
  const asked = (what: string, ids: Ids): Case => ({ what, probe: probe({ ids }), like, expected: "missing" });
  return [
    asked("another organization", { ...mine, orgId }),
    asked("its id in capitals", { ...mine, orgId: orgId.toUpperCase() }),
    ...(names.length > 0 ? [asked("all of its ids", { ...mine, ...theirs, orgId })] : []),
  ];
}

function filters({ world: { victim }, operation, isInOrg, mine, theirs, probe }: Target): Case[] {
  if (!isInOrg) return [];
  const inQuery = operation.parameters.filter((parameter) => parameter.in === "query");
  return inQuery.flatMap(({ name }) => {
    const of = references[name] ?? (() => []);
    const usual = of(someIds);
    const values = victim.live[name] ?? of(theirs);
    return values.map(
      (value, at): Case => ({
        what: `another organization's ${name} as a filter`,
        probe: probe({ ids: mine, query: `${name}=${value}` }),
        like: probe({ ids: mine, query: `${name}=${usual[at] ?? usual[0]}` }),
        expected: "own",
      }),
    );
  });
}

function cursors({ world, operation, mine, probe }: Target): Case[] {
  const cursor = world.victim.cursors[operation.id];
  if (cursor === undefined) return [];
  const madeUp = Buffer.from("made up").toString("base64url");
  return [
    {
      what: "another organization's cursor",
      probe: probe({ ids: mine, query: `limit=1&cursor=${cursor}` }),
      like: probe({ ids: mine, query: `limit=1&cursor=${madeUp}` }),
      expected: "invalid",
    },
  ];
}

function idempotencyKeys({ world, operation, mine, probe }: Target): Case[] {
  const key = world.victim.idempotencyKeys[operation.id];
  if (key === undefined) return [];
  const what = "another organization's Idempotency-Key";
  const request = { probe: probe({ ids: mine, headers: { "Idempotency-Key": key } }), expected: "own" } as const;
  return [
    { what, ...request, prepare: () => forgetAnswers(world) },
    { what: `${what} again`, ...request },
  ];
}

function eventIds({ world: { victim }, operation, mine, probe }: Target): Case[] {
  if (!operation.parameters.some(({ name }) => name === "Last-Event-ID")) return [];
  const goingOn = (id = "") => probe({ ids: mine, headers: { "Last-Event-ID": id } });
  const madeUp = `${crypto.randomUUID()}.1:1:`;
  const what = "another organization's Last-Event-ID";
  return [{ what, probe: goingOn(victim.lastEventId), like: goingOn(madeUp), expected: "own" }];
}

function smuggledQueries({ world, names, mine, probe }: Target): Case[] {
  const ids = { ...mine, ...Object.fromEntries(names.map((name) => [name, someIds[name] ?? ""])) };
  return ["orgId", "org_id"].map((field) => ({
    what: `${field} in the query`,
    probe: probe({ ids, query: `${field}=${world.victim.org.orgId}` }),
    like: probe({ ids, query: `${field}=${crypto.randomUUID()}` }),
    expected: "invalid",
  }));
}

/** Adds fields that aren't in the contract, such as the victim's `orgId`, to every object of every body. */
function bodyFields({ world, bodies, mine, probe }: Target): Case[] {
  return bodies.flatMap((bodyOf) => {
    const body = bodyOf(someIds);
    return objectsIn(body).flatMap((place) =>
      ["orgId", "createdBy"].map((field): Case => {
        const having = (content: string) => probe({ ids: mine, body: withField(body, place, field, content) });
        const what = `${field} in the body at /${place.join("/")}`;
        return { what, probe: having(world.victim.org.orgId), like: having(crypto.randomUUID()), expected: "invalid" };
      }),
    );
  });
}

/**
 * Puts the victim's ids into the bodies. An operation that stores ids gets only some of the ids, because the attacker's
 * later lists may contain stored ids.
 */
function bodyIds({ world: { victim }, operation, bodies, mine, theirs, probe }: Target): Case[] {
  const expected = lookUps.includes(operation.id) ? "refused" : "own";
  return namesInBodies(operation).flatMap((name) => {
    const all = victim.live[name] ?? [theirs[name] ?? ""];
    const live = resources[name]?.forBearer ? [] : keepNothing.includes(operation.id) ? all : all.slice(-1);
    const ended = victim.ended[name] === undefined ? [] : [victim.ended[name]];
    const holding = bodies.filter((bodyOf) => JSON.stringify(bodyOf(someIds)).includes(someIds[name] ?? ""));
    return holding.flatMap((bodyOf) => {
      const having = (id = "") => probe({ ids: mine, body: bodyOf({ ...someIds, [name]: id }) });
      const like = having(unknownId(name));
      const what = `another organization's ${name} in the body`;
      return [...live, ...ended].map((id): Case => ({ what, probe: having(id), like, expected }));
    });
  });
}

/** The paths of all objects in a value, including the value itself. */
function objectsIn(value: unknown, place: string[] = []): string[][] {
  if (typeof value !== "object" || value === null) return [];
  const further = Object.entries(value).flatMap(([name, child]) => objectsIn(child, [...place, name]));
  return Array.isArray(value) ? further : [place, ...further];
}

function withField(value: unknown, [step, ...rest]: readonly string[], field: string, content: string): unknown {
  if (step === undefined) return { ...(value as object), [field]: content };
  const copy = Object.assign(Array.isArray(value) ? [] : {}, value) as Record<string, unknown>;
  copy[step] = withField(copy[step], rest, field, content);
  return copy;
}
