import { markLost, whenConnected } from "./connection.ts";

/** Time in milliseconds after which a module that is still loading counts as a lost connection. */
const slowMs = 10_000;

/** Loads a module. If the load fails, waits until the server responds and loads the module again. */
export async function loadCode<Module>(load: () => Promise<Module>): Promise<Module> {
  const slow = setTimeout(markLost, slowMs);
  try {
    return await load();
  } catch {
    markLost();
    await whenConnected();
    // If a deployment replaced the code, this second load fails too, and the router reloads the app.
    return load();
  } finally {
    clearTimeout(slow);
  }
}
