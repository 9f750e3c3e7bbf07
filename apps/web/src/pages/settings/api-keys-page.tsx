import type { NewApiKey } from "@gaffer/client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { useActorNames } from "../../data/actors.ts";
import { apiKeysQuery } from "../../data/api-keys.ts";
import { isAtLeast, useOrg } from "../../data/orgs.ts";
import { Button } from "../../ui/button.tsx";
import { Page } from "../../ui/page.tsx";
import { PagedList } from "../../ui/paged-list.tsx";
import { ApiKeyRow } from "./api-key-row.tsx";
import { EmptyApiKeys } from "./empty-api-keys.tsx";
import { NewApiKeyForm } from "./new-api-key-form.tsx";
import { NewKeyNotice } from "./new-key-notice.tsx";

const route = getRouteApi("/signed-in/orgs/$orgId/settings/api-keys");

export function ApiKeysPage() {
  const { orgId } = route.useParams();
  const mayWrite = isAtLeast(useOrg(orgId), "admin");
  const list = useInfiniteQuery(apiKeysQuery(orgId));
  const names = useActorNames(orgId);
  const [isCreating, setIsCreating] = useState(false);
  // Nowhere but here: whoever leaves the page or loads it again has seen it for the last time.
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
          <Button ref={button} look="primary" aria-expanded={isCreating} onClick={() => setIsCreating(!isCreating)}>
            New API key
          </Button>
        )
      }
    >
      {created && <NewKeyNotice created={created} onDone={() => close()} />}
      {isCreating && <NewApiKeyForm orgId={orgId} onCreated={close} onCancel={() => close()} />}
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
