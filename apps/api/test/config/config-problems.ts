import { type ConfigError, readConfig } from "../../src/server/config.ts";

/** What is wrong with these settings: a line for each. */
export function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    return (error as ConfigError).problems;
  }
}
