/** The product's API in its own process, and requests to it. */
import type { Cluster } from "../cluster.ts";
import { type HttpConnection, openConnection, toRequest } from "../http-connection.ts";
import { type Answered, type Extent, loadOver } from "../load.ts";
import type { ApiCalls } from "../processes/api-process.ts";
import { type Remote, startRemote } from "../remote.ts";
import { toJobRequest } from "./probe-job.ts";
import type { Settings } from "./worker.ts";

export interface Org {
  orgId: string;
  apiKey: string;
}

export interface ApiOptions {
  role?: "api" | "all";
  settings?: Settings;
  /** Folder for the API's files. Default: a new folder. */
  dataDir?: string;
  /** Files of `bench/processes/` that are loaded before the API. Each file switches off a part of the API. */
  without?: readonly string[];
  /** The folder of another checkout of Gaffer, whose API is started instead of this checkout's. */
  checkout?: string | undefined;
}

export interface Api {
  remote: Remote<ApiCalls>;
  url: string;
  /** The organization that the product creates at its first start. */
  org: Org;
  createOrg(name: string): Promise<Org>;
  /** Builds a request that creates the job with this number. */
  createJob(org: Org, number: number): Buffer;
  /** Builds a request that reads a job of the organization. */
  readJob(org: Org): Promise<Buffer>;
  /** A request that lists the first 20 jobs of the organization. */
  listJobs(org: Org): Buffer;
  /** Builds a request that creates `count` jobs. */
  createJobs(org: Org, count: number): Buffer;
  connect(): Promise<HttpConnection>;
  /** Returns a function that repeats a request over keep-alive connections. */
  load(connections: number, request: Buffer): (extent: Extent) => Promise<Answered>;
  /** Creates `count` jobs, spread over the organizations, in batches of up to 1,000. */
  seed(orgs: readonly Org[], count: number): Promise<void>;
  stop(): Promise<void>;
}

export async function startApi(
  cluster: Cluster,
  databaseUrl: string,
  { role = "api", settings, ...options }: ApiOptions = {},
): Promise<Api> {
  const remote = startRemote<ApiCalls>("api-process.ts", cluster.logFile, options);
  const dataDir = options.dataDir ?? (await cluster.dataDir());
  const { url, org } = await remote.call("start", { databaseUrl, dataDir, role, settings });
  const post = ({ orgId, apiKey }: Org, path: string, body: unknown) =>
    toRequest(new URL(`/v1/orgs/${orgId}${path}`, url), {
      method: "POST",
      headers: { authorization: `Bearer ${apiKey}` },
      body,
    });
  const createJobs = (org: Org, count: number) =>
    post(org, "/jobs/batch", { jobs: Array.from({ length: count }, (_, number) => toJobRequest(number)) });
  const connect = () => openConnection(new URL(url));
  const connectMany = (count: number) => Promise.all(Array.from({ length: count }, connect));
  return {
    remote,
    url,
    org,
    createOrg: (name) => remote.call("createOrg", name),
    createJob: (org, number) => post(org, "/jobs", toJobRequest(number)),
    async readJob(org) {
      const headers = { authorization: `Bearer ${org.apiKey}` };
      const created = await fetch(new URL(`/v1/orgs/${org.orgId}/jobs`, url), {
        method: "POST",
        headers: { ...headers, "content-type": "application/json" },
        body: JSON.stringify(toJobRequest(0)),
      });
      const location = created.headers.get("location");
      if (!location) throw new Error(`no job was created: ${await created.text()}`);
      return toRequest(new URL(location, url), { method: "GET", headers });
    },
    listJobs: (org) =>
      toRequest(new URL(`/v1/orgs/${org.orgId}/jobs?limit=20`, url), {
        method: "GET",
        headers: { authorization: `Bearer ${org.apiKey}` },
      }),
    createJobs,
    connect,
    load: (connections, request) => (extent) => loadOver(connect, { connections, request, extent }),
    async seed(orgs, count) {
      const size = Math.min(1_000, Math.ceil(count / orgs.length));
      const batches = Array.from({ length: Math.ceil(count / size) }, (_, index) => ({
        org: orgs[index % orgs.length] as Org,
        count: Math.min(size, count - index * size),
      }));
      const connections = await connectMany(4);
      const send = async (connection: HttpConnection) => {
        for (let next = batches.shift(); next; next = batches.shift())
          await connection.send(createJobs(next.org, next.count));
      };
      await Promise.all(connections.map(send));
      for (const connection of connections) connection.close();
    },
    stop: () => remote.stop(),
  };
}

/** Sends each request over a free connection. Opens another connection when no connection is free. */
export function sendAnywhere(api: Api): { send(request: Buffer): Promise<void>; close(): void } {
  let free: HttpConnection[] = [];
  const all: HttpConnection[] = [];
  async function open(): Promise<HttpConnection> {
    const connection = await api.connect();
    all.push(connection);
    return connection;
  }
  return {
    async send(request) {
      free = free.filter((connection) => connection.isOpen());
      const connection = free.pop() ?? (await open());
      await connection.send(request);
      free.push(connection);
    },
    close() {
      for (const connection of all) connection.close();
    },
  };
}
