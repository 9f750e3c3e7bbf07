import type { NewApiKey } from "@gaffer/client";
import { useState } from "react";
import { Form } from "../../../components/form.tsx";
import { Button } from "../../../ui/button.tsx";
import { ChoicesField } from "../../../ui/choices-field.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { createApiKey } from "../queries/api-keys.ts";
import { type KeyScope, scopeTexts, words } from "../words.tsx";
import { ExpiryField } from "./expiry-field.tsx";

interface NewApiKeyFormProps {
  orgId: string;
  onCreated: (key: NewApiKey) => void;
  onCancel: () => void;
}

const dayMs = 24 * 3600 * 1000;

export function NewApiKeyForm({ orgId, onCreated, onCancel }: NewApiKeyFormProps) {
  const [scopes, setScopes] = useState<readonly KeyScope[]>(["jobs:read", "jobs:write"]);
  const [expiresAt, setExpiresAt] = useState(() => new Date(Date.now() + 90 * dayMs).toISOString());
  return (
    <Form
      className="mb-6 flex flex-col gap-4 rounded-md border border-line-strong p-4"
      onSubmit={async ({ "/name": name = "" }) =>
        onCreated(await createApiKey(orgId, { name, scopes: [...scopes], ...(expiresAt && { expiresAt }) }))
      }
    >
      {({ isSubmitting }) => (
        <>
          <TextField name="/name" label={words.name} placeholder={words.nameExample} autoComplete="off" autoFocus />
          <ScopesField value={scopes} onChange={setScopes} />
          <ExpiryField value={expiresAt} onChange={setExpiresAt} />
          <div className="flex gap-2">
            <Button type="submit" variant="primary" disabled={isSubmitting}>
              {words.createKey}
            </Button>
            <Button variant="ghost" onClick={onCancel}>
              {words.cancel}
            </Button>
          </div>
        </>
      )}
    </Form>
  );
}

const scopes = Object.keys(scopeTexts) as KeyScope[];

interface ScopesFieldProps {
  value: readonly KeyScope[];
  onChange: (value: KeyScope[]) => void;
}

/** Chooses the scopes of an API key. */
function ScopesField({ value, onChange }: ScopesFieldProps) {
  return (
    <ChoicesField
      name="/scopes"
      label={words.permissions}
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
