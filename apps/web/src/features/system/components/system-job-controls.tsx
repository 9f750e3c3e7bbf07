import type { SystemJob } from "@gaffer/client";
import { useState } from "react";
import { useAction } from "../../../components/use-action.ts";
import { Button } from "../../../ui/button.tsx";
import { Switch } from "../../../ui/switch.tsx";
import { runSystemJob, switchSystemJob } from "../queries/system.ts";
import { words } from "../words.tsx";

/** Controls that resume, pause and run a system job. */
export function SystemJobControls({ job }: { job: SystemJob }) {
  const { busy, run } = useAction();
  // The requested state of the switch, shown while the request runs.
  const [wanted, setWanted] = useState<boolean>();
  const { title, status, running } = job;

  return (
    <div className="flex items-center gap-3">
      <Switch
        label={words.runsOnSchedule(title)}
        checked={wanted ?? status === "active"}
        onChange={(checked) => {
          if (busy) return;
          setWanted(checked);
          void run(() => switchSystemJob(job, checked)).then(() => setWanted(undefined));
        }}
      />
      <Button
        disabled={busy || running}
        aria-label={words.runNowNamed(title)}
        onClick={() => void run(() => runSystemJob(job), { title: words.jobStarted(title) })}
      >
        {words.runNow}
      </Button>
    </div>
  );
}
