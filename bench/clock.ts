/**
 * Reads the machine's monotonic clock, in milliseconds. It is the same in every process, so instants of several
 * processes can be subtracted. `performance.timeOrigin` is not: it comes from the wall clock, which may be set.
 */
export function clockMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
