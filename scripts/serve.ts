/** `npm start`: builds the web app if it is stale, then runs the server. If the build fails, the API still runs. */
import { buildWebAppIfStale } from "../apps/web/build/build-if-stale.ts";

const answers = ["", "all", "api"].includes(process.env.ROLE?.trim() ?? "");
if (answers) await buildWebAppIfStale().catch((error: Error) => console.error(`Gaffer: ${error.message}`));
await import("../apps/api/src/main.ts");
