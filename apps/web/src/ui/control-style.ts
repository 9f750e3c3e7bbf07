/** CSS classes of inputs and selects. */
export const controlStyle =
  "min-h-9 w-full rounded-md border border-line-strong bg-surface px-3 py-1.5 text-sm text-ink placeholder:text-soft aria-invalid:border-bad";
