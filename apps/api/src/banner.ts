import type { Config } from "./config.ts";
import type { Gaffer } from "./start.ts";

/** Tells where a started process is reached. A script gets a line of JSON in addition. */
export function banner(
  { url, metricsUrl, demo, demoOwner, embedded }: Omit<Gaffer, "stop" | "hurry">,
  config: Config,
  reader: "person" | "script",
): string {
  const lines = [`Gaffer runs (role: ${config.role}).`];
  if (url) lines.push("", `  App        ${url}`, `  Reference  ${url}/docs`);
  if (metricsUrl) lines.push(`  Metrics    ${metricsUrl}/metrics`);
  lines.push(
    embedded
      ? `  Data       ${config.dataDir} (embedded PostgreSQL; to use a server, set DATABASE_URL, see docs/operations.md)`
      : `  Data       PostgreSQL of DATABASE_URL; files in ${config.dataDir}`,
  );
  if (url && demo) {
    lines.push("", "  The demo organization, to try things with in a browser and in a terminal:");
    // Behind the #, so that it gets to no server and no log of one.
    if (demoOwner) {
      const { email, password } = demoOwner;
      lines.push(`  ${url}/sign-in#${new URLSearchParams({ email, password })}`);
    }
    lines.push(`  export GAFFER_URL=${url} GAFFER_ORG=${demo.orgId} GAFFER_API_KEY=${demo.apiKey}`, "");
    if (reader === "script") lines.push(`GAFFER_DEMO ${JSON.stringify({ url, ...demo })}`);
  }
  return lines.join("\n");
}
