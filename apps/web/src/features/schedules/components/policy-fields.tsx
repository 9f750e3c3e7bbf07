import type { MissedPolicy, OverlapPolicy } from "@gaffer/client";
import { SelectField } from "../../../ui/select-field.tsx";
import { missedLabels, overlapLabels, words } from "../words.ts";
import { OptionalNumberField } from "./number-field.tsx";
import type { DraftProps } from "./schedule-draft.ts";

/** Fields of a schedule's policies for overlap, missed runs and failures. */
export function PolicyFields({ draft, set }: DraftProps) {
  return (
    <fieldset className="grid gap-4 rounded-md border border-line p-4 sm:grid-cols-3">
      <legend className="px-1 text-sm font-semibold">{words.policies}</legend>
      <SelectField
        name="/overlap"
        label={words.ifStillRunning}
        value={draft.overlap}
        onChange={({ target }) => set({ overlap: target.value as OverlapPolicy })}
      >
        <Options labels={overlapLabels} />
      </SelectField>
      <SelectField
        name="/missed"
        label={words.ifMissed}
        value={draft.missed}
        onChange={({ target }) => set({ missed: target.value as MissedPolicy })}
      >
        <Options labels={missedLabels} />
      </SelectField>
      <OptionalNumberField
        name="/pauseAfterFailures"
        label={words.pauseAfterConsecutiveFailures}
        placeholder={words.never}
        value={draft.pauseAfterFailures}
        onChange={(pauseAfterFailures) => set({ pauseAfterFailures })}
      />
    </fieldset>
  );
}

function Options({ labels }: { labels: Record<string, string> }) {
  return Object.entries(labels).map(([value, label]) => (
    <option key={value} value={value}>
      {label}
    </option>
  ));
}
