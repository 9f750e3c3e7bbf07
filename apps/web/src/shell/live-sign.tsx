import { useEffect, useState } from "react";
import { useLostSince } from "../api/connection.ts";
import { followOrg } from "./live-updates.ts";

/** Follows the organization's stream while it is shown, and says whether that is connected. */
export function LiveSign({ orgId }: { orgId: string }) {
  const [isLive, setIsLive] = useState(false);
  const isLost = useLostSince() !== undefined;
  useEffect(() => followOrg(orgId, setIsLive), [orgId]);
  const isShownLive = isLive && !isLost;
  return (
    <p
      title={isShownLive ? "Changes appear immediately" : "Changes appear within ten seconds once connected"}
      className="flex items-center gap-2 px-2 text-xs text-soft max-md:absolute max-md:top-5.5 max-md:left-12 md:mt-auto"
    >
      <span aria-hidden className={`size-2 rounded-full ${isShownLive ? "bg-good" : "bg-line-strong"}`} />
      {isShownLive ? "Live" : isLost ? "Not connected" : "Connecting…"}
    </p>
  );
}
