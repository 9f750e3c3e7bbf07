import type { ClientOptions } from "./create-client.ts";

/**
 * Validates what the compiler can't: options of JavaScript callers and values from the environment.
 *
 * @throws TypeError that names the option and shows a valid value
 */
export function assertOptions(options: Partial<Record<keyof ClientOptions, unknown>> = {}): void {
  const { baseUrl, apiKey, getToken, cookies } = options;
  if (!isHttpUrl(baseUrl)) {
    refuse(
      "baseUrl",
      baseUrl,
      "an http or https URL",
      'Pass the URL of the server, such as "https://jobs.example.com".',
    );
  }
  const credentials =
    "Pass an apiKey such as process.env.GAFFER_API_KEY, a getToken that returns a token, or cookies: true.";
  if (getToken !== undefined) {
    if (typeof getToken !== "function") refuse("getToken", getToken, "a function", credentials);
  } else if (cookies !== true && (typeof apiKey !== "string" || apiKey === "")) {
    refuse("apiKey", apiKey, "a string", credentials);
  }
}

function isHttpUrl(value: unknown): boolean {
  try {
    return typeof value === "string" && /^https?:$/.test(new URL(value).protocol);
  } catch {
    return false;
  }
}

/** The error doesn't contain the value, which may be a secret. */
function refuse(name: string, value: unknown, expected: string, advice: string): never {
  const fault = value === undefined ? "is missing" : value === "" ? "is empty" : `is not ${expected}`;
  throw new TypeError(`createClient: ${name} ${fault}. ${advice}`);
}
