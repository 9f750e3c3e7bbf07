import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, expectTypeOf, it } from "vitest";
import {
  ConnectionError,
  createClient,
  type FieldError,
  type FieldErrorCode,
  GafferError,
  ProblemError,
  UnexpectedAnswerError,
} from "../index.ts";
import { errorOf, jobId, problemAnswer, serverThat } from "./fake-server.ts";

describe("SDK errors › a refusal", () => {
  it("is thrown as the problem that the server described", async () => {
    const errors: FieldError[] = [
      { in: "body", pointer: "/input/fileId", code: "invalid_format", message: "must be a uuid" },
    ];
    const { org } = serverThat([problemAnswer(422, "invalid-request", { errors })]);

    const error = await errorOf(org.jobs.create({ type: "file:profile", input: { fileId: "?" } }));

    expect(error).toBeInstanceOf(GafferError);
    expect(error).toBeInstanceOf(ProblemError);
    expect(error).toMatchObject({
      name: "ProblemError",
      message: "422 A title: A detail (request req-1)",
      status: 422,
      type: "/problems/invalid-request",
      requestId: "req-1",
      errors,
    });
  });

  it("can be told from others by its name", async () => {
    const { org } = serverThat([problemAnswer(404, "not-found")]);

    const error = await errorOf(org.jobs.get(jobId));

    if (!(error instanceof ProblemError)) throw error;
    expect(error.is("not-found")).toBe(true);
    expect(error.is("last-owner")).toBe(false);
    expect(error.errors).toEqual([]);
    expectTypeOf(error.errors[0]?.code).toEqualTypeOf<FieldErrorCode | undefined>();
    if (error.is("not-found")) expectTypeOf(error.type).toEqualTypeOf<"/problems/not-found">();
    // @ts-expect-error no such problem
    error.is("no-such-problem");
  });

  it("of what the plan doesn't allow says which quota it is, and how much of it is used", async () => {
    const quota = { name: "openJobs" as const, limit: 10, used: 9, requested: 2 };
    const { org, requests } = serverThat([problemAnswer(403, "quota-exceeded", { quota })]);

    const error = await errorOf(org.jobs.get(jobId));

    expect(error).toMatchObject({ status: 403, quota });
    expect(requests).toHaveLength(1);
  });

  it("is returned, not thrown, by the HTTP client beneath", async () => {
    const { gaffer } = serverThat([problemAnswer(401, "unauthenticated")]);

    const { error, response } = await gaffer.http.GET("/v1/me");

    expect(error?.type).toBe("/problems/unauthenticated");
    expect(response.status).toBe(401);
  });
});

describe("SDK errors › an answer that is not the API's", () => {
  it("names the status and shows the beginning of the body", async () => {
    const page = `<html>Bad gateway${" ".repeat(1_000)}</html>`;
    const { org } = serverThat([new Response(page, { status: 502, headers: { "Content-Type": "text/html" } })]);

    const error = await errorOf(org.jobs.get(jobId));

    expect(error).toBeInstanceOf(UnexpectedAnswerError);
    expect(error).toMatchObject({ status: 502, message: expect.stringMatching(/^502 .*proxy.*<html>Bad gateway/) });
    expect((error as UnexpectedAnswerError).body).toHaveLength(200);
  });

  it("is understandable when it is a successful page", async () => {
    const { gaffer } = serverThat([new Response("<html>Welcome</html>", { headers: { "Content-Type": "text/html" } })]);

    const error = await errorOf(gaffer.me());

    expect(error).toBeInstanceOf(UnexpectedAnswerError);
    expect(error).toMatchObject({ message: expect.stringContaining("is `baseUrl` the address of the Gaffer API") });
  });

  it("is understandable when it is empty", async () => {
    const { gaffer } = serverThat([new Response(null, { status: 204 }), new Response("", { status: 404 })]);

    expect(await errorOf(gaffer.me())).toMatchObject({ name: "UnexpectedAnswerError", status: 204 });
    expect(await errorOf(gaffer.me())).toMatchObject({ name: "UnexpectedAnswerError", status: 404 });
  });
});

describe("SDK errors › a connection that fails", () => {
  it("says which request got no answer and why", async () => {
    const closed = createServer().listen(0);
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const gaffer = createClient({ baseUrl: `http://127.0.0.1:${port}`, apiKey: "gf_x", retry: { maxAttempts: 1 } });

    const error = await errorOf(gaffer.org("an-org").jobs.list({ createdBy: "key:private" }));

    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({
      message: `GET http://127.0.0.1:${port}/v1/orgs/an-org/jobs got no answer: connect ECONNREFUSED 127.0.0.1:${port}`,
      cause: expect.any(TypeError),
    });
  });
});
