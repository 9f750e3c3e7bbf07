import { registerHooks } from "node:module";

/** Loads JavaScript `source` instead of each module whose path ends in `ending`. */
export function replaceModule(ending: string, source: string): void {
  registerHooks({
    load: (url, context, nextLoad) =>
      url.endsWith(ending) ? { format: "module", source, shortCircuit: true } : nextLoad(url, context),
  });
}
