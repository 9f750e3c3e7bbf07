import type { Job } from "@gaffer/client";
import { lazy } from "react";
import { loadCode } from "../../../api/load-code.ts";
import { Button } from "../../../ui/button.tsx";
import { LazyPopup } from "../../../ui/lazy-popup.tsx";
import { words } from "../words.tsx";

const OpenEditJob = lazy(async () => {
  const { OpenEditJob: dialog } = await loadCode(() => import("./open-edit-job.tsx"));
  return { default: dialog };
});

/** The button that opens the dialog to change a pending job. */
export function EditJob({ orgId, job }: { orgId: string; job: Job }) {
  return (
    <LazyPopup trigger={<Button>{words.editJobButton}</Button>} kind="dialog">
      {(trigger) => <OpenEditJob orgId={orgId} job={job} trigger={trigger} />}
    </LazyPopup>
  );
}
