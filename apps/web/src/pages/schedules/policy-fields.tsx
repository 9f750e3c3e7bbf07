import type { MissedPolicy, OverlapPolicy } from "@gaffer/client";
import { SelectField } from "../../ui/select-field.tsx";
import { OptionalNumberField } from "./number-field.tsx";
import type { DraftProps } from "./schedule-form.tsx";

export const overlapLabels: Record<OverlapPolicy, string> = {
  skip: "Leave the new one out",
  allow: "Run both",
  cancelPrevious: "Cancel the earlier one",
};
export const missedLabels: Record<MissedPolicy, string> = {
  skip: "Leave them out",
  latest: "Run the latest",
  all: "Run all, up to 100",
};

/** What happens when things don't go as planned. */
export function PolicyFields({ draft, set }: DraftProps) {
  return (
    <fieldset className="grid gap-4 rounded-md border border-line p-4 sm:grid-cols-3">
      <legend className="px-1 text-sm font-semibold">When things go wrong</legend>
      <SelectField
        name="/overlap"
        label="The one before still runs"
        value={draft.overlap}
        onChange={({ target }) => set({ overlap: target.value as OverlapPolicy })}
      >
        <Options labels={overlapLabels} />
      </SelectField>
      <SelectField
        name="/missed"
        label="Nothing could start them"
        value={draft.missed}
        onChange={({ target }) => set({ missed: target.value as MissedPolicy })}
      >
        <Options labels={missedLabels} />
      </SelectField>
      <OptionalNumberField
        name="/pauseAfterFailures"
        label="Pause after failures in a row"
        placeholder="never"
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
