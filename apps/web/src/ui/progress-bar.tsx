interface ProgressBarProps {
  label: string;
  /** Progress from 0 to `max`. undefined: the progress is unknown. */
  value: number | undefined;
  max: number;
  className?: string;
}

/** A progress bar in the colors of the theme. */
export function ProgressBar({ label, value, max, className = "" }: ProgressBarProps) {
  const style =
    "h-2 appearance-none overflow-hidden rounded-full bg-line [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-accent";
  return (
    <progress
      aria-label={label}
      className={`${style} ${className}`}
      max={max}
      {...(value !== undefined && { value })}
    />
  );
}
