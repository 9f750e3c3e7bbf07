/** `npm start`: builds the web app if need be, and becomes the server. Without a build there is still the API. */
import { buildWebAppIfStale } from "../apps/web/build/build-if-stale.ts";

const answers = ["", "all", "api"].includes(process.env.ROLE?.trim() ?? "");
if (answers) await buildWebAppIfStale().catch((error: Error) => console.error(`Gaffer: ${error.message}`));
await import("../apps/api/src/main.ts");
