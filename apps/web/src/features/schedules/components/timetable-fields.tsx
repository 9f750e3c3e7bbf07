import { fromLocalTime, toLocalTime } from "../../../ui/local-time.ts";
import { TextField } from "../../../ui/text-field.tsx";
import { OptionalNumberField } from "./number-field.tsx";
import { RecurrenceFields } from "./recurrence-fields.tsx";
import type { DraftProps } from "./schedule-draft.ts";
import { knownZones } from "./zone.ts";

/** Recurrence, time zone, start, end and maximum number of runs. */
export function TimetableFields({ draft, set }: DraftProps) {
  return (
    <fieldset className="flex flex-col gap-4 rounded-md border border-line p-4">
      <legend className="px-1 text-sm font-semibold">When</legend>
      <RecurrenceFields value={draft.recurrence} onChange={(recurrence) => set({ recurrence })} />
      <TextField
        name="/timezone"
        label="Time zone"
        description="Run times use this time zone."
        list="known-zones"
        value={draft.timezone}
        onValueChange={(timezone) => set({ timezone })}
      />
      <datalist id="known-zones">
        {knownZones.map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
      <details open={draft.startsAt !== null || draft.endsAt !== null || draft.maxRuns !== null}>
        <summary className="cursor-pointer text-sm">Start and end</summary>
        <div className="mt-3 grid gap-4 sm:grid-cols-3">
          <TextField
            name="/startsAt"
            label="Start at (your time)"
            type="datetime-local"
            value={toLocalTime(draft.startsAt ?? undefined)}
            onValueChange={(local) => set({ startsAt: fromLocalTime(local) || null })}
          />
          <TextField
            name="/endsAt"
            label="End at (your time)"
            type="datetime-local"
            value={toLocalTime(draft.endsAt ?? undefined)}
            onValueChange={(local) => set({ endsAt: fromLocalTime(local) || null })}
          />
          <OptionalNumberField
            name="/maxRuns"
            label="Maximum runs"
            placeholder="unlimited"
            value={draft.maxRuns}
            onChange={(maxRuns) => set({ maxRuns })}
          />
        </div>
      </details>
    </fieldset>
  );
}
