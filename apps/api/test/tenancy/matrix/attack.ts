/** Sends the cases of an operation and tells what is wrong with the answers, and with what is left behind. */
import type { ContractOperation } from "../../contract/contract-operations.ts";
import { type Attacker, type AttackerName, createNewcomer } from "./attackers.ts";
import { type Case, casesOf } from "./cases.ts";
import type { World } from "./planted.ts";
import { createOwn, type Probe, toTarget } from "./probes.ts";
import { goOn, ofNewcomers } from "./resources.ts";
import { strong, type Weaken } from "./statements.ts";
import { changed, fingerprints } from "./traces.ts";

export interface Attack {
  operation: ContractOperation;
  by: AttackerName;
  /** The answers are made with statements that don't ask whose a row is. */
  weaken?: Weaken;
  /** Told each statement that a case has led to. */
  onStatement?: (text: string) => void;
  /** The first finding will do. */
  once?: boolean;
  /** Counts what was sent. */
  count?: { cases: number; requests: number; refusals: number; statements: number };
}

interface Answer {
  status: number;
  /** Status, headers and body, without what differs between any two. */
  whole: string;
  statements: string[];
}

/** One line for each thing that is wrong; none: the victim is safe. */
export async function attack(world: World, options: Attack): Promise<string[]> {
  const { operation, by, weaken, onStatement, once, count } = options;
  const { gaffer, victim, statements, secrets } = world;
  const findings: string[] = [];
  await world.tidy();
  const before = world.traces ?? (await fingerprints(gaffer, victim));
  world.traces = undefined;
  // Whoever runs the installation sees on its log who has signed in, and nothing else of them.
  const mayKnow = operation.scope === "system:admin" && [victim.live.userId, victim.live.sessionId];
  const firstLine = gaffer.log.lines.length;
  const isNewcomer = ofNewcomers.includes(operation.id);
  const attacker = isNewcomer
    ? await createNewcomer(gaffer, world.attacker.canary, by)
    : (world.attackers.get(by) as Attacker);
  const target = toTarget({ world, attacker, operation }, await createOwn(world, attacker, operation));

  async function send(
    { method, url, headers, body }: Probe,
    how: Weaken = weaken ?? strong,
  ): Promise<Answer & { text: string }> {
    statements.take();
    statements.weaken(how);
    const isJson = typeof body === "object";
    const response = await gaffer.app.http.request(url, {
      method,
      headers: { ...attacker.headers, ...headers },
      ...(body !== undefined && { body: isJson ? JSON.stringify(body) : String(body) }),
    });
    const content = await response.text();
    if (goOn.includes(operation.id)) await gaffer.app.answered();
    statements.weaken(strong);
    const sent = statements.take();
    if (onStatement) sent.forEach(onStatement);
    const { status } = response;
    if (typeof body === "object" && status < 300) world.named.push(JSON.stringify(body));
    if (count) {
      count.requests++;
      count.statements += sent.length;
      if (status >= 400) count.refusals++;
    }
    const said = [...response.headers].filter(([name]) => name !== "ratelimit").sort();
    const text = `${status} ${JSON.stringify(said)} ${content}`;
    const same = text.replaceAll(response.headers.get("x-request-id") ?? "", "");
    return { status, text, whole: status < 400 ? withoutNews(same) : same, statements: sent };
  }

  const refusals = new Map<string, Answer>();
  /** A refusal is the same each time, so it is asked for once. */
  async function usually(like: Probe): Promise<Answer> {
    const key = JSON.stringify(like);
    const known = refusals.get(key);
    if (known) return known;
    const answer = await send(like);
    if (answer.status >= 400) refusals.set(key, answer);
    return answer;
  }

  async function run({ what, probe, like, expected, prepare }: Case): Promise<void> {
    const found = (problem: string) => findings.push(`${operation.id}, ${attacker.name}, ${what}: ${problem}`);
    let prepared = await prepare?.();
    const known = `${mayKnow}${prepared?.known ?? ""}${JSON.stringify(probe)}${decodeURIComponent(probe.url)}${world.named}`;
    if (count) count.cases++;
    const answer = await send(probe);
    secrets
      .filter((secret) => answer.text.includes(secret) && !known.includes(secret))
      .map((secret) => found(`the answer holds ${secret}`));
    if (!isExpected(answer.status, expected, attacker.may(operation)))
      found(`answered with ${answer.text.slice(0, 300)}`);
    if (weaken && (prepare || probe.method === "GET")) {
      // The same question, of statements that do ask whose a row is.
      await prepared?.undo();
      prepared = await prepare?.();
      const { whole } = await send(probe, strong);
      if (whole !== answer.whole) found(`answered with\n${answer.whole}\nwhere this is right:\n${whole}`);
    }
    await prepared?.undo();
    if (!like) return;
    for (const difference of differences(answer, await usually(like), goOn.includes(operation.id))) found(difference);
  }

  for (const each of casesOf(target)) {
    await run(each);
    if (once && findings.length > 0) return findings;
  }
  world.traces = await fingerprints(gaffer, victim);
  const tables = changed(before, world.traces);
  if (tables.length > 0) findings.push(`${operation.id}, ${attacker.name}: changed the other organization's ${tables}`);
  const log = JSON.stringify(gaffer.log.lines.slice(firstLine));
  if (log.includes(victim.canary)) findings.push(`${operation.id}, ${attacker.name}: the log holds the canary`);
  return findings;
}

/** The same bytes, and by the same way until they are there: nobody can tell by the time that it took either. */
function* differences(answer: Answer, usual: Answer, goesOn: boolean): Generator<string> {
  if (answer.whole !== usual.whole) yield `answered with\n${answer.whole}\nand not with\n${usual.whole}`;
  if (goesOn || answer.status < 400) return;
  const [taken, expected] = [answer, usual].map(({ statements }) => withoutIds(statements.join(";\n")));
  if (taken !== expected) yield `took other statements:\n${taken}\nand not\n${expected}`;
}

function isExpected(status: number, expected: Case["expected"], may: boolean): boolean {
  if (!may && status === 403) return true;
  if (expected === "missing") return status === 404;
  if (expected === "invalid") return status === 422;
  if (expected === "unknown") return status === 401;
  if (expected === "refused") return [401, 404, 422].includes(status);
  return status < 300 || status === 409 || status === 429;
}

/** What a transaction is told as its organization, or as the hash of a token. */
const withoutIds = (text: string) => text.replaceAll(/ = '[0-9a-f-]+'/g, " = '<id>'");

/** Two answers that tell of new things differ by their ids and times. */
function withoutNews(text: string): string {
  return text
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, "<id>")
    .replaceAll(/gf[rs]?_\w+/g, "<key>")
    .replaceAll(/[\w.-]+@example\.com/g, "<address>")
    .replaceAll(/expires=\d+&signature=[\w-]+/g, "<signature>")
    .replaceAll(/\\"\d+\\"|"version":\d+/g, "<version>")
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "<time>");
}
