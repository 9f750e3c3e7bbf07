/**
 * Milliseconds of the machine's monotonic clock, the same in every process on it: an instant that one process read can
 * be subtracted from one that another read. (`performance.timeOrigin` is taken from the wall clock, which may be set.)
 */
export function clockMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
