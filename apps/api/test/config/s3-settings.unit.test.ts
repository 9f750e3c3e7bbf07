import { describe, expect, test } from "vitest";
import { readConfig } from "../../src/server/config.ts";
import { problemsOf } from "./config-problems.ts";

const s3 = { STORAGE: "s3", S3_BUCKET: "files" };

describe("S3 settings › valid settings", () => {
  test("are undefined unless STORAGE is s3", () => {
    expect(readConfig({}).s3).toBeUndefined();
    expect(readConfig({ STORAGE: "local", S3_REGION: "eu-central-1" }).s3).toBeUndefined();
  });

  test("default to Amazon S3 with the credentials of the environment", () => {
    expect(readConfig(s3).s3).toEqual({
      bucket: "files",
      region: "us-east-1",
      endpoint: undefined,
      publicEndpoint: undefined,
      forcePathStyle: false,
      prefix: "",
      credentials: undefined,
    });
  });

  test("support other S3 services", () => {
    const env = {
      ...s3,
      S3_REGION: "garage",
      S3_ENDPOINT: "http://garage:3900",
      S3_PUBLIC_ENDPOINT: "https://files.example.com",
      S3_FORCE_PATH_STYLE: "true",
      S3_PREFIX: "apps/gaffer",
      S3_ACCESS_KEY_ID: "key",
      S3_SECRET_ACCESS_KEY: "secret",
    };
    expect(readConfig(env).s3).toEqual({
      bucket: "files",
      region: "garage",
      endpoint: "http://garage:3900",
      publicEndpoint: "https://files.example.com",
      forcePathStyle: true,
      prefix: "apps/gaffer/",
      credentials: { accessKeyId: "key", secretAccessKey: "secret" },
    });
  });

  test.each<[Record<string, string>, RegExp]>([
    [{ STORAGE: "s4" }, /^STORAGE: must be one of local, s3/],
    [{ STORAGE: "s3" }, /^S3_BUCKET: is missing/],
    [{ S3_BUCKET: "files" }, /^S3_BUCKET: is set, but/],
    [{ ...s3, S3_BUCKET: "My Files" }, /^S3_BUCKET: must be the name of a bucket/],
    [{ ...s3, S3_BUCKET: "a/../b" }, /^S3_BUCKET: /],
    [{ ...s3, S3_ENDPOINT: "s3.example.com" }, /^S3_ENDPOINT: must be like https/],
    [{ ...s3, S3_ENDPOINT: "https://me:hush@s3.example.com" }, /^S3_ENDPOINT: must be like https/],
    [{ ...s3, S3_PUBLIC_ENDPOINT: "https://me:hush@s3.example.com" }, /^S3_PUBLIC_ENDPOINT: must be like https/],
    [{ ...s3, S3_FORCE_PATH_STYLE: "yes" }, /^S3_FORCE_PATH_STYLE: must be one of true, false/],
    [{ ...s3, S3_PREFIX: "/a" }, /^S3_PREFIX: must be like/],
    [{ ...s3, S3_PREFIX: "a//b" }, /^S3_PREFIX: must be like/],
    [{ ...s3, S3_ACCESS_KEY_ID: "key" }, /^S3_SECRET_ACCESS_KEY: is missing/],
    [{ ...s3, S3_SECRET_ACCESS_KEY: "hush" }, /^S3_ACCESS_KEY_ID: is missing/],
  ])("%j is refused with a message without secrets", (env, problem) => {
    const problems = problemsOf(env);
    expect(problems).toEqual([expect.stringMatching(problem)]);
    expect(problems[0]).not.toContain("hush");
  });
});
