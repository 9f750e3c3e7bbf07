/** Reports the progress of an upload. */
import type { Fetch } from "./transport.ts";

export interface UploadProgress {
  sentBytes: number;
  /** Size of the content. null: unknown, because the content is a stream. */
  totalBytes: number | null;
}

export type OnUploadProgress = (progress: UploadProgress) => void;

/** Creates a fetch that sends one upload and reports its progress. */
export type FetchWithProgress = (totalBytes: number | null, onProgress: OnUploadProgress) => Fetch;

/**
 * Creates a fetch that reports the progress of an upload. In browsers it sends the upload with XMLHttpRequest, because
 * `fetch` reports no progress there. Elsewhere it counts the bytes as `fetch` reads them.
 */
export function withUploadProgress(fetch: Fetch, totalBytes: number | null, onProgress: OnUploadProgress): Fetch {
  if (typeof XMLHttpRequest !== "undefined") return (request) => sendByXhr(request, onProgress);
  return (request) => fetch(counted(request, totalBytes, onProgress));
}

function counted(request: Request, totalBytes: number | null, onProgress: OnUploadProgress): Request {
  let sentBytes = 0;
  const counter = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      controller.enqueue(chunk);
      sentBytes += chunk.byteLength;
      onProgress({ sentBytes, totalBytes });
    },
  });
  const body = request.body?.pipeThrough(counter) ?? null;
  // @ts-expect-error: `duplex` isn't among the DOM's types
  return new Request(request, { body, duplex: "half" });
}

async function sendByXhr(request: Request, onProgress: OnUploadProgress): Promise<Response> {
  const { method, url, headers, credentials, signal } = request;
  const body = await request.blob();
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    xhr.open(method, url);
    xhr.withCredentials = credentials === "include";
    for (const [name, value] of headers) xhr.setRequestHeader(name, value);
    xhr.upload.onprogress = ({ loaded, total }) => onProgress({ sentBytes: loaded, totalBytes: total });
    xhr.onload = () => resolve(toResponse(xhr));
    xhr.onerror = () => reject(new TypeError("The request failed on its way"));
    xhr.onabort = () => reject(signal.reason);
    signal.addEventListener("abort", () => xhr.abort());
    xhr.send(body);
  });
}

function toResponse(xhr: XMLHttpRequest): Response {
  const lines = xhr.getAllResponseHeaders().trim().split("\r\n");
  const headers = new Headers(lines.map((line) => /^([^:]+): ?(.*)$/.exec(line)?.slice(1) as [string, string]));
  return new Response(xhr.responseText, { status: xhr.status, statusText: xhr.statusText, headers });
}
