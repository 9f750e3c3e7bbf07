const units = ["B", "kB", "MB", "GB", "TB"];

/** Formats a size in the largest fitting decimal unit. */
export function formatBytes(bytes: number): string {
  const power = Math.min(Math.floor(Math.log10(Math.max(1, bytes)) / 3), units.length - 1);
  const amount = bytes / 1000 ** power;
  return `${amount.toLocaleString("en", { maximumFractionDigits: amount < 10 ? 1 : 0 })} ${units[power]}`;
}
