import { markLost, whenConnected } from "./connection.ts";

/** How long a page's code may take before the connection counts as lost. */
const slowMs = 10_000;

/** Loads a part of the app. If the server can't be reached, the code is loaded once it can. */
export async function loadCode<Module>(load: () => Promise<Module>): Promise<Module> {
  const slow = setTimeout(markLost, slowMs);
  try {
    return await load();
  } catch {
    markLost();
    await whenConnected();
    // A deployment may have replaced the code: the router then loads the whole app again.
    return load();
  } finally {
    clearTimeout(slow);
  }
}
