import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";

const main = path.join(import.meta.dirname, "../../src/main.ts");

export interface GafferProcess {
  child: ChildProcess;
  /** The text that the process has printed so far. */
  output: () => string;
  /** Resolves with the first line that matches. Rejects when the process ends without such a line. */
  line(pattern: RegExp): Promise<string>;
  /** Parses the line of JSON that the process prints for scripts. */
  demo(): Promise<{ url: string; orgId: string; apiKey: string }>;
  /** Resolves with the process's exit code, or with the signal that ended the process. */
  exit: Promise<number | NodeJS.Signals>;
}

/**
 * The environment variables that a started process needs from this process. The started process gets no other variables
 * from it.
 */
export const bareEnvironment = () => {
  const { PATH = "", NODE_COMPILE_CACHE = "" } = process.env;
  return { PATH, NODE_COMPILE_CACHE };
};

/** Starts the real process with only these settings. `entry`: a module that starts Gaffer with a test's handlers. */
export function startProcess(settings: Record<string, string>, entry = main): GafferProcess {
  const child = spawn(process.execPath, [entry], {
    env: { ...bareEnvironment(), PORT: "0", ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on("line", (text) => {
      lines.push(text);
      for (const look of waiting) look();
    });
  }
  const exit = once(child, "close").then(([code, signal]) => code ?? signal);
  const output = () => lines.join("\n");

  function line(pattern: RegExp): Promise<string> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = lines.find((text) => pattern.test(text));
        if (found === undefined) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      void exit.then(() => reject(new Error(`the process ended before it printed ${pattern}:\n${output()}`)));
      look();
    });
  }

  return {
    child,
    output,
    line,
    async demo() {
      return JSON.parse((await line(/^GAFFER_DEMO /)).slice("GAFFER_DEMO ".length));
    },
    exit,
  };
}
