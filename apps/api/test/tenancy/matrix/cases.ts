/** What the attacker sends to an operation, generated from the contract. */
import type { ContractOperation } from "../../contract/contract-operations.ts";
import type { World } from "./planted.ts";
import { type Probe, type Target, toTarget } from "./probes.ts";
import { type Ids, references, resources, someIds, unknownId } from "./resources.ts";
import { forgetAnswers, makeTwin } from "./twins.ts";

export interface Case {
  what: string;
  probe: Probe;
  /** What must be answered in the same way. */
  like?: Probe;
  /** What it must be answered with: that there is no such thing, that the request isn't valid, or neither. */
  expected: "missing" | "invalid" | "own";
  /** Goes before it. */
  prepare?: () => Promise<Prepared>;
}

export interface Prepared {
  /** What is the attacker's own to know. */
  known: string;
  undo(): Promise<void>;
}

/** The cases of an operation. `own` are ids of the attacker's organization, and are used up. */
export function casesOf(world: World, operation: ContractOperation, own: Ids): Case[] {
  const target = toTarget(world, operation, own);
  const { probe, mine } = target;
  const kinds = [
    foreignIds,
    twins,
    foreignOrg,
    filters,
    cursors,
    idempotencyKeys,
    eventIds,
    smuggledQueries,
    bodyFields,
    bodyIds,
  ];
  return [
    { what: "what is one's own", probe: probe({ ids: mine }), expected: "own" },
    ...kinds.flatMap((casesOfKind) => casesOfKind(target)),
  ];
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
      ...(resources[name]?.stays ? [] : [asked(`a ${name} that is no more`, attacker.ended[name] ?? "")]),
    ];
  });
}

/** One's own that has the id of another organization's, with that one's key of idempotency where there is one. */
function twins({ world, operation: { id: operation }, names, mine, probe }: Target): Case[] {
  const { live, idempotencyKeys } = world.victim;
  const key = idempotencyKeys[operation];
  return names.flatMap((name) => {
    const table = resources[name]?.table;
    if (!table) return [];
    return (live[name] ?? []).map((id): Case => {
      const headers = key === undefined ? {} : { "Idempotency-Key": key };
      return {
        what: `one's own with the same ${name}`,
        probe: probe({ ids: { ...mine, [name]: id }, headers }),
        expected: "own",
        prepare: () => makeTwin(world, { table, name, id, operation }),
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
    const of = references[name];
    if (!of?.(theirs)) return [];
    const values = victim.live[name] ?? [of(theirs)];
    return values.map(
      (value): Case => ({
        what: `another organization's ${name} as a filter`,
        probe: probe({ ids: mine, query: `${name}=${value}` }),
        like: probe({ ids: mine, query: `${name}=${of(someIds)}` }),
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

/** In every object of every body. */
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

/** Those that the attacker has named may be in its own lists from then on; so not all that there are. */
function bodyIds({ world: { victim }, bodies, mine, probe }: Target): Case[] {
  return bodies.flatMap((bodyOf) => {
    const text = JSON.stringify(bodyOf(someIds)) ?? "";
    const names = Object.keys(resources).filter((name) => text.includes(someIds[name] ?? ""));
    return names.flatMap((name) => {
      const having = (id = "") => probe({ ids: mine, body: bodyOf({ ...someIds, [name]: id }) });
      return [victim.live[name]?.at(-1), victim.ended[name]].map((id): Case => {
        const what = `another organization's ${name} in the body`;
        return { what, probe: having(id), like: having(unknownId(name)), expected: "own" };
      });
    });
  });
}

/** Where the objects of a value are, itself included. */
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
