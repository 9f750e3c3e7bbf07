import type { Backfill } from "@gaffer/client";
import { useState } from "react";
import { Form } from "../../../components/form.tsx";
import { Button } from "../../../ui/button.tsx";
import { fromLocalTime } from "../../../ui/local-time.ts";
import { TextField } from "../../../ui/text-field.tsx";
import { toast } from "../../../ui/toast.ts";
import { backfillSchedule } from "../queries/schedules.ts";
import { words } from "../words.ts";

/** A form that counts the past times of a schedule without a job, and then creates their jobs. */
export function BackfillForm({ orgId, scheduleId }: { orgId: string; scheduleId: string }) {
  const [counted, setCounted] = useState<Backfill>();

  async function submit({ "/from": from = "", "/to": to = "" }: Record<string, string>) {
    const range = { from: fromLocalTime(from), to: fromLocalTime(to) };
    const backfill = await backfillSchedule(orgId, scheduleId, { ...range, dryRun: !counted });
    if (counted) toast({ title: words.jobsCreated(backfill.jobs) });
    setCounted(counted ? undefined : backfill);
  }

  // A changed range must be counted again.
  const forget = () => setCounted(undefined);
  return (
    <details className="text-sm">
      <summary className="cursor-pointer py-1.5 font-medium">{words.backfillButton}</summary>
      <Form onSubmit={submit} className="mt-2 flex max-w-md flex-col gap-3">
        {({ isSubmitting }) => (
          <>
            <p className="text-soft">{words.backfillHint}</p>
            <TextField name="/from" label={words.backfillFrom} type="datetime-local" onChange={forget} />
            <TextField name="/to" label={words.backfillTo} type="datetime-local" onChange={forget} />
            <p role="status">{counted && words.missingTimes(counted)}</p>
            <Button
              type="submit"
              variant={counted ? "primary" : "secondary"}
              disabled={isSubmitting || counted?.jobs === 0}
            >
              {counted ? words.createJobs(counted.jobs) : words.countMissing}
            </Button>
          </>
        )}
      </Form>
    </details>
  );
}
