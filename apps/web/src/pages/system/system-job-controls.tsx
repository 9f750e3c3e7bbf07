import type { SystemJob } from "@gaffer/client";
import { useState } from "react";
import { runSystemJob, switchSystemJob } from "../../data/system.ts";
import { Button } from "../../ui/button.tsx";
import { say, sayProblem } from "../../ui/say.ts";
import { Switch } from "../../ui/switch.tsx";

/** Switches a system job on and off, which can be switched back, and runs it now. */
export function SystemJobControls({ job }: { job: SystemJob }) {
  const [busy, setBusy] = useState(false);
  // Shown as done until it is, or is refused.
  const [wanted, setWanted] = useState<boolean>();
  const { title, enabled, running } = job;

  async function act(work: Promise<void>, done?: string) {
    setBusy(true);
    try {
      await work;
      if (done) say({ title: done });
    } catch (error) {
      sayProblem(error);
    } finally {
      setBusy(false);
    }
  }

  return (
    <div className="flex items-center gap-3">
      <Switch
        label={`${title}: runs on its schedule`}
        checked={wanted ?? enabled}
        onChange={(checked) => {
          if (busy) return;
          setWanted(checked);
          void act(switchSystemJob(job, checked)).then(() => setWanted(undefined));
        }}
      />
      <Button
        disabled={busy || running}
        aria-label={`Run now: ${title}`}
        onClick={() => void act(runSystemJob(job), `${title} runs now`)}
      >
        Run now
      </Button>
    </div>
  );
}
