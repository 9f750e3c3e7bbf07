import type { Recurrence } from "@gaffer/client";
import { fromLocalTime, toLocalTime } from "../../../ui/local-time.ts";
import { SelectField } from "../../../ui/select-field.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { words } from "../words.ts";
import { MonthlyDayFields } from "./monthly-day-fields.tsx";
import { NumberField } from "./number-field.tsx";
import { kinds, ofKind, type RecurrenceKind } from "./schedule-draft.ts";
import { WeekdaysField } from "./weekdays-field.tsx";

interface RecurrenceFieldsProps {
  value: Recurrence;
  onChange: (value: Recurrence) => void;
}

const kindLabels: Record<RecurrenceKind, string> = {
  daily: words.everyDay,
  weekly: words.onDaysOfTheWeek,
  monthly: words.onADayOfTheMonth,
  interval: words.atAnInterval,
  cron: words.cronExpression,
  once: words.once,
};

/** The kind of recurrence, and the fields of that kind. */
export function RecurrenceFields({ value, onChange }: RecurrenceFieldsProps) {
  return (
    <>
      <SelectField
        name="/recurrence/kind"
        label={words.runs}
        value={value.kind}
        onChange={({ target }) => onChange(ofKind(target.value as RecurrenceKind, value, new Date()))}
      >
        {kinds.map((kind) => (
          <option key={kind} value={kind}>
            {kindLabels[kind]}
          </option>
        ))}
      </SelectField>
      <KindFields value={value} onChange={onChange} />
      {"time" in value && (
        <TextField
          name="/recurrence/time"
          label={words.at}
          type="time"
          value={value.time}
          onValueChange={(time) => onChange({ ...value, time })}
        />
      )}
    </>
  );
}

function KindFields({ value, onChange }: RecurrenceFieldsProps) {
  switch (value.kind) {
    case "daily":
      return null;
    case "weekly":
      return <WeekdaysField value={value.weekdays} onChange={(weekdays) => onChange({ ...value, weekdays })} />;
    case "monthly":
      return <MonthlyDayFields value={value.on} onChange={(on) => onChange({ ...value, on })} />;
    case "interval":
      return (
        <div className="grid grid-cols-2 gap-4">
          <NumberField
            name="/recurrence/every"
            label={words.every}
            value={value.every}
            onChange={(every) => onChange({ ...value, every })}
          />
          <SelectField
            name="/recurrence/unit"
            label={words.unit}
            value={value.unit}
            onChange={({ target }) => onChange({ ...value, unit: target.value as typeof value.unit })}
          >
            {["seconds", "minutes", "hours"].map((unit) => (
              <option key={unit}>{unit}</option>
            ))}
          </SelectField>
        </div>
      );
    case "cron":
      return (
        <TextField
          name="/recurrence/expression"
          label={words.cronExpression}
          description={words.cronHint}
          spellCheck={false}
          autoCapitalize="off"
          value={value.expression}
          onValueChange={(expression) => onChange({ ...value, expression })}
        />
      );
    case "once":
      return (
        <TextField
          name="/recurrence/at"
          label={words.onYourTime}
          type="datetime-local"
          value={toLocalTime(value.at)}
          onValueChange={(local) => onChange({ ...value, at: fromLocalTime(local) })}
        />
      );
  }
}
