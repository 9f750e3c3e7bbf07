import type { NewApiKey } from "@gaffer/client";
import { useState } from "react";
import { Form } from "../../../components/form.tsx";
import { Button } from "../../../ui/button.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { createApiKey } from "../queries/api-keys.ts";
import { ExpiryField } from "./expiry-field.tsx";
import type { KeyScope } from "./scope-texts.ts";
import { ScopesField } from "./scopes-field.tsx";

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
      send={async ({ "/name": name = "" }) =>
        onCreated(await createApiKey(orgId, { name, scopes: [...scopes], ...(expiresAt && { expiresAt }) }))
      }
    >
      {({ sending }) => (
        <>
          <TextField name="/name" label="Name" placeholder="Nightly import" autoComplete="off" autoFocus />
          <ScopesField value={scopes} onChange={setScopes} />
          <ExpiryField value={expiresAt} onChange={setExpiresAt} />
          <div className="flex gap-2">
            <Button type="submit" variant="primary" disabled={sending}>
              Create key
            </Button>
            <Button variant="ghost" onClick={onCancel}>
              Cancel
            </Button>
          </div>
        </>
      )}
    </Form>
  );
}
