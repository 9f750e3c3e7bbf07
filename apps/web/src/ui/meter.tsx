interface MeterProps {
  label: string;
  value: number;
  max: number;
  /** The value as text. */
  text: string;
}

/** A bar that shows the usage of a limit. The bar's color changes at 80 % of the limit, and again at the limit. */
export function Meter({ label, value, max, text }: MeterProps) {
  const share = max === 0 ? 1 : Math.min(1, value / max);
  const color = share >= 1 ? "bg-bad" : share >= 0.8 ? "bg-warn" : "bg-accent";
  return (
    <div className="relative">
      {/* The `meter` element ignores the colors of the theme, so only screen readers use it. */}
      <meter className="sr-only" aria-label={label} aria-valuetext={text} max={Math.max(max, value)} value={value} />
      <div aria-hidden className="h-2 overflow-hidden rounded-full bg-hover">
        <div className={`h-full rounded-full ${color}`} style={{ width: `${share * 100}%` }} />
      </div>
    </div>
  );
}
