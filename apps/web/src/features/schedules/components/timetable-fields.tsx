import { fromLocalTime, toLocalTime } from "../../../ui/local-time.ts";
import { TextField } from "../../../ui/text-field.tsx";
import { words } from "../words.ts";
import { OptionalNumberField } from "./number-field.tsx";
import { RecurrenceFields } from "./recurrence-fields.tsx";
import type { DraftProps } from "./schedule-draft.ts";
import { knownZones } from "./zone.ts";

/** Fields of a timetable: recurrence, time zone, start, end and maximum number of runs. */
export function TimetableFields({ draft, set }: DraftProps) {
  return (
    <fieldset className="flex flex-col gap-4 rounded-md border border-line p-4">
      <legend className="px-1 text-sm font-semibold">{words.when}</legend>
      <RecurrenceFields value={draft.recurrence} onChange={(recurrence) => set({ recurrence })} />
      <TextField
        name="/timezone"
        label={words.timeZone}
        description={words.runTimesUseThisTimeZone}
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
        <summary className="cursor-pointer text-sm">{words.startAndEnd}</summary>
        <div className="mt-3 grid gap-4 sm:grid-cols-3">
          <TextField
            name="/startsAt"
            label={words.startAtYourTime}
            type="datetime-local"
            value={toLocalTime(draft.startsAt ?? undefined)}
            onValueChange={(local) => set({ startsAt: fromLocalTime(local) || null })}
          />
          <TextField
            name="/endsAt"
            label={words.endAtYourTime}
            type="datetime-local"
            value={toLocalTime(draft.endsAt ?? undefined)}
            onValueChange={(local) => set({ endsAt: fromLocalTime(local) || null })}
          />
          <OptionalNumberField
            name="/maxRuns"
            label={words.maxRuns}
            placeholder={words.unlimited}
            value={draft.maxRuns}
            onChange={(maxRuns) => set({ maxRuns })}
          />
        </div>
      </details>
    </fieldset>
  );
}
