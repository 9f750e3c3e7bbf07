import { useLostSince } from "../api/connection.ts";
import { askServer } from "../api/recovery.ts";
import { Button } from "../ui/button.tsx";

const time = new Intl.DateTimeFormat("en", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

/** Says since when the shown data may be stale, while the server doesn't respond. */
export function ConnectionNotice() {
  const lostSince = useLostSince();
  return (
    <div role="status">
      {lostSince !== undefined && (
        <p className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-md border border-warn bg-warn-soft p-3 text-sm">
          Not connected. Showing data from {time.format(lostSince)}.
          <Button onClick={() => void askServer()}>Try again</Button>
        </p>
      )}
    </div>
  );
}
