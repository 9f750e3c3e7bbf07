import type { DemoOrg } from "../../../src/demo/demo-org.ts";
import type { Answer, TestGaffer } from "../../harness/test-gaffer.ts";
import type { TestPerson } from "../../harness/test-people.ts";

/** An organization, a user who is its member, and a canary: a text that is in everything the organization writes. */
export interface Tenant {
  org: DemoOrg;
  canary: string;
  person: TestPerson;
  /** The password of all of its members. */
  password: string;
}

/** Sends a request that must succeed. */
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

/** Sends a request with the tenant's key, under its path, which must succeed. */
export const ask = (
  gaffer: TestGaffer,
  { org }: Tenant,
  method: string,
  url: string,
  body?: unknown,
  headers?: Record<string, string>,
) => send(gaffer, org, method, `/v1/orgs/${org.orgId}${url}`, body, headers);

/** What the matrix needs to know of a kind of resource. */
export interface Resource {
  /** Creates a resource and returns its id. */
  create(gaffer: TestGaffer, tenant: Tenant): Promise<string>;
  /**
   * Creates a resource that the tenant's user may use. Needed if `create` makes the resource for another user. `host`
   * is another organization.
   */
  createOwn?(gaffer: TestGaffer, tenant: Tenant, host: Tenant): Promise<string>;
  /** Deletes the resource, whichever organization it belongs to. */
  remove(gaffer: TestGaffer, tenant: Tenant, id: string): Promise<unknown>;
  /** Whether the resource can still be read after it was deleted. */
  stays?: true;
  /**
   * Whether any caller that knows a resource's id may use the resource. The matrix then sends only ids of deleted
   * resources.
   */
  forBearer?: true;
  /**
   * The table in which two organizations may have rows with the same id. Absent: ids are unique in the installation.
   */
  table?: string;
  /** The column of the resource's id in that table. Default: `id`. */
  column?: string;
  /** Fields that must differ between two rows with the same id, with the values for the attacker's row. */
  twin?: Record<string, unknown>;
  /** Creates an unknown id. */
  unknown?: () => string;
}
