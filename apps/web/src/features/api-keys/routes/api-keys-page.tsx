import type { NewApiKey } from "@gaffer/client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { lazy, Suspense, useRef, useState } from "react";
import { PagedList } from "../../../components/paged-list.tsx";
import { Button } from "../../../ui/button.tsx";
import { Page } from "../../../ui/page.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { isAtLeast, useActorNames, useOrg } from "../../orgs/index.ts";
import { ApiKeyRow } from "../components/api-key-row.tsx";
import { EmptyApiKeys } from "../components/empty-api-keys.tsx";
import { NewKeyNotice } from "../components/new-key-notice.tsx";
import { apiKeysQuery } from "../queries/api-keys.ts";

const route = getRouteApi("/signed-in/orgs/$orgId/settings/api-keys");

// Loaded when the first key is made.
const NewApiKeyForm = lazy(async () => ({
  default: (await import("../components/new-api-key-form.tsx")).NewApiKeyForm,
}));

export function Component() {
  const { orgId } = route.useParams();
  const mayWrite = isAtLeast(useOrg(orgId), "admin");
  const list = useInfiniteQuery(apiKeysQuery(orgId));
  const names = useActorNames(orgId);
  const [isCreating, setIsCreating] = useState(false);
  // Kept only in this state: it can't be shown again after leaving or reloading the page.
  const [created, setCreated] = useState<NewApiKey>();
  const button = useRef<HTMLButtonElement>(null);

  function close(key?: NewApiKey) {
    setIsCreating(false);
    setCreated(key);
    if (!key) button.current?.focus();
  }

  return (
    <Page
      title="API keys"
      actions={
        mayWrite && (
          <Button ref={button} variant="primary" aria-expanded={isCreating} onClick={() => setIsCreating(!isCreating)}>
            New API key
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
      <PagedList label="API keys" list={list} empty={<EmptyApiKeys />}>
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
