import { useEffect, useState } from "react";
import { followOrg } from "../data/live-org.ts";

/** Says whether what happens elsewhere is shown as it happens, which it sees to while it is there. */
export function LiveSign({ orgId }: { orgId: string }) {
  const [isLive, setIsLive] = useState(false);
  useEffect(() => followOrg(orgId, setIsLive), [orgId]);
  return (
    <p
      title={
        isLive
          ? "What happens elsewhere is shown here at once"
          : "What happens elsewhere is shown here within ten seconds"
      }
      className="flex items-center gap-2 px-2 text-xs text-soft max-md:absolute max-md:top-5.5 max-md:left-12 md:mt-auto"
    >
      <span aria-hidden className={`size-2 rounded-full ${isLive ? "bg-good" : "bg-line-strong"}`} />
      {isLive ? "Live" : "Connecting…"}
    </p>
  );
}
