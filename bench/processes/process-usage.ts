/** CPU time since the start of this process, and its current memory. */
export function processUsage() {
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed } = process.memoryUsage();
  return { cpuMs: (user + system) / 1000, rssBytes: rss, heapUsedBytes: heapUsed };
}
