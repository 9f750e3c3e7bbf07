import type { JobTypeDescription, Priority } from "@gaffer/client";
import { Prose } from "../../../ui/prose.tsx";
import type { JsonObject } from "../../../ui/schema-form/schema-fields.tsx";
import { SelectField } from "../../../ui/select-field.tsx";
import { JobInputFields, LabelFields } from "../../jobs/index.ts";
import { words } from "../words.ts";
import { OptionalNumberField } from "./number-field.tsx";
import { jobOf, type ScheduleDraft } from "./schedule-draft.ts";

type ScheduledJob = ScheduleDraft["job"];

interface ScheduledJobFieldsProps {
  types: readonly JobTypeDescription[];
  job: ScheduledJob;
  onChange: (job: ScheduledJob) => void;
}

/** Fields of the job that each run creates. */
export function ScheduledJobFields({ types, job, onChange }: ScheduledJobFieldsProps) {
  const type = types.find((known) => known.type === job.type);
  // The cast is safe: the API validates the input with the schema of the job type.
  const set = (changes: object) => onChange(withoutEmpty({ ...job, ...changes }) as unknown as ScheduledJob);
  return (
    <fieldset className="flex flex-col gap-4 rounded-md border border-line p-4">
      <legend className="px-1 text-sm font-semibold">{words.job}</legend>
      <SelectField
        name="/job/type"
        label={words.type}
        description={type && <Prose text={type.description} />}
        value={job.type}
        onChange={({ target }) => {
          const chosen = types.find((known) => known.type === target.value);
          if (chosen) onChange(jobOf(chosen));
        }}
      >
        {!type && <option>{job.type}</option>}
        {types.map((known) => (
          <option key={known.type}>{known.type}</option>
        ))}
      </SelectField>
      {type && (
        <JobInputFields
          key={job.type}
          type={type}
          pointer="/job/input"
          input={job.input as unknown as JsonObject}
          onChange={(input) => set({ input })}
        />
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          name="/job/priority"
          label={words.priority}
          value={job.priority ?? "normal"}
          onChange={({ target }) => set({ priority: target.value as Priority })}
        >
          {["low", "normal", "high"].map((priority) => (
            <option key={priority}>{priority}</option>
          ))}
        </SelectField>
        <OptionalNumberField
          name="/job/maxAttempts"
          label={words.attempts}
          placeholder={String(type?.maxAttempts ?? "")}
          value={job.maxAttempts ?? null}
          onChange={(maxAttempts) => set({ maxAttempts })}
        />
        <OptionalNumberField
          name="/job/timeoutSeconds"
          label={words.timeoutSeconds}
          placeholder={String(type?.timeoutSeconds ?? "")}
          value={job.timeoutSeconds ?? null}
          onChange={(timeoutSeconds) => set({ timeoutSeconds })}
        />
        <OptionalNumberField
          name="/job/ttlSeconds"
          label={words.ttlSeconds}
          description={words.ttlSecondsHint}
          placeholder={String(type?.ttlSeconds ?? words.never)}
          value={job.ttlSeconds ?? null}
          onChange={(ttlSeconds) => set({ ttlSeconds })}
        />
        <LabelFields key={job.type} pointer="/job" labels={job} onChange={set} />
      </div>
    </fieldset>
  );
}

/** Removes empty values from the job, so that the API uses the defaults of the job type. */
function withoutEmpty(job: object): object {
  return Object.fromEntries(Object.entries(job).filter(([, value]) => value !== null));
}
