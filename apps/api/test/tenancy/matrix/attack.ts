/** Sends the cases of an operation and tells what is wrong with the answers, and with what is left behind. */

import type { ContractOperation } from "../../contract/contract-operations.ts";
import { answerText } from "../../harness/answer-text.ts";
import { type Case, casesOf } from "./cases.ts";
import { type Attacker, namesIn, type World } from "./planted.ts";
import type { Probe } from "./probes.ts";
import { type Ids, resources } from "./resources.ts";
import { changed, fingerprints } from "./traces.ts";

export interface Attack {
  operation: ContractOperation;
  attacker: Attacker;
  /** Of these statements the answers are made without asking whose a row is. */
  weak?: (text: string) => boolean;
  /** Told each statement that a case has led to. */
  onStatement?: (text: string) => void;
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
  const { operation, attacker, weak, onStatement, count } = options;
  const { gaffer, victim, statements, secrets } = world;
  const findings: string[] = [];
  await world.tidy();
  const before = await fingerprints(gaffer, victim.org.orgId);
  const firstLine = gaffer.log.lines.length;

  async function send(
    { method, url, headers, body }: Probe,
    isWeak: Attack["weak"] | null = weak,
  ): Promise<Answer & { text: string }> {
    statements.take();
    statements.weaken(isWeak ?? (() => false));
    const isJson = typeof body === "object";
    const response = await gaffer.app.http.request(url, {
      method,
      headers: { ...headers, ...attacker.headers },
      ...(body !== undefined && { body: isJson ? JSON.stringify(body) : String(body) }),
    });
    const content = await answerText(response);
    statements.weaken(() => false);
    const sent = statements.take();
    if (onStatement) sent.forEach(onStatement);
    const { status } = response;
    if (typeof body === "object" && status < 300) world.named.push(JSON.stringify(body));
    if (count) {
      count.requests++;
      count.statements += sent.length;
      if (status >= 400) count.refusals++;
    }
    const text = `${status} ${JSON.stringify([...response.headers].sort())} ${content}`;
    const same = text.replaceAll(response.headers.get("x-request-id") ?? "", "");
    return { status, text, whole: status < 400 ? withoutNews(same) : same, statements: sent };
  }

  async function run({ what, probe, like, expected, prepare }: Case): Promise<void> {
    const found = (problem: string) => findings.push(`${operation.id}, ${attacker.name}, ${what}: ${problem}`);
    const prepared = await prepare?.();
    const known = `${prepared?.known ?? ""}${JSON.stringify(probe)}${decodeURIComponent(probe.url)}${world.named}`;
    if (count) count.cases++;
    const answer = await send(probe);
    secrets
      .filter((secret) => answer.text.includes(secret) && !known.includes(secret))
      .map((secret) => found(`the answer holds ${secret}`));
    if (!isExpected(answer.status, expected, attacker)) found(`answered with ${answer.text.slice(0, 300)}`);
    // The same question, of statements that do ask whose a row is.
    const strong = weak && probe.method === "GET" ? await send(probe, null) : answer;
    await prepared?.undo();
    if (strong.whole !== answer.whole) found(`answered with\n${answer.whole}\nwhere this is right:\n${strong.whole}`);
    if (!like) return;
    for (const difference of differences(answer, await send(like))) found(difference);
  }

  for (const each of casesOf(world, operation, await ownIds(world, operation))) await run(each);
  const tables = changed(before, await fingerprints(gaffer, victim.org.orgId));
  if (tables.length > 0) findings.push(`${operation.id}, ${attacker.name}: changed the other organization's ${tables}`);
  const log = JSON.stringify(gaffer.log.lines.slice(firstLine));
  if (log.includes(victim.canary)) findings.push(`${operation.id}, ${attacker.name}: the log holds the canary`);
  return findings;
}

/** The same bytes, and by the same way: nobody can tell by the time that it took either. */
function* differences(answer: Answer, usual: Answer): Generator<string> {
  if (answer.whole !== usual.whole) yield `answered with\n${answer.whole}\nand not with\n${usual.whole}`;
  const [taken, expected] = [answer, usual].map(({ statements }) => statements.join(";\n"));
  if (answer.status >= 400 && taken !== expected) yield `took other statements:\n${taken}\nand not\n${expected}`;
}

/** What a request that changes something is about is made for it. */
async function ownIds({ gaffer, attacker }: World, { method, path }: ContractOperation): Promise<Ids> {
  const ids: Ids = {};
  for (const name of namesIn(path))
    if (resources[name])
      ids[name] =
        method === "GET" ? (attacker.live[name]?.at(-1) ?? "") : await resources[name].create(gaffer, attacker);
  return ids;
}

function isExpected(status: number, expected: Case["expected"], { mayAll }: Attacker): boolean {
  if (!mayAll && status === 403) return true;
  if (expected === "missing") return status === 404;
  if (expected === "invalid") return status === 422;
  return status < 300 || status === 409 || status === 429;
}

/** Two answers that tell of new things differ by their ids and times. */
function withoutNews(text: string): string {
  return (
    text
      .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, "<id>")
      .replaceAll(/gf_\w+/g, "<key>")
      .replaceAll(/expires=\d+&signature=[\w-]+/g, "<signature>")
      .replaceAll(/\\"\d+\\"|"version":\d+/g, "<version>")
      .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "<time>")
      // Where a stream is. What others do on the cluster is a reason to read again, too.
      .replaceAll(/\.\d+:\d+:[\d,]*|event: reset\ndata: {"kind":"reset","reason":"underWay"}\n\n/g, "")
  );
}
