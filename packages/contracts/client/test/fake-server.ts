import { type ClientOptions, createClient, type GafferClient, type Problem } from "../index.ts";
import { createTestClock, type TestClock } from "./test-clock.ts";

export const orgId = "01890a5d-ac96-774b-bcce-b302099a8057";
export const jobId = "01890a5d-ac96-774b-bcce-b302099a8058";

export interface SeenRequest {
  method: string;
  path: string;
  headers: Headers;
  body: string;
}

/**
 * How the server handles one request: a response, a function that creates it, or an error that breaks the connection.
 */
export type Turn = Response | Error | ((request: Request) => Response | Promise<Response>);

export interface FakeServer {
  gaffer: GafferClient;
  org: ReturnType<GafferClient["org"]>;
  requests: SeenRequest[];
  clock: TestClock;
}

/** Creates a client whose requests get these responses, in order. There is no jitter, so each delay has its maximum. */
export function serverThat(turns: Turn[], options: Partial<ClientOptions> = {}): FakeServer {
  const clock = createTestClock();
  const requests: SeenRequest[] = [];
  const remaining = [...turns];
  const fetch = async (request: Request): Promise<Response> => {
    const { pathname, search } = new URL(request.url);
    const body = await request.clone().text();
    requests.push({ method: request.method, path: pathname + search, headers: request.headers, body });
    const turn = remaining.shift();
    if (turn === undefined) throw new Error(`No answer is left for ${request.method} ${request.url}`);
    if (turn instanceof Error) throw turn;
    return typeof turn === "function" ? turn(request) : turn;
  };
  const credentials = options.getToken ? { getToken: options.getToken } : { apiKey: "gf_key_secret" };
  const gaffer = createClient({
    baseUrl: options.baseUrl ?? "https://jobs.example.com",
    fetch,
    clock,
    retry: { random: () => 1, ...options.retry },
    ...(options.readTimeoutMs !== undefined && { readTimeoutMs: options.readTimeoutMs }),
    ...credentials,
  });
  return { gaffer, org: gaffer.org(orgId), requests, clock };
}

export function networkError(): TypeError {
  return new TypeError("fetch failed", { cause: new Error("read ECONNRESET") });
}

export function jobAnswer(values: object = {}, status = 200): Response {
  const job = { id: jobId, type: "file:profile", status: "pending", attempt: 0, progress: 0, progressMessage: null };
  return Response.json({ ...job, output: null, error: null, ...values }, { status });
}

export function problemAnswer(
  status: number,
  name: string,
  values: Partial<Problem> = {},
  headers: Record<string, string> = {},
): Response {
  const type = `/problems/${name}`;
  const problem = { type, title: "A title", status, detail: "A detail", requestId: "req-1", ...values };
  return new Response(JSON.stringify(problem), {
    status,
    headers: { "Content-Type": "application/problem+json", ...headers },
  });
}

/** Returns the error of a promise. */
export async function errorOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error("It didn't reject");
}
