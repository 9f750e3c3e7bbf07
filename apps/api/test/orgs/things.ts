/** Things that members create in their organizations, such as files, and the requests about them. */
import { someFileId } from "../harness/test-gaffer.ts";

export const kinds = ["jobs", "files", "schedules", "api-keys"] as const;
/** The kinds of things, as paths name them. */
export type Kind = (typeof kinds)[number];

export interface ThingRequest {
  kind: Kind;
  /** What a successful request does with the thing. */
  does: "makes" | "lists" | "reads" | "removes";
  method: string;
  /** The rest of the URL: after the kind or, for requests that read or remove one thing, after its id. */
  path?: string;
  /** The response status of a successful request. */
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

const job = { type: "file:profile", input: { fileId: someFileId } };
const schedule = { name: "daily", job, recurrence: { kind: "daily", time: "09:00" } };
const key = { name: "a key", scopes: ["jobs:read"] };
const text = { "content-type": "text/plain" };

export const thingRequests: Record<string, ThingRequest> = {
  createJob: { kind: "jobs", does: "makes", method: "POST", status: 201, body: job },
  listJobs: { kind: "jobs", does: "lists", method: "GET", status: 200 },
  getJob: { kind: "jobs", does: "reads", method: "GET", status: 200 },
  listJobChildren: { kind: "jobs", does: "reads", method: "GET", path: "/children", status: 200 },
  listJobLogs: { kind: "jobs", does: "reads", method: "GET", path: "/logs", status: 200 },
  cancelJob: { kind: "jobs", does: "reads", method: "POST", path: "/cancel", status: 200 },
  uploadFile: {
    kind: "files",
    does: "makes",
    method: "POST",
    path: "?name=a.txt",
    status: 201,
    body: "abc",
    headers: text,
  },
  listFiles: { kind: "files", does: "lists", method: "GET", status: 200 },
  getFile: { kind: "files", does: "reads", method: "GET", status: 200 },
  downloadFile: { kind: "files", does: "reads", method: "GET", path: "/content", status: 200 },
  deleteFile: { kind: "files", does: "removes", method: "DELETE", status: 204 },
  createSchedule: { kind: "schedules", does: "makes", method: "POST", status: 201, body: schedule },
  listSchedules: { kind: "schedules", does: "lists", method: "GET", status: 200 },
  getSchedule: { kind: "schedules", does: "reads", method: "GET", status: 200 },
  pauseSchedule: { kind: "schedules", does: "reads", method: "POST", path: "/pause", status: 200 },
  deleteSchedule: { kind: "schedules", does: "removes", method: "DELETE", status: 204 },
  createApiKey: { kind: "api-keys", does: "makes", method: "POST", status: 201, body: key },
  listApiKeys: { kind: "api-keys", does: "lists", method: "GET", status: 200 },
  getApiKey: { kind: "api-keys", does: "reads", method: "GET", status: 200 },
  // `getApiKey` still returns a revoked key, so revoking a key counts as `reads` and not as `removes`.
  revokeApiKey: { kind: "api-keys", does: "reads", method: "DELETE", status: 204 },
};

/** The path of a request about a thing, after the organization's path. */
export function pathOfThing({ kind, does, path = "" }: ThingRequest, id: string): string {
  return does === "makes" || does === "lists" ? `/${kind}${path}` : `/${kind}/${id}${path}`;
}

/** An unknown id. */
export const unknownThing = (kind: Kind) =>
  kind === "api-keys" ? crypto.randomUUID().replaceAll("-", "").slice(0, 12) : crypto.randomUUID();
