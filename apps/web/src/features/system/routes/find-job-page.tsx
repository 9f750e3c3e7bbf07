import type { FoundJob } from "@gaffer/client";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Form } from "../../../components/form.tsx";
import { ReadProblem } from "../../../components/read-problem.tsx";
import { Button } from "../../../ui/button.tsx";
import { FactList } from "../../../ui/fact-list.tsx";
import { Page } from "../../../ui/page.tsx";
import { RelativeTime } from "../../../ui/relative-time.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { foundJobQuery } from "../queries/system-usage.ts";
import { words } from "../words.tsx";

const route = getRouteApi("/signed-in/system/find-job");

/** Finds a job of any organization. The URL holds its id. */
export function Component() {
  const { id } = route.useSearch();
  const navigate = useNavigate();
  return (
    <Page title={words.findJob}>
      <Form
        key={id}
        className="mb-6 flex max-w-md flex-col gap-3"
        onSubmit={({ "/jobId": jobId = "" }) =>
          navigate({ to: "/system/find-job", search: { id: jobId.trim() }, replace: true })
        }
      >
        {({ isSubmitting }) => (
          <>
            <TextField
              name="/jobId"
              label={words.jobId}
              description={words.jobIdHint}
              defaultValue={id ?? ""}
              autoComplete="off"
            />
            <Button type="submit" variant="primary" className="self-start" disabled={isSubmitting}>
              {words.findJob}
            </Button>
          </>
        )}
      </Form>
      {id && <Found id={id} />}
    </Page>
  );
}

function Found({ id }: { id: string }) {
  const query = useQuery(foundJobQuery(id));
  return (
    <>
      <ReadProblem query={query} />
      {query.data && <Facts found={query.data} />}
    </>
  );
}

function Facts({ found: { orgId, orgName, path, job } }: { found: FoundJob }) {
  const facts: [string, ReactNode][] = [
    [
      words.organization,
      <Link key="org" to="/system/orgs/$id" params={{ id: orgId }} className="underline underline-offset-2">
        {orgName}
      </Link>,
    ],
    [words.type, job.type],
    [words.status, job.status],
    [words.created, <RelativeTime key="created" at={job.createdAt} />],
    ...(job.error ? [[words.error, job.error.message] as [string, ReactNode]] : []),
    [
      words.path,
      <code key="path" className="text-xs break-all">
        {path}
      </code>,
    ],
  ];
  return <FactList facts={facts} />;
}
