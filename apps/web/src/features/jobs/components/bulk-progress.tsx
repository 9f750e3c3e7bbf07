import { useEffect, useRef, useState } from "react";
import { Button } from "../../../ui/button.tsx";
import { amountOf, bulkWords, type RunningBulk } from "./use-bulk-run.ts";

/** Replaces the browser's own colors. */
const barStyle =
  "h-2 min-w-24 grow appearance-none overflow-hidden rounded-full bg-line [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-accent";

/** Progress of a bulk action, with a button that stops it. */
export function BulkProgress({ verb, changed, total, stop }: RunningBulk) {
  const button = useRef<HTMLButtonElement>(null);
  const [isStopping, setStopping] = useState(false);
  // This button replaces the focused one that started the action.
  useEffect(() => button.current?.focus(), []);
  const { doing } = bulkWords[verb];
  return (
    <>
      <span role="status" className="text-sm font-medium tabular-nums">
        {isStopping ? "Stopping" : doing}: {amountOf(changed, total)}
      </span>
      <progress
        aria-label={doing}
        className={barStyle}
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
