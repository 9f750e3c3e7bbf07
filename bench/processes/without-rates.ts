/** Preloaded: switches off the rate limits of the API. */
import { replaceModule } from "./replace-module.ts";

replaceModule(
  "/modules/quotas/request-rates.ts",
  "export const createRequestRates = () => () => undefined; export const pruneRates = async () => 0;",
);
