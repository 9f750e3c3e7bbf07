import { createHash } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createClient, type Upload, type UploadProgress } from "../index.ts";
import { errorOf, jobAnswer, jobId, orgId, problemAnswer, serverThat } from "./fake-server.ts";

const stored = () => Response.json({ id: jobId, name: "a.csv" }, { status: 201 });

describe("SDK requests › a request", () => {
  it.each(["https://jobs.example.com/base", "https://jobs.example.com/base/", "https://jobs.example.com/base//"])(
    "goes to the right address under %s",
    async (baseUrl) => {
      const { org, requests } = serverThat([jobAnswer()], { baseUrl });

      await org.jobs.get(jobId);

      expect(requests[0]).toMatchObject({ method: "GET", path: `/base/v1/orgs/${orgId}/jobs/${jobId}` });
      expect(requests[0]?.headers.get("Authorization")).toBe("Bearer gf_key_secret");
    },
  );

  it.each(["", ".", ".."])("is refused with the id %j, which would change its path", async (id) => {
    const { org, gaffer, requests } = serverThat([]);

    expect(await errorOf(org.files.delete(id))).toBeInstanceOf(TypeError);
    expect(await errorOf(gaffer.org(id).jobs.get(jobId))).toBeInstanceOf(TypeError);
    expect(requests).toHaveLength(0);
  });

  it("escapes special characters of an id", async () => {
    const { org, requests } = serverThat([jobAnswer()]);

    await org.jobs.get("../x?y");

    expect(requests[0]?.path).toBe(`/v1/orgs/${orgId}/jobs/..%2Fx%3Fy`);
  });

  it("accepts a job instead of its id", async () => {
    const cancelled = [jobAnswer(), jobAnswer(), jobAnswer()];
    const { org, requests } = serverThat([
      jobAnswer({}, 201),
      ...cancelled,
      Response.json({ items: [], nextCursor: null }),
    ]);

    const job = await org.jobs.create({ type: "file:profile", input: { fileId: jobId } });
    await org.jobs.cancel(job);
    await org.jobs.restore(job);
    await org.jobs.retry(job);
    expect(await org.jobs.attempts(job)).toEqual([]);

    const path = `/v1/orgs/${orgId}/jobs/${jobId}`;
    expect(requests.slice(1).map((request) => request.path)).toEqual([
      `${path}/cancel`,
      `${path}/restore`,
      `${path}/retry`,
      `${path}/attempts?limit=100`,
    ]);
  });

  it("reads all other resources", async () => {
    const answers = [
      { actor: "key:a" },
      { name: "Acme" },
      { byType: [] },
      { items: [{ type: "file:profile" }], nextCursor: null },
    ];
    const { org, gaffer, requests } = serverThat(answers.map((answer) => Response.json(answer)));

    expect(await gaffer.me()).toEqual({ actor: "key:a" });
    expect(await org.get()).toEqual({ name: "Acme" });
    expect(await org.jobs.stats()).toEqual({ byType: [] });
    expect(await org.jobs.types()).toEqual([{ type: "file:profile" }]);
    expect(requests.map((request) => request.path)).toEqual([
      "/v1/me",
      `/v1/orgs/${orgId}`,
      `/v1/orgs/${orgId}/jobs/stats`,
      `/v1/orgs/${orgId}/job-types?limit=100`,
    ]);
  });
});

describe("SDK requests › an upload", () => {
  const contents: [string, () => Upload["content"], string][] = [
    ["a string", () => "a,ü\n", "text/plain;charset=utf-8"],
    ["bytes", () => new TextEncoder().encode("a,ü\n"), "application/octet-stream"],
    ["a Blob", () => new Blob(["a,ü\n"], { type: "text/csv" }), "text/csv"],
    ["a Blob without a type", () => new Blob(["a,ü\n"]), "application/octet-stream"],
    ["a stream", () => new Blob(["a,ü\n"]).stream(), "application/octet-stream"],
  ];

  it.each(contents)("sends %s unchanged", async (_, content, contentType) => {
    const { org, requests } = serverThat([stored(), stored()]);

    const file = await org.files.upload({ name: "a b.csv", content: content() });
    await org.files.upload({ name: "a", content: content(), contentType: "x/y", expiresAt: "2027-01-01T00:00:00Z" });

    expect(file.id).toBe(jobId);
    expect(requests[0]).toMatchObject({ path: `/v1/orgs/${orgId}/files?name=a%20b.csv`, body: "a,ü\n" });
    expect(requests[0]?.headers.get("Content-Type")).toBe(contentType);
    expect(requests[1]?.path).toBe(`/v1/orgs/${orgId}/files?name=a&expiresAt=2027-01-01T00%3A00%3A00Z`);
    expect(requests[1]?.headers.get("Content-Type")).toBe("x/y");
  });

  it("streams all bytes to the server", async () => {
    let received = "";
    let transferEncoding: string | undefined;
    const server = createServer(async (request: IncomingMessage, response) => {
      const hash = createHash("sha256");
      for await (const chunk of request) hash.update(chunk);
      received = hash.digest("hex");
      transferEncoding = request.headers["transfer-encoding"];
      response.writeHead(201, { "Content-Type": "application/json" }).end(JSON.stringify({ id: jobId }));
    }).listen(0);
    const { port } = server.address() as AddressInfo;
    const gaffer = createClient({ baseUrl: `http://127.0.0.1:${port}`, apiKey: "gf_x" });
    const chunk = new Uint8Array(65_536).fill(7);
    let chunksLeft = 64;
    const content = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        if (chunksLeft === 0) return controller.close();
        chunksLeft -= 1;
        controller.enqueue(chunk);
      },
    });

    await gaffer.org(orgId).files.upload({ name: "a.bin", content });
    server.close();

    expect(received).toBe(
      createHash("sha256")
        .update(new Uint8Array(65_536 * 64).fill(7))
        .digest("hex"),
    );
    expect(transferEncoding).toBe("chunked");
  });
});

describe("SDK requests › the progress of an upload", () => {
  const bytes = new TextEncoder().encode("a,ü\n");
  const contents: [string, Upload["content"], number | null][] = [
    ["a string", "a,ü\n", 5],
    ["bytes", bytes, 5],
    ["a Blob", new Blob([bytes]), 5],
    ["a stream", new Blob([bytes]).stream(), null],
  ];

  it.each(contents)("is reported for %s, up to the end", async (_, content, totalBytes) => {
    const { org, requests } = serverThat([stored()]);
    const told: UploadProgress[] = [];

    const file = await org.files.upload({ name: "a", content }, { onProgress: (progress) => told.push(progress) });

    expect(file.id).toBe(jobId);
    expect(requests[0]).toMatchObject({ path: `/v1/orgs/${orgId}/files?name=a`, body: "a,ü\n" });
    expect(requests[0]?.headers.get("Authorization")).toBe("Bearer gf_key_secret");
    expect(told.at(-1)).toEqual({ sentBytes: 5, totalBytes });
  });
});

describe("SDK requests › an upload of a stream where requests can't stream", () => {
  const { Request: StreamingRequest } = globalThis;

  /** A Request class that behaves as in Firefox and Safari: it converts a stream body to text. */
  class TextRequest extends StreamingRequest {
    constructor(input: string | URL | Request, { body, ...init }: RequestInit = {}) {
      super(input, body instanceof ReadableStream ? { ...init, body: String(body) } : { ...init, body: body ?? null });
    }
  }

  afterEach(() => {
    globalThis.Request = StreamingRequest;
  });

  it("reads the stream first", async () => {
    globalThis.Request = TextRequest;
    const { org, requests } = serverThat([stored()]);

    await org.files.upload({ name: "a", content: new Blob(["a,b"]).stream() });

    expect(requests[0]?.body).toBe("a,b");
  });
});

describe("SDK requests › a download", () => {
  it("is an unread response of all bytes or a range", async () => {
    const headers = { "Content-Type": "application/octet-stream", "Content-Length": "3" };
    const turns = [new Response("abc", { headers }), new Response("abc", { status: 206, headers })];
    const { org, requests } = serverThat(turns);

    const whole = await org.files.download(jobId);
    const part = await org.files.download({ id: jobId }, { range: "bytes=0-2" });

    expect(await whole.text()).toBe("abc");
    expect(part.status).toBe(206);
    expect(part.bodyUsed).toBe(false);
    expect(requests.map(({ headers }) => headers.get("Range"))).toEqual([null, "bytes=0-2"]);
    expect(requests[0]?.path).toBe(`/v1/orgs/${orgId}/files/${jobId}/content`);
  });

  it("of an empty file is a response too", async () => {
    const headers = { "Content-Type": "application/octet-stream", "Content-Length": "0" };
    const { org } = serverThat([new Response("", { headers })]);

    expect(await (await org.files.download(jobId)).text()).toBe("");
  });

  it("is refused with a problem", async () => {
    const { org } = serverThat([problemAnswer(416, "range-not-satisfiable")]);

    expect(await errorOf(org.files.download(jobId, { range: "bytes=9-" }))).toMatchObject({ status: 416 });
  });
});
