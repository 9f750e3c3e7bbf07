/** Sends the cases of an operation, and reports faults of the responses and changes to the victim. */

import type { ContractOperation } from "../../contract/contract-operations.ts";
import { type Answer, type Count, differences, sendProbe } from "./answers.ts";
import { type AttackerName, attackersOf, createNewcomer } from "./attackers.ts";
import { type Case, casesOf } from "./cases.ts";
import type { World } from "./planted.ts";
import { createOwn, type Probe, toTarget } from "./probes.ts";
import { goOn, keepNothing, ofNewcomers, tellIds } from "./resources.ts";
import { strong, type Weaken } from "./statements.ts";
import { changed, fingerprints } from "./traces.ts";

export interface Attack {
  operation: ContractOperation;
  /** Default: all attackers of this operation. */
  by?: readonly AttackerName[];
  /** Removes the condition on the organization or the user from the statements. Absent: statements are unchanged. */
  weaken?: Weaken;
  /** Called with each statement of a case. */
  onStatement?: (text: string) => void;
  /** Whether the attack stops at its first finding. */
  once?: boolean;
  /** Counts the requests. */
  count?: Count;
}

/** Attacks the victim with the cases of an operation. Returns one line per fault. No line: the victim is safe. */
export async function attack(world: World, options: Attack): Promise<string[]> {
  const { operation, by = attackersOf(operation), once } = options;
  const { gaffer, victim } = world;
  await world.tidy();
  const before = world.traces ?? (await fingerprints(gaffer, victim));
  world.traces = undefined;
  const firstLine = gaffer.log.lines.length;
  const findings: string[] = [];
  for (const name of by)
    for await (const finding of attackBy(world, name, options)) {
      findings.push(`${operation.id}, ${name}, ${finding}`);
      if (once) return findings;
    }
  world.traces = await fingerprints(gaffer, victim);
  const tables = changed(before, world.traces);
  if (tables.length > 0) findings.push(`${operation.id}: changed the other organization's ${tables}`);
  const log = JSON.stringify(gaffer.log.lines.slice(firstLine));
  const revealed = world.secrets.filter((secret) => !isId(secret) && log.includes(secret));
  if (revealed.length > 0) findings.push(`${operation.id}: the log contains ${revealed}`);
  return findings;
}

async function* attackBy(world: World, name: AttackerName, options: Attack): AsyncGenerator<string> {
  const { operation, weaken, onStatement, count } = options;
  const { gaffer, attacker: tenant, attackers, secrets } = world;
  const member = attackers[name];
  const may = member.may(operation);
  const isNewcomer = may && ofNewcomers.includes(operation.id);
  const attacker = isNewcomer ? await createNewcomer(gaffer, tenant.canary, name) : member;
  const target = toTarget({ world, attacker, operation }, await createOwn(world, attacker, operation));
  const sending = {
    onStatement,
    count,
    goesOn: goOn.includes(operation.id),
    keeps: !keepNothing.includes(operation.id),
  };
  const send = (probe: Probe, how = weaken ?? strong) => sendProbe(world, attacker, probe, how, sending);
  const hidden = tellIds.includes(operation.id) ? secrets.filter((secret) => !isId(secret)) : secrets;
  const refusals = new Map<string, Answer>();

  /**
   * Returns the response to a reference request, such as a request with an unknown id. A refused request is sent only
   * once, because its refusal is always the same.
   */
  async function usually(like: Probe): Promise<Answer> {
    const key = JSON.stringify(like);
    const known = refusals.get(key);
    if (known) return known;
    const answer = await send(like);
    if (answer.status >= 400) refusals.set(key, answer);
    return answer;
  }

  /**
   * Sends the same request with unchanged statements, and yields a finding if its response differs from this response.
   */
  async function* otherwise({ whole }: Answer, probe: Probe, prepare: Case["prepare"]): AsyncGenerator<string> {
    const prepared = await prepare?.();
    const right = await send(probe, strong);
    await prepared?.undo();
    if (right.whole !== whole) yield `answered with\n${whole}\nwhere this is right:\n${right.whole}`;
  }

  async function* run({ probe, like, expected, prepare }: Case): AsyncGenerator<string> {
    const prepared = await prepare?.();
    const known = `${prepared?.known ?? ""}${JSON.stringify(probe)}${decodeURIComponent(probe.url)}${world.named}`;
    if (count) count.cases++;
    const answer = await send(probe);
    // Undoes the preparation before any finding is reported, because the caller may stop after the first finding.
    await prepared?.undo();
    for (const secret of hidden)
      if (answer.text.includes(secret) && !known.includes(secret)) yield `the response contains ${secret}`;
    if (!isExpected(answer.status, expected, may)) yield `answered with ${answer.text.slice(0, 300)}`;
    if (weaken && (prepare || probe.method === "GET")) yield* otherwise(answer, probe, prepare);
    if (like) yield* differences(answer, await usually(like), sending);
  }

  for (const each of casesOf(target)) for await (const problem of run(each)) yield `${each.what}: ${problem}`;
}

const isId = (secret: string) => /^([0-9a-f-]{36}|\w{12})$/.test(secret);

function isExpected(status: number, expected: Case["expected"], may: boolean): boolean {
  if (!may && status === 403) return true;
  if (expected === "missing") return status === 404;
  if (expected === "invalid") return status === 422;
  if (expected === "unknown") return status === 401;
  if (expected === "refused") return [401, 404, 422].includes(status);
  return status < 300 || status === 409 || status === 429;
}
