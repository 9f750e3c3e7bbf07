import { useEffect, useRef, useState } from "react";
import { Button } from "../../ui/button.tsx";
import { amountOf, bulkWords, type RunningBulk } from "./use-bulk-run.ts";

/** The browser's own has a color of its own. */
const barLook =
  "h-2 min-w-24 grow appearance-none overflow-hidden rounded-full bg-line [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-accent";

/** How far it is, and a way to end it. */
export function BulkProgress({ verb, changed, total, stop }: RunningBulk) {
  const button = useRef<HTMLButtonElement>(null);
  const [isStopping, setStopping] = useState(false);
  // In the place of the one that began it.
  useEffect(() => button.current?.focus(), []);
  const { doing } = bulkWords[verb];
  return (
    <>
      <span role="status" className="text-sm font-medium tabular-nums">
        {isStopping ? "Stopping" : doing}: {amountOf(changed, total)}
      </span>
      <progress
        aria-label={doing}
        className={barLook}
        {...(total !== undefined && { value: changed, max: Math.max(total, 1) })}
      />
      <Button
        ref={button}
        disabled={isStopping}
        onClick={() => {
          stop.abort();
          setStopping(true);
        }}
      >
        Stop
      </Button>
    </>
  );
}
