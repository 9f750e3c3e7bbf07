import { registerHooks } from "node:module";

/** Loads `source`, which is JavaScript, wherever the module whose path ends like this is imported. */
export function replaceModule(ending: string, source: string): void {
  registerHooks({
    load: (url, context, nextLoad) =>
      url.endsWith(ending) ? { format: "module", source, shortCircuit: true } : nextLoad(url, context),
  });
}
