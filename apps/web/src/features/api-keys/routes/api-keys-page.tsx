import type { NewApiKey } from "@gaffer/client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { PagedList } from "../../../components/paged-list.tsx";
import { Button } from "../../../ui/button.tsx";
import { CopyButton } from "../../../ui/copy-button.tsx";
import { Page } from "../../../ui/page.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { Snippet } from "../../../ui/snippet.tsx";
import { isAtLeast, useActorNames, useOrg } from "../../orgs/index.ts";
import { ApiKeyRow } from "../components/api-key-row.tsx";
import { apiKeysQuery } from "../queries/api-keys.ts";
import { words } from "../words.tsx";

const route = getRouteApi("/signed-in/orgs/$orgId/settings/api-keys");

// The code of the form for a new API key loads when the form is opened.
const NewApiKeyForm = lazy(async () => ({
  default: (await import("../components/new-api-key-form.tsx")).NewApiKeyForm,
}));

export function Component() {
  const { orgId } = route.useParams();
  const mayWrite = isAtLeast(useOrg(orgId), "admin");
  const list = useInfiniteQuery(apiKeysQuery(orgId));
  const names = useActorNames(orgId);
  const [isCreating, setIsCreating] = useState(false);
  // The new API key with its secret is kept only in this state: the secret can't be shown again after the user leaves
  // or reloads the page.
  const [created, setCreated] = useState<NewApiKey>();
  const button = useRef<HTMLButtonElement>(null);

  function close(key?: NewApiKey) {
    setIsCreating(false);
    setCreated(key);
    if (!key) button.current?.focus();
  }

  return (
    <Page
      title={words.apiKeys}
      actions={
        mayWrite && (
          <Button ref={button} variant="primary" aria-expanded={isCreating} onClick={() => setIsCreating(!isCreating)}>
            {words.newApiKey}
          </Button>
        )
      }
    >
      {created && <NewKeyNotice created={created} onDone={() => close()} />}
      {isCreating && (
        <Suspense fallback={<Skeleton className="mb-6 h-96 w-full" />}>
          <NewApiKeyForm orgId={orgId} onCreated={close} onCancel={() => close()} />
        </Suspense>
      )}
      <PagedList label={words.apiKeys} list={list} empty={<EmptyApiKeys />}>
        {(apiKey) => (
          <ApiKeyRow
            key={apiKey.id}
            orgId={orgId}
            apiKey={apiKey}
            createdBy={names.get(apiKey.createdBy) ?? apiKey.createdBy}
            mayWrite={mayWrite}
            onRotated={setCreated}
          />
        )}
      </PagedList>
    </Page>
  );
}

/** Shows the secret of a new API key, once. */
function NewKeyNotice({ created, onDone }: { created: NewApiKey; onDone: () => void }) {
  const { key, apiKey } = created;
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new key moves the focus
  useEffect(() => heading.current?.focus(), [key]);
  return (
    <section aria-labelledby="new-key" className="mb-6 flex flex-col gap-3 rounded-md border border-warn p-4">
      <h2 id="new-key" ref={heading} tabIndex={-1} className="font-semibold break-words outline-none">
        {words.newKeyNamed(apiKey.name)}
      </h2>
      <p className="text-sm">{words.copyKeyNow(<strong>{words.notShownAgain}</strong>)}</p>
      <div className="flex items-center gap-1 rounded-md bg-warn-soft py-1 pr-1 pl-3">
        <code className="min-w-0 grow text-sm break-all">{key}</code>
        <CopyButton text={key} label={words.copyKey} />
      </div>
      <Snippet title={words.tryItWithCurl} code={curl(key)} />
      <Button className="self-start" onClick={onDone}>
        {words.done}
      </Button>
    </section>
  );
}

function curl(key: string): string {
  return `export GAFFER_API_KEY="${key}"
curl ${location.origin}/v1/me -H "Authorization: Bearer $GAFFER_API_KEY"`;
}

/** Placeholder of an empty list of API keys, with example code that uses an API key. */
function EmptyApiKeys() {
  return (
    <div className="flex flex-col gap-4 py-4">
      <p>{words.noKeys}</p>
      <p className="text-sm text-soft">{words.noKeysExample}</p>
      <Snippet title="curl" code={`curl ${location.origin}/v1/me -H "Authorization: Bearer $GAFFER_API_KEY"`} />
      <Snippet title="SDK" code={sdk} />
    </div>
  );
}

const sdk = `import { createClient } from "@gaffer/client";

const gaffer = createClient({ baseUrl: "${location.origin}", apiKey: process.env.GAFFER_API_KEY });
const { apiKey } = await gaffer.me();`;
