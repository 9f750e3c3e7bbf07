import type { MissedPolicy, OverlapPolicy } from "@gaffer/client";
import { SelectField } from "../../../ui/select-field.tsx";
import { OptionalNumberField } from "./number-field.tsx";
import type { DraftProps } from "./schedule-draft.ts";

export const overlapLabels: Record<OverlapPolicy, string> = {
  skip: "Skip the new run",
  allow: "Run both",
  cancelPrevious: "Cancel the previous run",
};
export const missedLabels: Record<MissedPolicy, string> = {
  skip: "Skip them",
  latest: "Run only the latest",
  all: "Run all, up to 100",
};

/** Policies for overlap, missed runs and failures. */
export function PolicyFields({ draft, set }: DraftProps) {
  return (
    <fieldset className="grid gap-4 rounded-md border border-line p-4 sm:grid-cols-3">
      <legend className="px-1 text-sm font-semibold">Overlap, missed runs and failures</legend>
      <SelectField
        name="/overlap"
        label="If the previous run is still running"
        value={draft.overlap}
        onChange={({ target }) => set({ overlap: target.value as OverlapPolicy })}
      >
        <Options labels={overlapLabels} />
      </SelectField>
      <SelectField
        name="/missed"
        label="If runs were missed"
        value={draft.missed}
        onChange={({ target }) => set({ missed: target.value as MissedPolicy })}
      >
        <Options labels={missedLabels} />
      </SelectField>
      <OptionalNumberField
        name="/pauseAfterFailures"
        label="Pause after consecutive failures"
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
