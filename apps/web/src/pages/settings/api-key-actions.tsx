import type { ApiKey, NewApiKey } from "@gaffer/client";
import { useState } from "react";
import { revokeApiKey, rotateApiKey } from "../../data/api-keys.ts";
import { Button } from "../../ui/button.tsx";
import { Confirm } from "../../ui/confirm.tsx";
import { controlLook } from "../../ui/control-look.ts";
import { say, sayProblem } from "../../ui/say.ts";
import { TypedConfirm } from "../../ui/typed-confirm.tsx";

const hour = 3600;
const overlaps = [
  { label: "not any longer", seconds: 0 },
  { label: "for an hour", seconds: hour },
  { label: "for a day", seconds: 24 * hour },
  { label: "for a week", seconds: 7 * 24 * hour },
  { label: "for 30 days", seconds: 30 * 24 * hour },
];

interface ApiKeyActionsProps {
  orgId: string;
  apiKey: ApiKey;
  onRotated: (key: NewApiKey) => void;
}

export function ApiKeyActions({ orgId, apiKey, onRotated }: ApiKeyActionsProps) {
  const [overlap, setOverlap] = useState(24 * hour);
  const { name } = apiKey;
  const rotate = () => rotateApiKey(orgId, apiKey, overlap).then(onRotated, sayProblem);
  const revoke = () => revokeApiKey(orgId, apiKey).then(() => say({ title: `${name} is revoked` }), sayProblem);
  return (
    <>
      <Confirm
        trigger={<Button aria-label={`Rotate ${name}`}>Rotate…</Button>}
        title={`Replace ${name} by another key?`}
        action="Rotate it"
        onConfirm={() => void rotate()}
      >
        The new key may do the same. Meanwhile your programs can change over.
        <label className="mt-3 flex flex-col gap-1">
          The old key works
          <select className={controlLook} value={overlap} onChange={({ target }) => setOverlap(Number(target.value))}>
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
          <Button look="danger" aria-label={`Revoke ${name}`}>
            Revoke…
          </Button>
        }
        title={`Revoke ${name}?`}
        word={name}
        action="Revoke it"
        onConfirm={() => void revoke()}
      >
        It stops working within five seconds, and for good. Programs that use it are refused then.
      </TypedConfirm>
    </>
  );
}
