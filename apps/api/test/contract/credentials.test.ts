import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { forPeople } from "../../src/http/authorize.ts";
import { answerText } from "../harness/answer-text.ts";
import { someFileId, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";
import { allScopes, type ContractOperation, contractOperations, openapi, pathOf } from "./contract-operations.ts";

const { securitySchemes } = openapi.components;

let gaffer: TestGaffer;
/** An API key with the scopes that operations grant to keys. */
let key: { apiKey: string };
beforeAll(async () => {
  gaffer = await startTestGaffer({ role: "api" });
  key = await gaffer.createKey({ scopes: allScopes.filter((scope) => !forPeople.includes(scope)) });
});
afterAll(() => gaffer.stop());

/** Sends a request without a body, which reaches the operation's validation at most. */
async function send(operation: ContractOperation, headers: Record<string, string>) {
  const ids = Object.fromEntries(operation.parameters.map(({ name }) => [name, someFileId]));
  const url = pathOf(operation, { ...ids, orgId: gaffer.org.orgId, name: "unknown:job" });
  const response = await gaffer.app.http.request(`https://gaffer.example${url}?unknown=1`, {
    method: operation.method,
    headers: { host: "gaffer.example", "sec-fetch-site": "same-origin", ...headers },
  });
  await answerText(response);
  return response.status;
}

const bearer = ({ apiKey }: { apiKey: string }) => ({ authorization: `Bearer ${apiKey}` });
const person = () => gaffer.createMember("owner");

describe("Credentials of the contract", () => {
  test("are API keys, access tokens and the cookies of sessions", () => {
    expect(Object.keys(securitySchemes)).toEqual([
      "ApiKeyAuth",
      "AccessTokenAuth",
      "SessionCookieAuth",
      "RefreshCookieAuth",
    ]);
    const open = contractOperations.filter(({ credentials }) => credentials.includes(""));
    expect(open.map(({ id }) => id).sort()).toEqual([
      "refreshSession",
      "requestPasswordReset",
      "resetPassword",
      "signIn",
      "signUp",
      "verifyEmail",
    ]);
  });

  // The query has an unknown parameter, so a caller with access gets 422.
  test.each(contractOperations)("of $id are all that it accepts", async (operation) => {
    const accepts = (name: string) => operation.credentials.includes(name);
    expect(await send(operation, {}), "no credentials").toBe(accepts("") ? 422 : 401);
    if (accepts("")) return;
    expect(await send(operation, bearer(key)), "API key").toBe(accepts("ApiKeyAuth") ? 422 : 403);
    // Only administrators have access to the operations of the installation.
    const status = operation.access === "system:admin" ? 403 : 422;
    expect(accepts("AccessTokenAuth") && accepts("SessionCookieAuth")).toBe(true);
    const { apiKey } = await person();
    expect(await send(operation, bearer({ apiKey })), "access token").toBe(status);
    const cookie = `${securitySchemes.SessionCookieAuth.name}=${apiKey}`;
    expect(await send(operation, { cookie }), "cookie").toBe(status);
  });

  test("of refreshSession include the refresh cookie", async () => {
    const { refreshToken } = await person();
    const response = await gaffer.app.http.request("https://gaffer.example/v1/auth/refresh", {
      method: "POST",
      headers: {
        host: "gaffer.example",
        "sec-fetch-site": "same-origin",
        "content-type": "application/json",
        cookie: `${securitySchemes.RefreshCookieAuth.name}=${refreshToken}`,
      },
      body: "{}",
    });
    expect(response.status).toBe(200);
    const cookies = response.headers.getSetCookie().map((text) => text.split("=")[0]);
    expect(cookies).toEqual([securitySchemes.SessionCookieAuth.name, securitySchemes.RefreshCookieAuth.name]);
  });
});
