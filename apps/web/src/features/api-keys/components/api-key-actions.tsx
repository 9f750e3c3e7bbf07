import type { ApiKey, NewApiKey } from "@gaffer/client";
import { useState } from "react";
import { toastProblem } from "../../../components/toast-problem.ts";
import { Button } from "../../../ui/button.tsx";
import { Confirm } from "../../../ui/confirm.tsx";
import { controlStyle } from "../../../ui/control-style.ts";
import { toast } from "../../../ui/toast.ts";
import { TypedConfirm } from "../../../ui/typed-confirm.tsx";
import { revokeApiKey, rotateApiKey } from "../queries/api-keys.ts";

const hour = 3600;
const overlaps = [
  { label: "immediately", seconds: 0 },
  { label: "in an hour", seconds: hour },
  { label: "in a day", seconds: 24 * hour },
  { label: "in a week", seconds: 7 * 24 * hour },
  { label: "in 30 days", seconds: 30 * 24 * hour },
];

interface ApiKeyActionsProps {
  orgId: string;
  apiKey: ApiKey;
  onRotated: (key: NewApiKey) => void;
}

export function ApiKeyActions({ orgId, apiKey, onRotated }: ApiKeyActionsProps) {
  const [overlap, setOverlap] = useState(24 * hour);
  const { name } = apiKey;
  const rotate = () => rotateApiKey(orgId, apiKey, overlap).then(onRotated, toastProblem);
  const revoke = () => revokeApiKey(orgId, apiKey).then(() => toast({ title: `${name} revoked` }), toastProblem);
  return (
    <>
      <Confirm
        trigger={<Button aria-label={`Rotate ${name}`}>Rotate…</Button>}
        title={`Rotate ${name}?`}
        action="Rotate key"
        onConfirm={() => void rotate()}
      >
        A new key with the same permissions replaces this one. Update your programs before the old key stops working.
        <label className="mt-3 flex flex-col gap-1">
          The old key stops working
          <select className={controlStyle} value={overlap} onChange={({ target }) => setOverlap(Number(target.value))}>
            {overlaps.map(({ label, seconds }) => (
              <option key={seconds} value={seconds}>
                {label}
              </option>
            ))}
          </select>
        </label>
      </Confirm>
      <TypedConfirm
        trigger={
          <Button variant="danger" aria-label={`Revoke ${name}`}>
            Revoke…
          </Button>
        }
        title={`Revoke ${name}?`}
        word={name}
        action="Revoke key"
        onConfirm={() => void revoke()}
      >
        The key stops working within five seconds. This can't be undone.
      </TypedConfirm>
    </>
  );
}
