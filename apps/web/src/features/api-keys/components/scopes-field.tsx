import { ChoicesField } from "../../../ui/choices-field.tsx";
import { type KeyScope, scopeTexts } from "./scope-texts.ts";

const scopes = Object.keys(scopeTexts) as KeyScope[];

interface ScopesFieldProps {
  value: readonly KeyScope[];
  onChange: (value: KeyScope[]) => void;
}

/** What a key may do. */
export function ScopesField({ value, onChange }: ScopesFieldProps) {
  return (
    <ChoicesField
      name="/scopes"
      label="Permissions"
      choices={scopes}
      value={value}
      onChange={onChange}
      className="grid gap-x-6 gap-y-2 sm:grid-cols-2"
    >
      {(scope) => (
        <span>
          <code className="text-xs font-medium">{scope}</code>
          <span className="block text-xs text-soft">{scopeTexts[scope]}</span>
        </span>
      )}
    </ChoicesField>
  );
}
