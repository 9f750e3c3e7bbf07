export { usageQuery } from "./queries/usage.ts";
