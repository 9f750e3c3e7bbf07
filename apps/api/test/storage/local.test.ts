import { randomUUID } from "node:crypto";
import { mkdir, open, readFile, rm, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { describeCleanup } from "./cleanup-behaviour.ts";
import { describeDownloadUrls } from "./download-url-behaviour.ts";
import { listAll, localDriver, type OpenDriver } from "./drivers.ts";
import { describeFiles } from "./files-behaviour.ts";
import { describeStoppedReading } from "./stopped-reading-behaviour.ts";
import { describeStorage } from "./storage-behaviour.ts";

describeStorage(localDriver);
describeStoppedReading(localDriver);
describeFiles(localDriver);
describeDownloadUrls(localDriver);
describeCleanup(localDriver);

test("Local storage › write › syncs the content before it renames the file, and the folder before it returns", async () => {
  const opened = await localDriver.open();
  const probe = await open(import.meta.filename);
  const handles = Object.getPrototypeOf(probe) as typeof probe;
  await probe.close();
  const key = `${randomUUID()}/${randomUUID()}`;
  const atSync: string[][] = [];
  const { sync } = handles;
  const spy = vi.spyOn(handles, "sync").mockImplementation(async function (this: typeof probe) {
    atSync.push(await opened.names());
    await sync.call(this);
  });
  await opened.storage.write(key, ReadableStream.from([Buffer.from("abc")]));
  spy.mockRestore();
  expect(atSync).toEqual([[expect.stringMatching(/^uploads\//)], [`objects/${key}`]]);
  await opened.close();
});

describe("Local storage › symbolic link in the folder", () => {
  const org = randomUUID();
  const file = randomUUID();
  const later = new Date(Date.now() + 60_000);
  let opened: OpenDriver;
  let objects: string;
  let outside: string;
  let secret: string;
  beforeAll(async () => {
    opened = await localDriver.open();
    objects = path.join(opened.config.dataDir as string, "files/objects");
    outside = path.join(opened.config.dataDir as string, "outside");
    secret = path.join(outside, file);
    await mkdir(outside);
    await writeFile(secret, "secret");
  });
  afterAll(() => opened.close());

  test("isn't followed in place of a file", async () => {
    await mkdir(path.join(objects, org));
    await symlink(secret, path.join(objects, org, file));
    await expect(opened.storage.read(`${org}/${file}`)).rejects.toThrow("ELOOP");
    expect(await listAll(opened.storage.list(later))).toEqual([]);
    await opened.storage.write(`${org}/${file}`, ReadableStream.from([Buffer.from("mine")]));
    expect(await readFile(secret, "utf8")).toBe("secret");
    await rm(path.join(objects, org), { recursive: true });
  });

  test("isn't followed in place of an organization's folder", async () => {
    await symlink(outside, path.join(objects, org));
    const { storage } = opened;
    await expect(storage.read(`${org}/${file}`)).rejects.toThrow("not a folder");
    await expect(storage.write(`${org}/${file}`, ReadableStream.from([Buffer.from("mine")]))).rejects.toThrow(
      "not a folder",
    );
    await expect(storage.remove(`${org}/${file}`)).rejects.toThrow("not a folder");
    expect(await listAll(storage.list(later))).toEqual([]);
    expect(await readFile(secret, "utf8")).toBe("secret");
  });
});
