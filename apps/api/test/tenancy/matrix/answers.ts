/** What an attacker is answered, and by which statements. */
import { answerText } from "../../harness/answer-text.ts";
import type { Attacker } from "./attackers.ts";
import type { World } from "./planted.ts";
import type { Probe } from "./probes.ts";
import { strong, type Weaken } from "./statements.ts";

export interface Answer {
  status: number;
  text: string;
  /** Status, headers and body, without what differs between any two. */
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
  /** Told each statement that a request has led to. */
  onStatement?: ((text: string) => void) | undefined;
  count?: Count | undefined;
  /** The answer isn't the end of it. */
  goesOn: boolean;
  /** What is asked for may be read again later. */
  keeps: boolean;
}

/** Sends what the attacker sends, with statements as `how` has them. */
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

/** The same bytes, and by the same way until they are there: nobody can tell by the time that it took either. */
export function* differences(answer: Answer, usual: Answer, { goesOn }: SendOptions): Generator<string> {
  if (answer.whole !== usual.whole) yield `answered with\n${answer.whole}\nand not with\n${usual.whole}`;
  if (goesOn || answer.status < 400) return;
  const [taken, expected] = [answer, usual].map(({ statements }) => withoutIds(statements.join(";\n")));
  if (taken !== expected) yield `took other statements:\n${taken}\nand not\n${expected}`;
}

/** What a transaction is told as its organization, or as the hash of a token. */
const withoutIds = (text: string) => text.replaceAll(/ = '[0-9a-f-]+'/g, " = '<id>'");

/** Two answers that tell of new things differ by their ids and times. */
function withoutNews(text: string): string {
  return (
    text
      // Where a stream is, if that can be said. What others do on the cluster is a reason to read again, too.
      .replaceAll(/^id: .*\n|event: reset\ndata: {"kind":"reset","reason":"underWay"}\n\n/gm, "")
      .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, "<id>")
      .replaceAll(/gf[rs]?_\w+/g, "<key>")
      .replaceAll(/[\w.-]+@example\.com/g, "<address>")
      .replaceAll(/expires=\d+&signature=[\w-]+/g, "<signature>")
      .replaceAll(/\\"\d+\\"|"version":\d+/g, "<version>")
      .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "<time>")
  );
}
