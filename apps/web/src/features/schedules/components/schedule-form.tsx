import type { JobTypeDescription } from "@gaffer/client";
import { type ReactNode, useState } from "react";
import { Form } from "../../../components/form.tsx";
import { Button } from "../../../ui/button.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { words } from "../words.ts";
import { PolicyFields } from "./policy-fields.tsx";
import type { ScheduleDraft } from "./schedule-draft.ts";
import { SchedulePreview } from "./schedule-preview.tsx";
import { ScheduledJobFields } from "./scheduled-job-fields.tsx";
import { TimetableFields } from "./timetable-fields.tsx";

interface ScheduleFormProps {
  orgId: string;
  types: readonly JobTypeDescription[];
  start: ScheduleDraft;
  /** Whether the form creates a schedule, which can start paused. */
  isNew?: boolean;
  /** Label of the submit button. */
  action: string;
  send: (draft: ScheduleDraft) => Promise<void>;
  /** Link that leaves the form without saving. */
  cancel: ReactNode;
}

/** A form that edits a schedule, with a preview of its next runs. */
export function ScheduleForm({ orgId, types, start, isNew, action, send, cancel }: ScheduleFormProps) {
  const [draft, setDraft] = useState(start);
  const set = (changes: Partial<ScheduleDraft>) => setDraft((before) => ({ ...before, ...changes }));
  return (
    <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <Form onSubmit={() => send(draft)}>
        {({ isSubmitting }) => (
          <>
            <TextField
              name="/name"
              label={words.name}
              placeholder={words.nameExample}
              value={draft.name}
              onValueChange={(name) => set({ name })}
            />
            <TimetableFields draft={draft} set={set} />
            <ScheduledJobFields types={types} job={draft.job} onChange={(job) => set({ job })} />
            <PolicyFields draft={draft} set={set} />
            {isNew && (
              <label className="flex items-center gap-2 text-sm">
                <input
                  type="checkbox"
                  name="/paused"
                  checked={draft.paused}
                  onChange={({ target }) => set({ paused: target.checked })}
                  className="size-4 accent-accent"
                />
                {words.createPaused}
              </label>
            )}
            <div className="flex gap-2">
              <Button type="submit" variant="primary" disabled={isSubmitting}>
                {action}
              </Button>
              {cancel}
            </div>
          </>
        )}
      </Form>
      <aside className="lg:sticky lg:top-6 lg:self-start">
        <SchedulePreview orgId={orgId} draft={draft} />
      </aside>
    </div>
  );
}
