/**
 * Checks that the image can install a native package of a handler. Runs the Dockerfile's install line in a copy of the
 * workspace that depends on sharp, then runs a handler that uses sharp. Needs the package registry.
 */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

const nativePackage = "sharp@0.35.5";
const root = path.join(import.meta.dirname, "..");
const { sources, install } = readStage(await readFile(path.join(root, "Dockerfile"), "utf8"), "dependencies");
const pnpm = install.match(/pnpm@[\d.]+/)?.[0];
if (!pnpm) throw new Error(`the Dockerfile's install line doesn't name a version of pnpm: ${install}`);

const folder = await mkdtemp(path.join(tmpdir(), "gaffer-native-"));
const built = path.join(folder, "build");
const image = path.join(folder, "image");
try {
  await copySources();
  run(`npx -y ${pnpm} add --filter @gaffer/api --lockfile-only ${nativePackage}`, built);
  run(install, built);
  // Moves the installed files, as the image's last stage copies them to another folder.
  await rename(built, image);

  const left = (await readdir(path.join(image, "node_modules/.pnpm"))).filter((name) => name.includes("embedded"));
  if (left.length > 0) throw new Error(`the image has ${left}`);
  await writeFile(path.join(image, "apps/api/src/thumbnail.ts"), thumbnailHandler());
  await writeFile(path.join(image, "apps/api/src/run-thumbnail.ts"), thumbnailRunner());
  const output = run(`${process.execPath} apps/api/src/run-thumbnail.ts`, image);
  if (output.trim() !== "png 16x16") throw new Error(`the handler returned ${output}`);
  console.log(`A handler of the image made a picture with ${nativePackage}.`);
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** Returns the sources that a stage of a Dockerfile copies, and the command that the stage runs. */
function readStage(dockerfile: string, name: string): { sources: string[]; install: string } {
  const stage = dockerfile.split(/^FROM /m).find((text) => text.split("\n")[0]?.endsWith(` AS ${name}`));
  if (!stage) throw new Error(`the Dockerfile has no stage ${name}`);
  const lines = stage.replaceAll("\\\n", " ").split("\n");
  const commands = lines.flatMap((line) => line.match(/^RUN (.*)$/)?.[1] ?? []);
  const [install = "", ...others] = commands;
  if (others.length > 0) throw new Error(`the stage ${name} runs more than one command`);
  return { sources: lines.flatMap((line) => line.match(/^COPY (.*) \S+$/)?.[1]?.split(" ") ?? []), install };
}

/** Copies the sources of the workspace that `.dockerignore` doesn't exclude. */
async function copySources(): Promise<void> {
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", ...sources], {
    cwd: root,
  });
  for (const file of String(listed).trim().split("\n")) {
    if (/(^|\/)test\//.test(file) || !existsSync(path.join(root, file))) continue;
    await cp(path.join(root, file), path.join(built, file));
  }
}

function run(command: string, cwd: string): string {
  console.log(`$ ${command}`);
  // Runs the command without the environment in which pnpm passes its settings for scripts of this workspace.
  const { PATH, HOME } = process.env;
  return execFileSync("sh", ["-c", command], { cwd, env: { PATH, HOME, CI: "true" }, encoding: "utf8" });
}

function thumbnailHandler(): string {
  return `
    import sharp from "sharp";

    export const thumbnailJob = {
      type: "test:thumbnail",
      async handler() {
        const picture = await sharp({ create: { width: 64, height: 64, channels: 3, background: "teal" } })
          .resize(16)
          .png()
          .toBuffer({ resolveWithObject: true });
        return { output: \`\${picture.info.format} \${picture.info.width}x\${picture.info.height}\` };
      },
    };
  `;
}

function thumbnailRunner(): string {
  return `
    import { pino } from "pino";
    import { createProcessPool } from "./modules/jobs/worker/isolation/process-pool.ts";

    const pool = createProcessPool({
      type: "test:thumbnail",
      moduleUrl: new URL("./thumbnail.ts", import.meta.url).href,
      memoryLimitMb: 256,
      env: {},
      size: 1,
      log: pino({ level: "silent" }),
      stopGraceMs: 1_000,
    });
    const context = { jobId: "1", orgId: "1", createdBy: "1", attempt: 1, input: {}, signal: new AbortController().signal, helpers: {} };
    console.log((await pool.run(context as never)).output);
    await pool.stop();
  `;
}
