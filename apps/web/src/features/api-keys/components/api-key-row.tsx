import type { ApiKey, NewApiKey } from "@gaffer/client";
import { RelativeTime } from "../../../ui/relative-time.tsx";
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
          <span className={`truncate text-sm font-medium ${state === "Active" ? "" : "text-soft"}`}>{name}</span>
          <span className={`shrink-0 text-xs font-medium ${state === "Active" ? "text-good" : "text-soft"}`}>
            {state}
          </span>
        </span>
        <span className="block truncate text-xs text-soft">
          <code>{id}</code> · by {createdBy} <RelativeTime at={createdAt} />
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
        <span>{lastUsedAt ? <>used {<RelativeTime at={lastUsedAt} />}</> : "never used"}</span>
        {revokedAt ? (
          <span>
            revoked <RelativeTime at={revokedAt} />
          </span>
        ) : expiresAt ? (
          <span>
            {state === "Active" ? "expires" : "expired"} <RelativeTime at={expiresAt} />
          </span>
        ) : (
          <span>never expires</span>
        )}
      </div>
      {mayWrite && (
        <div className="flex gap-2 sm:w-48 sm:justify-end">
          {state === "Active" && <ApiKeyActions orgId={orgId} apiKey={apiKey} onRotated={onRotated} />}
        </div>
      )}
    </li>
  );
}

function stateOf({ revokedAt, expiresAt }: ApiKey): "Active" | "Revoked" | "Expired" {
  if (revokedAt) return "Revoked";
  return expiresAt && Date.parse(expiresAt) <= Date.now() ? "Expired" : "Active";
}
