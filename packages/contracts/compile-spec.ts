import {
  type CompilerHost,
  compile,
  createSourceFile,
  formatDiagnostic,
  NodeHost,
  normalizePath,
  resolveCompilerOptions,
} from "@typespec/compiler";
import { SpecError } from "./spec-error.ts";

/** Contents of files, by the files' paths. */
export type Texts = ReadonlyMap<string, string>;

/**
 * Compiles `spec/main.tsp` under `root` with tspconfig.yaml, and returns the files of the emitters. Writes nothing to
 * the disk. `unwritten`: files that replace those on the disk.
 *
 * @throws SpecError with the compiler's diagnostics, in the format of `tsp compile`
 */
export async function compileSpec(root: string, unwritten: Texts): Promise<Texts> {
  const emitted = new Map<string, string>();
  const host = inMemory(new Map([...unwritten].map(([file, text]) => [normalizePath(file), text])), emitted);
  const entrypoint = normalizePath(`${root}/spec/main.tsp`);
  const [options, optionDiagnostics] = await resolveCompilerOptions(host, { entrypoint, cwd: normalizePath(root) });
  const { diagnostics } = await compile(host, entrypoint, options);
  const reported = [...optionDiagnostics, ...diagnostics];
  const errors = reported.filter(({ severity }) => severity === "error");
  if (errors.length > 0) {
    // `pretty` shows the faulty line of the spec. Colors are used only on a terminal.
    const shown = reported.map((diagnostic) =>
      formatDiagnostic(diagnostic, { pathRelativeTo: process.cwd(), pretty: true }),
    );
    throw new SpecError(`${shown.join("\n")}\n\nFound ${errors.length} error${errors.length > 1 ? "s" : ""}.`);
  }
  return emitted;
}

function inMemory(unwritten: Texts, emitted: Map<string, string>): CompilerHost {
  return {
    ...NodeHost,
    async readFile(file) {
      const text = unwritten.get(file);
      return text === undefined ? NodeHost.readFile(file) : createSourceFile(text, file);
    },
    async stat(file) {
      return unwritten.has(file) ? { isFile: () => true, isDirectory: () => false } : NodeHost.stat(file);
    },
    realpath: async (file) => (unwritten.has(file) ? file : NodeHost.realpath(file)),
    async writeFile(file, text) {
      emitted.set(file, text);
    },
    mkdirp: async (folder) => folder,
  };
}
