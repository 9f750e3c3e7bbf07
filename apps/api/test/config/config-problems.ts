import { type ConfigError, readConfig } from "../../src/server/config.ts";

/** The configuration errors of these environment variables, one line each. */
export function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    return (error as ConfigError).problems;
  }
}
