/** An identity provider in the test's process. It publishes keys and signs tokens. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, type GenerateKeyPairResult, generateKeyPair, type JWTPayload, SignJWT } from "jose";

export interface TestIssuer {
  url: string;
  /** The number of requests for the provider's keys so far. */
  asked(): number;
  /** Creates another key. It replaces the published key and signs all later tokens. */
  rotate(alg?: string): Promise<void>;
  /** The current public key. */
  publicKey(): GenerateKeyPairResult["publicKey"];
  /** Signs a token that is valid now. Leaves out claims that are undefined. */
  sign(claims: Record<string, unknown>): Promise<string>;
  /** Makes the provider respond to every request with this status. undefined: normal responses again. */
  fail(status: number | undefined): void;
  stop(): Promise<void>;
}

export async function startIssuer(audience: string, now: () => Date): Promise<TestIssuer> {
  let asked = 0;
  let generation = 0;
  let failing: number | undefined;
  let current = { alg: "RS256", kid: "", ...(await generateKeyPair("RS256")) };

  const server = createServer(async (request, response) => {
    if (failing !== undefined) return response.writeHead(failing).end("not today");
    const keys = request.url === "/keys";
    if (keys) asked++;
    const { kid, alg } = current;
    const body = keys
      ? { keys: [{ ...(await exportJWK(current.publicKey)), kid, alg, use: "sig" }] }
      : { issuer: url, jwks_uri: `${url}/keys` };
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function rotate(alg = "RS256"): Promise<void> {
    generation++;
    current = { alg, kid: `key-${generation}`, ...(await generateKeyPair(alg)) };
  }
  await rotate();

  return {
    url,
    asked: () => asked,
    rotate,
    publicKey: () => current.publicKey,
    fail(status) {
      failing = status;
    },
    sign(claims) {
      const seconds = Math.floor(now().getTime() / 1000);
      const payload: JWTPayload = { iss: url, aud: audience, iat: seconds, exp: seconds + 300, ...claims };
      const { alg, kid } = current;
      return new SignJWT(payload).setProtectedHeader({ alg, kid }).sign(current.privateKey);
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
