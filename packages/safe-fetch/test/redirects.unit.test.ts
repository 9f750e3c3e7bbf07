import type { IncomingMessage, RequestListener } from "node:http";
import { beforeEach, describe, expect, test } from "vitest";
import { call, resolvesTo, startServer } from "./call-server.ts";

/** The requests that the server received, in order. */
let seen: { host: string | undefined; line: string; headers: IncomingMessage["headers"]; body: string }[] = [];
beforeEach(() => {
  seen = [];
});

/** Redirects `/302/to/…` to the rest of the path, with any status in place of 302. Redirects `/loop` to itself. */
const listener: RequestListener = async (request, response) => {
  let body = "";
  for await (const chunk of request) body += chunk;
  const { url = "", headers } = request;
  seen.push({ host: headers.host, line: `${request.method} ${url}`, headers, body });
  const [, status, location] = /^\/(\d+)\/to(\/?.*)$/.exec(url) ?? [];
  if (url === "/loop") response.writeHead(302, { location: "/loop" }).end("around");
  else if (status) response.writeHead(Number(status), { location: decodeURIComponent(location ?? "") }).end("there");
  else response.end("here");
};
const server = await startServer(listener);
const otherPort = await startServer(listener);
const reach = { allow: "one.test,two.test", resolve: resolvesTo("127.0.0.1") };
const one = `http://one.test:${server.port}`;
const two = `http://two.test:${server.port}`;
const to = (status: number, location: string) => `${one}/${status}/to${encodeURIComponent(location)}`;
const lines = () => seen.map(({ line }) => line.replace(/^(\w+) .*to.*$/, "$1 first"));

describe("safeFetch redirect › the method", () => {
  test.each([
    [301, "GET", "GET"],
    [302, "HEAD", "HEAD"],
    [303, "HEAD", "HEAD"],
    [301, "POST", "GET"],
    [302, "POST", "GET"],
    [303, "POST", "GET"],
    [303, "PUT", "GET"],
    [301, "PUT", "PUT"],
    [302, "DELETE", "DELETE"],
    [307, "POST", "POST"],
    [308, "PATCH", "PATCH"],
  ])("after a %i to a %s is %s, and the body is sent only if the method stays", async (status, method, then) => {
    const body = method === "GET" || method === "HEAD" ? undefined : "some text";
    const headers = [{ name: "Content-Type", value: "text/x" }];
    await call(to(status, "/end"), { ...reach, method, headers, ...(body && { body }) });
    expect(lines()).toEqual([`${method} first`, `${then} /end`]);
    const stays = method === then;
    expect(seen[1]?.body).toBe((stays && body) || "");
    expect(seen[1]?.headers["content-type"]).toBe(stays ? "text/x" : undefined);
    expect(seen[1]?.headers["content-length"]).toBe(stays && body ? "9" : undefined);
  });
});

describe("safeFetch redirect › headers", () => {
  const secrets = { authorization: "Bearer x", cookie: "a=b", "x-api-key": "k", "private-token": "t" };
  const harmless = { accept: "text/plain", "user-agent": "me", "idempotency-key": "7" };
  const headers = Object.entries({ ...secrets, ...harmless }).map(([name, value]) => ({ name, value }));

  test("are all sent to the same origin", async () => {
    await call(to(307, `${one}/end`), { ...reach, headers });
    expect(seen[1]?.headers).toMatchObject({ ...secrets, ...harmless });
  });

  test.each([
    ["another host", `${two}/end`],
    ["another port", `http://one.test:${otherPort.port}/`],
  ])("that may hold a secret are not sent to %s", async (_, location) => {
    await call(to(307, location), { ...reach, headers });
    expect(seen).toHaveLength(2);
    expect(seen[1]?.headers).toMatchObject(harmless);
    for (const name of Object.keys(secrets)) expect(seen[1]?.headers, name).not.toHaveProperty(name);
  });

  test("that were dropped stay dropped when a later redirect leads back", async () => {
    const back = `${two}/307/to${encodeURIComponent(`${one}/end`)}`;
    await call(to(307, back), { ...reach, headers });
    expect(seen.map(({ host }) => host?.slice(0, 3))).toEqual(["one", "two", "one"]);
    expect(seen[2]?.headers).not.toHaveProperty("authorization");
  });
});

describe("safeFetch redirect › a redirect", () => {
  test("may be relative, and the response has the final URL", async () => {
    expect(await call(to(302, "/end?x=1"), reach)).toMatchObject({ status: 200, body: "here", url: `${one}/end?x=1` });
    expect(await call(to(302, `//two.test:${server.port}/`), reach)).toMatchObject({ url: `${two}/` });
  });

  test("is followed at most five times", async () => {
    await expect(call(`${one}/loop`, reach)).rejects.toMatchObject({ code: "too_many_redirects" });
    expect(seen).toHaveLength(6);
  });

  test("is returned when the request follows none", async () => {
    await expect(call(`${one}/loop`, { ...reach, maxRedirects: 0 })).rejects.toMatchObject({
      code: "too_many_redirects",
    });
    expect(seen).toHaveLength(1);
  });

  test("with an expected status is returned", async () => {
    expect(await call(`${one}/loop`, { ...reach, expected: [302] })).toMatchObject({ status: 302, body: "around" });
    expect(seen).toHaveLength(1);
  });

  test.each([304, 300])("with status %i is returned, because it has no single target", async (status) => {
    expect(await call(to(status, "/end"), reach)).toMatchObject({ status });
  });

  test("to a forbidden host is refused, also with an expected status", async () => {
    for (const status of [301, 302, 303, 307, 308]) {
      const refusal = call(to(status, `http://127.0.0.1:${server.port}/`), reach);
      await expect(refusal).rejects.toMatchObject({ code: "address_not_allowed" });
    }
    expect(seen).toHaveLength(5);
  });

  test.each(["http://user@one.test/", "http://one.test:99999/", "mailto:x@y"])("to %s is refused", async (location) => {
    await expect(call(to(302, location), reach)).rejects.toMatchObject({ code: "invalid_redirect" });
  });
});
