import type { DemoOrg } from "../../../src/demo/demo-org.ts";
import type { Answer, TestGaffer } from "../../harness/test-gaffer.ts";
import type { TestPerson } from "../../harness/test-people.ts";

/** An organization, a text that is in everything that it says and nobody else says, and somebody who belongs to it. */
export interface Tenant {
  org: DemoOrg;
  canary: string;
  person: TestPerson;
  /** Of everybody in it who has an account. */
  password: string;
}

/** Sends a request that has to succeed, of the organization's key where `as` is nobody else. */
export async function send(
  gaffer: TestGaffer,
  as: { apiKey: string },
  method: string,
  url: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const answer = await gaffer.request(method, url, { as, body, headers });
  if (answer.status >= 300) throw new Error(`${method} ${url}: ${JSON.stringify(answer.body)}`);
  return answer;
}

/** The same of the tenant's key, under its path. */
export const ask = (
  gaffer: TestGaffer,
  { org }: Tenant,
  method: string,
  url: string,
  body?: unknown,
  headers?: Record<string, string>,
) => send(gaffer, org, method, `/v1/orgs/${org.orgId}${url}`, body, headers);

/** What the matrix has to know of one kind of thing that a request can name. */
export interface Resource {
  /** Makes one and returns its id. */
  create(gaffer: TestGaffer, tenant: Tenant): Promise<string>;
  /** Makes one that the person can use, where those of `create` are somebody else's. `host` is another organization. */
  createOwn?(gaffer: TestGaffer, tenant: Tenant, host: Tenant): Promise<string>;
  /** Ends it: nobody finds it any more, in whichever organization it was. */
  remove(gaffer: TestGaffer, tenant: Tenant, id: string): Promise<unknown>;
  /** Its owner still finds it when it has ended. */
  stays?: true;
  /** Whoever has one may use it, which is what it is for: only what has ended is tried. */
  forBearer?: true;
  /** What may hold the same id once in every organization; absent: ids are unique over all of them. */
  table?: string;
  /** The column of the id there, if it is another one than `id`. */
  column?: string;
  /** What is different in a row of one's own with the same id. */
  twin?: Record<string, unknown>;
  /** An id that nothing has. */
  unknown?: () => string;
}
