import { useEffect, useRef } from "react";
import { Button } from "../../ui/button.tsx";

interface BulkProgressProps {
  /** What is done, such as "Cancelling". */
  doing: string;
  changed: number;
  /** How many there are, if that is known. */
  total: number | undefined;
  stop: AbortController;
  onStop: () => void;
}

/** How far it is, and a way to end it. */
export function BulkProgress({ doing, changed, total, stop, onStop }: BulkProgressProps) {
  const button = useRef<HTMLButtonElement>(null);
  // In the place of the one that began it.
  useEffect(() => button.current?.focus(), []);
  const text = `${doing}: ${changed.toLocaleString("en")}${total === undefined ? "" : ` of ${total.toLocaleString("en")}`}`;
  return (
    <>
      <span role="status" className="text-sm font-medium tabular-nums">
        {text}
      </span>
      <progress
        aria-label={doing}
        className="h-2 min-w-24 grow accent-accent"
        {...(total !== undefined && { value: changed, max: Math.max(total, 1) })}
      />
      <Button ref={button} disabled={stop.signal.aborted} onClick={onStop}>
        Stop
      </Button>
    </>
  );
}
