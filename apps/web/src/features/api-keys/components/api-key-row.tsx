import type { ApiKey, NewApiKey } from "@gaffer/client";
import { RenameDialog } from "../../../components/rename-dialog.tsx";
import { Button } from "../../../ui/button.tsx";
import { RelativeTime } from "../../../ui/relative-time.tsx";
import { renameApiKey } from "../queries/api-keys.ts";
import { keyStates, words } from "../words.tsx";
import { ApiKeyActions } from "./api-key-actions.tsx";

interface ApiKeyRowProps {
  orgId: string;
  apiKey: ApiKey;
  createdBy: string;
  mayWrite: boolean;
  onRotated: (key: NewApiKey) => void;
}

export function ApiKeyRow({ orgId, apiKey, createdBy, mayWrite, onRotated }: ApiKeyRowProps) {
  const { id, name, scopes, createdAt, lastUsedAt, expiresAt, revokedAt } = apiKey;
  const state = stateOf(apiKey);
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 border-b border-line py-3">
      <div className="min-w-0 grow basis-72">
        <span className="flex items-center gap-2">
          <span className={`truncate text-sm font-medium ${state === "active" ? "" : "text-soft"}`}>{name}</span>
          <span className={`shrink-0 text-xs font-medium ${state === "active" ? "text-good" : "text-soft"}`}>
            {keyStates[state]}
          </span>
        </span>
        <span className="block truncate text-xs text-soft">
          {words.createdBy(<code>{id}</code>, createdBy, <RelativeTime at={createdAt} />)}
        </span>
        <span className="mt-1.5 flex flex-wrap gap-1">
          {scopes.map((scope) => (
            <code key={scope} className="rounded bg-hover px-1.5 py-0.5 text-xs">
              {scope}
            </code>
          ))}
        </span>
      </div>
      <div className="flex shrink-0 flex-col text-xs text-soft sm:w-40">
        <span>{lastUsedAt ? words.used(<RelativeTime at={lastUsedAt} />) : words.neverUsed}</span>
        {revokedAt ? (
          <span>{words.revokedAt(<RelativeTime at={revokedAt} />)}</span>
        ) : expiresAt ? (
          <span>
            {state === "active"
              ? words.expiresAt(<RelativeTime at={expiresAt} />)
              : words.expiredAt(<RelativeTime at={expiresAt} />)}
          </span>
        ) : (
          <span>{words.neverExpires}</span>
        )}
      </div>
      {mayWrite && (
        <div className="flex flex-wrap gap-2 sm:w-88 sm:justify-end">
          <RenameDialog
            trigger={<Button aria-label={words.renameKeyNamed(name)}>{words.renameKeyButton}</Button>}
            action={words.renameKey}
            name={name}
            onRename={(newName) => renameApiKey(orgId, apiKey, newName)}
          />
          {state === "active" && <ApiKeyActions orgId={orgId} apiKey={apiKey} onRotated={onRotated} />}
        </div>
      )}
    </li>
  );
}

function stateOf({ revokedAt, expiresAt }: ApiKey): keyof typeof keyStates {
  if (revokedAt) return "revoked";
  return expiresAt && Date.parse(expiresAt) <= Date.now() ? "expired" : "active";
}
