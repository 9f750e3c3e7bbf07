import type { Recurrence } from "@gaffer/client";
import { ChoicesField } from "../../../ui/choices-field.tsx";
import { capitalized, words } from "../words.ts";

export type Weekday = Extract<Recurrence, { kind: "weekly" }>["weekdays"][number];

export const weekdays: readonly Weekday[] = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
];

interface WeekdaysFieldProps {
  value: readonly Weekday[];
  onChange: (value: Weekday[]) => void;
}

export function WeekdaysField({ value, onChange }: WeekdaysFieldProps) {
  return (
    <ChoicesField
      name="/recurrence/weekdays"
      label={words.on}
      choices={weekdays}
      value={value}
      onChange={onChange}
      className="flex flex-wrap gap-x-4 gap-y-2"
    >
      {capitalized}
    </ChoicesField>
  );
}
