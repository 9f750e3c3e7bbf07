/**
 * Reads the machine's monotonic clock, in milliseconds. All processes share this clock, so instants of several
 * processes can be subtracted. `performance.timeOrigin` isn't used, because it comes from the wall clock, which may be
 * set.
 */
export function clockMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
