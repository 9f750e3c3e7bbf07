import type { Recurrence } from "@gaffer/client";
import { SelectField } from "../../../ui/select-field.tsx";
import { capitalized, words } from "../words.ts";
import { NumberField } from "./number-field.tsx";
import { weekdays } from "./weekdays-field.tsx";

type MonthlyDay = Extract<Recurrence, { kind: "monthly" }>["on"];
type MonthlyKind = MonthlyDay["kind"];

const first: Record<MonthlyKind, MonthlyDay> = {
  day: { kind: "day", day: 1 },
  lastDay: { kind: "lastDay" },
  weekday: { kind: "weekday", week: "first", weekday: "monday" },
};
const labels: Record<MonthlyKind, string> = {
  day: words.dayOfTheMonth,
  lastDay: words.lastDay,
  weekday: words.weekdayOfTheMonth,
};

interface MonthlyDayFieldsProps {
  value: MonthlyDay;
  onChange: (value: MonthlyDay) => void;
}

/** Fields that choose the day of each month on which a schedule runs. */
export function MonthlyDayFields({ value, onChange }: MonthlyDayFieldsProps) {
  return (
    <>
      <SelectField
        name="/recurrence/on/kind"
        label={words.on}
        value={value.kind}
        onChange={({ target }) => onChange(first[target.value as MonthlyKind])}
      >
        {Object.entries(labels).map(([kind, label]) => (
          <option key={kind} value={kind}>
            {label}
          </option>
        ))}
      </SelectField>
      {value.kind === "day" && (
        <NumberField
          name="/recurrence/on/day"
          label={words.day}
          description={words.shorterMonthsUseTheirLastDay}
          value={value.day}
          onChange={(day) => onChange({ ...value, day })}
        />
      )}
      {value.kind === "weekday" && (
        <div className="grid grid-cols-2 gap-4">
          <SelectField
            name="/recurrence/on/week"
            label={words.whichWeek}
            value={value.week}
            onChange={({ target }) => onChange({ ...value, week: target.value as typeof value.week })}
          >
            {["first", "second", "third", "fourth", "last"].map((week) => (
              <option key={week} value={week}>
                {capitalized(week)}
              </option>
            ))}
          </SelectField>
          <SelectField
            name="/recurrence/on/weekday"
            label={words.weekday}
            value={value.weekday}
            onChange={({ target }) => onChange({ ...value, weekday: target.value as typeof value.weekday })}
          >
            {weekdays.map((weekday) => (
              <option key={weekday} value={weekday}>
                {capitalized(weekday)}
              </option>
            ))}
          </SelectField>
        </div>
      )}
    </>
  );
}
