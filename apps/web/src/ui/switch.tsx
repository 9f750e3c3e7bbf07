interface SwitchProps {
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

/** A switch whose change takes effect immediately. `label` is its accessible name. */
export function Switch({ label, checked, onChange }: SwitchProps) {
  return (
    <button
      type="button"
      role="switch"
      aria-checked={checked}
      aria-label={label}
      onClick={() => onChange(!checked)}
      className="inline-flex h-6 w-10 shrink-0 items-center rounded-full border border-line-strong bg-surface p-0.5 aria-checked:border-accent aria-checked:bg-accent"
    >
      <span
        className={`size-4.5 rounded-full motion-safe:transition-transform ${checked ? "translate-x-4 bg-on-accent" : "bg-line-strong"}`}
      />
    </button>
  );
}
