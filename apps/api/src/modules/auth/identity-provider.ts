/** Verifies OpenID Connect tokens of the identity provider that the installation trusts, with its published keys. */
import type { JWTPayload, JWTVerifyGetKey } from "jose";
import { UnavailableError } from "../../errors.ts";

export interface Issuer {
  issuer: string;
  audience: string;
}

export interface IdentityOptions extends Issuer {
  /** Minimum time between two requests for the issuer's keys when a token names an unknown key, in milliseconds. */
  cooldownMs: number;
  now: () => Date;
}

export interface Identity {
  issuer: string;
  subject: string;
  /** The verified e-mail address. undefined: the issuer doesn't say that the address is verified. */
  email: string | undefined;
  name: string | undefined;
}

/** Accepted algorithms, all with a public key. A token that names another algorithm is invalid. */
const algorithms = ["RS256", "PS256", "ES256", "ES384", "EdDSA"];
/** Allowed difference to the issuer's clock, in seconds. */
const toleranceSeconds = 5;
const answerMs = 5_000;

/**
 * Creates a function that verifies a token. It returns undefined if the token has another issuer or audience, has
 * expired or isn't valid yet.
 */
export function createVerifyIdentity({ issuer, audience, cooldownMs, now }: IdentityOptions) {
  const loadJose = () => import("jose");
  let opening: Promise<JWTVerifyGetKey> | undefined;

  async function openKeys(): Promise<JWTVerifyGetKey> {
    const { createRemoteJWKSet } = await loadJose();
    const url = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
    const answer = await fetch(url, { redirect: "error", signal: AbortSignal.timeout(answerMs) });
    const found = (await answer.json()) as { issuer?: unknown; jwks_uri?: unknown };
    if (found.issuer !== issuer) throw new Error(`${url} names another issuer: ${String(found.issuer)}`);
    const limits = { cooldownDuration: cooldownMs, timeoutDuration: answerMs };
    return createRemoteJWKSet(new URL(String(found.jwks_uri)), limits);
  }

  async function keys(): Promise<JWTVerifyGetKey> {
    opening ??= openKeys();
    try {
      return await opening;
    } catch (cause) {
      opening = undefined;
      throw new UnavailableError("The identity provider", { cause });
    }
  }

  return async (token: string): Promise<Identity | undefined> => {
    const { jwtVerify, errors } = await loadJose();
    const getKey = await keys();
    try {
      const { payload } = await jwtVerify(token, getKey, {
        issuer,
        audience,
        algorithms,
        clockTolerance: toleranceSeconds,
        currentDate: now(),
        requiredClaims: ["sub", "exp"],
      });
      return toIdentity(issuer, payload);
    } catch (cause) {
      // An error of the key request is not an invalid token. jose uses its generic code when the response with the keys
      // isn't a 200 with JSON.
      const isKnown = cause instanceof errors.JOSEError && cause.code !== "ERR_JOSE_GENERIC";
      if (!isKnown || cause instanceof errors.JWKSTimeout) {
        throw new UnavailableError("The identity provider", { cause });
      }
      return undefined;
    }
  };
}

function toIdentity(issuer: string, { sub, email, email_verified: verified, name }: JWTPayload): Identity | undefined {
  if (typeof sub !== "string" || sub === "" || sub.length > 255) return undefined;
  return {
    issuer,
    subject: sub,
    email: verified === true && typeof email === "string" && email.length <= 254 ? email.toLowerCase() : undefined,
    name: typeof name === "string" && name !== "" ? name.slice(0, 100) : undefined,
  };
}
