import type { CreateJob, Job, JobTypeDescription } from "@gaffer/client";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { Form } from "../../../components/form.tsx";
import { Button, ButtonLink } from "../../../ui/button.tsx";
import { fromLocalTime } from "../../../ui/local-time.ts";
import { withoutIds } from "../../../ui/schema-form/schema.ts";
import type { JsonObject } from "../../../ui/schema-form/schema-fields.tsx";
import { SelectField } from "../../../ui/select-field.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { toast } from "../../../ui/toast.ts";
import { toMetadata, toTags } from "../labels.ts";
import { createJob } from "../queries/change-jobs.ts";
import { words } from "../words.tsx";
import { JobInputFields } from "./job-input-fields.tsx";
import { LabelFields } from "./label-fields.tsx";

interface NewJobFormProps {
  orgId: string;
  type: JobTypeDescription;
  /** The job to copy. undefined: the form starts with the example input of the job type. */
  earlier: Job | undefined;
}

export function NewJobForm({ orgId, type, earlier }: NewJobFormProps) {
  const navigate = useNavigate();
  const [input, setInput] = useState<JsonObject>(
    () => earlier?.input ?? withoutIds("FileId", type.inputSchema, type.inputExample),
  );

  async function send(values: Record<string, string>) {
    const { "/priority": priority, "/runAt": runAt, "/expiresAt": expiresAt } = values;
    const { "/concurrency/key": key, "/concurrency/limit": limit } = values;
    const {
      "/timeoutSeconds": timeoutSeconds,
      "/maxAttempts": maxAttempts,
      "/tags": tags = "",
      "/metadata": metadata = "",
    } = values;
    const options = {
      ...(priority && { priority }),
      ...(runAt && { runAt: fromLocalTime(runAt) }),
      ...(expiresAt && { expiresAt: fromLocalTime(expiresAt) }),
      ...(timeoutSeconds && { timeoutSeconds: Number(timeoutSeconds) }),
      ...(key && { concurrency: { key, ...(limit && { limit: Number(limit) }) } }),
      ...(maxAttempts && { maxAttempts: Number(maxAttempts) }),
      tags: toTags(tags),
      metadata: toMetadata(metadata),
    };
    // The cast is safe: the API validates the input with the schema of the job type.
    const job = await createJob(orgId, { type: type.type, input, ...options } as unknown as CreateJob);
    toast({ title: words.jobCreated });
    await navigate({ to: "/orgs/$orgId/jobs/$jobId", params: { orgId, jobId: job.id } });
  }

  return (
    <Form onSubmit={send}>
      {({ isSubmitting }) => (
        <>
          <JobInputFields type={type} pointer="/input" input={input} onChange={setInput} />
          <fieldset className="grid gap-4 rounded-md border border-line p-4 sm:grid-cols-2">
            <legend className="px-1 text-sm font-semibold">{words.options}</legend>
            <SelectField name="/priority" label={words.priority} defaultValue={earlier?.priority ?? "normal"}>
              {["low", "normal", "high"].map((priority) => (
                <option key={priority}>{priority}</option>
              ))}
            </SelectField>
            <TextField name="/runAt" label={words.startAt} type="datetime-local" />
            <TextField
              name="/expiresAt"
              label={words.expiresAt}
              type="datetime-local"
              description={words.expiresAtHint}
            />
            <TextField
              name="/timeoutSeconds"
              label={words.timeoutSeconds}
              inputMode="numeric"
              placeholder={String(type.timeoutSeconds)}
              defaultValue={earlier?.timeoutSeconds}
            />
            <TextField
              name="/maxAttempts"
              label={words.attempts}
              inputMode="numeric"
              placeholder={String(type.maxAttempts)}
              defaultValue={earlier?.maxAttempts}
            />
            <LabelFields pointer="" labels={earlier ?? {}} />
            <TextField
              name="/concurrency/key"
              label={words.concurrencyKey}
              description={words.concurrencyKeyHint}
              defaultValue={earlier?.concurrency?.key}
            />
            <TextField
              name="/concurrency/limit"
              label={words.concurrencyLimit}
              inputMode="numeric"
              placeholder="1"
              defaultValue={earlier?.concurrency?.limit}
            />
          </fieldset>
          <div className="flex gap-2">
            <Button type="submit" variant="primary" disabled={isSubmitting}>
              {words.createJob}
            </Button>
            <ButtonLink to="/orgs/$orgId/jobs" params={{ orgId }} variant="ghost">
              {words.cancel}
            </ButtonLink>
          </div>
        </>
      )}
    </Form>
  );
}
