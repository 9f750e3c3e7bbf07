/** The response to an attacker, and the statements that led to it. */
import { answerText } from "../../harness/answer-text.ts";
import type { Attacker } from "./attackers.ts";
import type { World } from "./planted.ts";
import type { Probe } from "./probes.ts";
import { strong, type Weaken } from "./statements.ts";

export interface Answer {
  status: number;
  text: string;
  /** Status, headers and body, without values that differ between any two responses, such as request ids. */
  whole: string;
  statements: string[];
}

export interface Count {
  cases: number;
  requests: number;
  refusals: number;
  statements: number;
}

export interface SendOptions {
  /** Called with each statement of the request. */
  onStatement?: ((text: string) => void) | undefined;
  count?: Count | undefined;
  /** Whether the operation continues after its response. */
  goesOn: boolean;
  /** Whether the operation may store values of the request, so that later responses contain them. */
  keeps: boolean;
}

/** Sends the attacker's request. `how` changes each statement before it is sent to PostgreSQL. */
export async function sendProbe(
  { gaffer, statements, named }: World,
  { headers: own }: Attacker,
  { method, url, headers, body }: Probe,
  how: Weaken,
  { onStatement, count, goesOn, keeps }: SendOptions,
): Promise<Answer> {
  statements.take();
  statements.weaken(how);
  const json = typeof body === "object" ? JSON.stringify(body) : undefined;
  const response = await gaffer.app.http.request(url, {
    method,
    headers: { ...own, ...headers },
    ...(body !== undefined && { body: json ?? String(body) }),
  });
  const content = await answerText(response);
  if (goesOn) await gaffer.app.answered();
  statements.weaken(strong);
  const sent = statements.take();
  if (onStatement) sent.forEach(onStatement);
  const { status } = response;
  if (json && keeps && status < 300) named.push(json);
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

/**
 * Yields the differences between a response and the usual response: in bytes and in the statements of their requests.
 * The duration of other statements could reveal something.
 */
export function* differences(answer: Answer, usual: Answer, { goesOn }: SendOptions): Generator<string> {
  if (answer.whole !== usual.whole) yield `answered with\n${answer.whole}\nand not with\n${usual.whole}`;
  if (goesOn || answer.status < 400) return;
  const [taken, expected] = [answer, usual].map(({ statements }) => withoutIds(statements.join(";\n")));
  if (taken !== expected) yield `took other statements:\n${taken}\nand not\n${expected}`;
}

/** Replaces ids and hashes in conditions of statements, so that requests with different ids have equal statements. */
const withoutIds = (text: string) => text.replaceAll(/ = '[0-9a-f-]+'/g, " = '<id>'");

/** Removes ids and times, which differ for each newly created resource. */
function withoutNews(text: string): string {
  return (
    text
      // Removes event ids, because some streams haven't sent one yet, and resets that other transactions of the cluster
      // can cause.
      .replaceAll(/^id: .*\n|event: reset\ndata: {"kind":"reset","reason":"openTransactions"}\n\n/gm, "")
      .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, "<id>")
      // Before keys, because the hash in an ETag can look like the start of a key.
      .replaceAll(/\\"[\w-]+\.[\w-]{16}\\"|"version":\d+/g, "<version>")
      .replaceAll(/gf[rs]?_\w+/g, "<key>")
      .replaceAll(/[\w.-]+@example\.com/g, "<address>")
      .replaceAll(/expires=\d+&signature=[\w-]+/g, "<signature>")
      .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "<time>")
  );
}
