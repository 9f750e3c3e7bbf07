import { useState } from "react";
import { fromLocalTime, toLocalTime } from "../../../ui/local-time.ts";
import { SelectField } from "../../../ui/select-field.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { words } from "../words.tsx";

const dayMs = 24 * 3600 * 1000;
const lifetimes = [
  { label: words.in30Days, days: 30 },
  { label: words.in90Days, days: 90 },
  { label: words.inAYear, days: 365 },
];

interface ExpiryFieldProps {
  /** The API key's time of expiry. Empty: the API key never expires. */
  value: string;
  onChange: (value: string) => void;
}

/** Chooses when an API key expires. */
export function ExpiryField({ value, onChange }: ExpiryFieldProps) {
  const [choice, setChoice] = useState("90");
  function choose(chosen: string) {
    setChoice(chosen);
    if (chosen === "never") onChange("");
    else if (chosen !== "then") onChange(new Date(Date.now() + Number(chosen) * dayMs).toISOString());
  }
  return (
    <div className="flex flex-wrap items-start gap-3">
      <SelectField
        name="expiry"
        label={words.expires}
        value={choice}
        onChange={({ target }) => choose(target.value)}
        description={choice === "never" && words.neverExpiresHint}
      >
        {lifetimes.map(({ label, days }) => (
          <option key={days} value={days}>
            {label}
          </option>
        ))}
        <option value="then">{words.atAChosenTime}</option>
        <option value="never">{words.never}</option>
      </SelectField>
      {choice === "then" && (
        <TextField
          name="/expiresAt"
          label={words.atYourTime}
          type="datetime-local"
          value={toLocalTime(value)}
          onValueChange={(local) => onChange(fromLocalTime(local))}
        />
      )}
    </div>
  );
}
