import type { ApiKey, NewApiKey } from "@gaffer/client";
import { useState } from "react";
import { toastProblem } from "../../../components/toast-problem.ts";
import { Button } from "../../../ui/button.tsx";
import { Confirm } from "../../../ui/confirm.tsx";
import { controlStyle } from "../../../ui/control-style.ts";
import { toast } from "../../../ui/toast.ts";
import { TypedConfirm } from "../../../ui/typed-confirm.tsx";
import { revokeApiKey, rotateApiKey } from "../queries/api-keys.ts";
import { words } from "../words.tsx";

const hour = 3600;
const overlaps = [
  { label: words.immediately, seconds: 0 },
  { label: words.inAnHour, seconds: hour },
  { label: words.inADay, seconds: 24 * hour },
  { label: words.inAWeek, seconds: 7 * 24 * hour },
  { label: words.in30Days, seconds: 30 * 24 * hour },
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
  const revoke = () => revokeApiKey(orgId, apiKey).then(() => toast({ title: words.keyRevoked(name) }), toastProblem);
  return (
    <>
      <Confirm
        trigger={<Button aria-label={words.rotateKeyNamed(name)}>{words.rotateKeyButton}</Button>}
        title={words.rotateKeyQuestion(name)}
        action={words.rotateKey}
        onConfirm={() => void rotate()}
      >
        {words.rotateKeyHint}
        <label className="mt-3 flex flex-col gap-1">
          {words.oldKeyStops}
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
          <Button variant="danger" aria-label={words.revokeKeyNamed(name)}>
            {words.revokeKeyButton}
          </Button>
        }
        title={words.revokeKeyQuestion(name)}
        confirmText={name}
        action={words.revokeKey}
        onConfirm={() => void revoke()}
      >
        {words.revokeKeyWarning}
      </TypedConfirm>
    </>
  );
}
