import { Field } from "@base-ui/react/field";
import type { Recurrence } from "@gaffer/client";
import { capitalized } from "./describe-recurrence.ts";

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
  const toggle = (day: Weekday) =>
    onChange(weekdays.filter((known) => (known === day ? !value.includes(day) : value.includes(known))));
  return (
    <Field.Root name="/recurrence/weekdays">
      <fieldset>
        <legend className="mb-1 text-sm font-medium">On</legend>
        <div className="flex flex-wrap gap-x-4 gap-y-2 text-sm">
          {weekdays.map((day) => (
            <label key={day} className="flex min-h-6 items-center gap-2">
              <input
                type="checkbox"
                name="/recurrence/weekdays"
                className="size-4 accent-accent"
                checked={value.includes(day)}
                onChange={() => toggle(day)}
              />
              {capitalized(day)}
            </label>
          ))}
        </div>
      </fieldset>
      <Field.Error className="text-sm text-bad" />
    </Field.Root>
  );
}
