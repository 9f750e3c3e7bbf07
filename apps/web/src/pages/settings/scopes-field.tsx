import { Field } from "@base-ui/react/field";
import { type KeyScope, scopeTexts } from "./scope-texts.ts";

const scopes = Object.keys(scopeTexts) as KeyScope[];

interface ScopesFieldProps {
  value: readonly KeyScope[];
  onChange: (value: KeyScope[]) => void;
}

/** What a key may do. */
export function ScopesField({ value, onChange }: ScopesFieldProps) {
  const toggle = (scope: KeyScope) =>
    onChange(scopes.filter((known) => (known === scope ? !value.includes(scope) : value.includes(known))));
  return (
    <Field.Root name="/scopes">
      <fieldset>
        <legend className="mb-2 text-sm font-medium">It may</legend>
        <div className="grid gap-x-6 gap-y-2 sm:grid-cols-2">
          {scopes.map((scope) => (
            <label key={scope} className="flex gap-2 text-sm">
              <input
                type="checkbox"
                name="/scopes"
                className="mt-0.5 size-4 shrink-0 accent-accent"
                checked={value.includes(scope)}
                onChange={() => toggle(scope)}
              />
              <span>
                <code className="text-xs font-medium">{scope}</code>
                <span className="block text-xs text-soft">{scopeTexts[scope]}</span>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      <Field.Error className="text-sm text-bad" />
    </Field.Root>
  );
}
