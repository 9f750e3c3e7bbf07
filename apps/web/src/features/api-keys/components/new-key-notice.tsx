import type { NewApiKey } from "@gaffer/client";
import { useEffect, useRef } from "react";
import { Button } from "../../../ui/button.tsx";
import { CopyButton } from "../../../ui/copy-button.tsx";
import { Snippet } from "../../../ui/snippet.tsx";

/** A key that was made just now, the only time that it is shown. */
export function NewKeyNotice({ created, onDone }: { created: NewApiKey; onDone: () => void }) {
  const { key, apiKey } = created;
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another key needs the focus again
  useEffect(() => heading.current?.focus(), [key]);
  return (
    <section aria-labelledby="new-key" className="mb-6 flex flex-col gap-3 rounded-md border border-warn p-4">
      <h2 id="new-key" ref={heading} tabIndex={-1} className="font-semibold break-words outline-none">
        New key {apiKey.name}
      </h2>
      <p className="text-sm">
        Copy the key now: <strong>it isn't shown again</strong>. Anyone with this key can use it.
      </p>
      <div className="flex items-center gap-1 rounded-md bg-warn-soft py-1 pr-1 pl-3">
        <code className="min-w-0 grow text-sm break-all">{key}</code>
        <CopyButton text={key} label="Copy key" />
      </div>
      <Snippet title="Try it with curl" code={curl(key)} />
      <Button className="self-start" onClick={onDone}>
        Done
      </Button>
    </section>
  );
}

function curl(key: string): string {
  return `export GAFFER_API_KEY="${key}"
curl ${location.origin}/v1/me -H "Authorization: Bearer $GAFFER_API_KEY"`;
}
