import { describe, expect, it } from "vitest";
import { type ClientOptions, createClient } from "../index.ts";

const baseUrl = "https://jobs.example.com";
/** Creates a client like a JavaScript caller, without checks by the compiler. */
const create = (options?: object) => () => createClient(options as ClientOptions);

describe("createClient", () => {
  it.each([
    ["no options", undefined, "baseUrl is missing"],
    ["empty options", {}, "baseUrl is missing"],
    ["an empty baseUrl", { baseUrl: "", apiKey: "gf_x" }, "baseUrl is empty"],
    ["a number as baseUrl", { baseUrl: 3000, apiKey: "gf_x" }, "baseUrl is not an http or https URL"],
    ["a baseUrl without a scheme", { baseUrl: "jobs.example.com" }, "baseUrl is not an http or https URL"],
    ["a host and port as baseUrl", { baseUrl: "localhost:3000" }, "baseUrl is not an http or https URL"],
    ["a baseUrl of another scheme", { baseUrl: "ftp://a.example" }, "baseUrl is not an http or https URL"],
    ["a path as baseUrl", { baseUrl: "/api" }, "baseUrl is not an http or https URL"],
  ])("refuses %s and shows a valid baseUrl", (_, options, fault) => {
    expect(create(options)).toThrow(TypeError);
    expect(create(options)).toThrow(fault);
    expect(create(options)).toThrow('Pass the URL of the server, such as "https://jobs.example.com".');
  });

  it.each([
    ["no credentials", {}, "apiKey is missing"],
    ["an apiKey that the environment doesn't have", { apiKey: undefined }, "apiKey is missing"],
    ["an empty apiKey", { apiKey: "" }, "apiKey is empty"],
    ["an object as apiKey", { apiKey: { secret: "gf_x" } }, "apiKey is not a string"],
    ["a token in the place of getToken", { getToken: "token" }, "getToken is not a function"],
    ["cookies: false alone", { cookies: false }, "apiKey is missing"],
  ])("refuses %s and says what to pass", (_, credentials, fault) => {
    expect(create({ baseUrl, ...credentials })).toThrow(TypeError);
    expect(create({ baseUrl, ...credentials })).toThrow(fault);
    expect(create({ baseUrl, ...credentials })).toThrow(
      "Pass an apiKey such as process.env.GAFFER_API_KEY, a getToken",
    );
  });

  it.each([[{ apiKey: "gf_x" }], [{ getToken: () => "token" }], [{ cookies: true }]] as const)(
    "accepts a valid baseUrl with %o",
    (credentials) => {
      expect(create({ baseUrl, ...credentials })).not.toThrow();
      expect(create({ baseUrl: "http://localhost:3000/gaffer/", ...credentials })).not.toThrow();
    },
  );
});
