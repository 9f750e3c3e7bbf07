import type { Job, UpdateJob } from "@gaffer/client";
import type { ReactElement } from "react";
import { FormDialog } from "../../../components/form-dialog.tsx";
import { fromLocalTime, toLocalTime } from "../../../ui/local-time.ts";
import { SelectField } from "../../../ui/select-field.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { toast } from "../../../ui/toast.ts";
import { metadataText, tagsText, toMetadata, toTags } from "../labels.ts";
import { updateJob } from "../queries/change-jobs.ts";
import { words } from "../words.tsx";
import { LabelFields } from "./label-fields.tsx";

interface OpenEditJobProps {
  orgId: string;
  job: Job;
  trigger: ReactElement;
}

/** The dialog that changes a pending job, in its open state. */
export function OpenEditJob({ orgId, job, trigger }: OpenEditJobProps) {
  const shown = {
    "/priority": job.priority,
    "/runAt": toLocalTime(job.runAt),
    "/expiresAt": toLocalTime(job.expiresAt ?? undefined),
    "/timeoutSeconds": String(job.timeoutSeconds),
    "/maxAttempts": String(job.maxAttempts),
    "/tags": tagsText(job.tags),
    "/metadata": metadataText(job.metadata),
  };
  async function save(values: Record<string, string>) {
    await updateJob(orgId, job.id, toChanges(values, shown));
    toast({ title: words.jobChanged });
  }
  return (
    <FormDialog trigger={trigger} title={words.editJob} action={words.save} onSubmit={save}>
      <SelectField name="/priority" label={words.priority} defaultValue={shown["/priority"]}>
        {["low", "normal", "high"].map((priority) => (
          <option key={priority}>{priority}</option>
        ))}
      </SelectField>
      <TextField name="/runAt" label={words.startAt} type="datetime-local" defaultValue={shown["/runAt"]} />
      <TextField
        name="/expiresAt"
        label={words.expiresAt}
        type="datetime-local"
        description={words.expiresAtHint}
        defaultValue={shown["/expiresAt"]}
      />
      <TextField
        name="/timeoutSeconds"
        label={words.timeoutSeconds}
        inputMode="numeric"
        defaultValue={shown["/timeoutSeconds"]}
      />
      <TextField name="/maxAttempts" label={words.attempts} inputMode="numeric" defaultValue={shown["/maxAttempts"]} />
      <LabelFields pointer="" labels={job} />
    </FormDialog>
  );
}

/** The values that the user has changed. An empty start time means now. */
function toChanges(values: Record<string, string>, shown: Record<string, string>): UpdateJob {
  const changed = Object.entries(values).filter(([name, value]) => value !== shown[name]);
  const { "/tags": tags, "/metadata": metadata, ...others } = Object.fromEntries(changed);
  const { "/priority": priority, "/runAt": runAt, "/expiresAt": expiresAt, ...numbers } = others;
  return {
    ...(priority && { priority: priority as Job["priority"] }),
    ...(runAt !== undefined && { runAt: fromLocalTime(runAt) || new Date().toISOString() }),
    ...(expiresAt !== undefined && { expiresAt: fromLocalTime(expiresAt) || null }),
    ...(tags !== undefined && { tags: toTags(tags) }),
    ...(metadata !== undefined && { metadata: toMetadata(metadata) }),
    ...Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name.slice(1), toNumber(value)])),
  };
}

/** An invalid number is sent unchanged, and the API validates it. */
const toNumber = (value: string) => (value.trim() === "" || Number.isNaN(Number(value)) ? value : Number(value));
