import type { Org } from "@gaffer/client";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Form } from "../../../components/form.tsx";
import { toastProblem } from "../../../components/toast-problem.ts";
import { Button } from "../../../ui/button.tsx";
import { Confirm } from "../../../ui/confirm.tsx";
import { CopyButton } from "../../../ui/copy-button.tsx";
import { FactList } from "../../../ui/fact-list.tsx";
import { Page } from "../../../ui/page.tsx";
import { RelativeTime } from "../../../ui/relative-time.tsx";
import { Section } from "../../../ui/section.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { toast } from "../../../ui/toast.ts";
import { usageQuery } from "../../quotas/index.ts";
import { forgetOrg, isAtLeast, leaveOrg, renameOrg, useOrg } from "../queries/orgs.ts";
import { roleTexts, words } from "../words.tsx";

const route = getRouteApi("/signed-in/orgs/$orgId/settings/");

export function Component() {
  const { orgId } = route.useParams();
  const org = useOrg(orgId);
  const plan = useQuery(usageQuery(orgId)).data?.plan;
  const mayRename = isAtLeast(org, "admin");
  return (
    <Page title={words.general}>
      {mayRename && (
        <Form
          key={orgId}
          className="mb-8 flex max-w-md flex-col gap-3"
          onSubmit={async ({ "/name": name = "" }) => {
            await renameOrg(orgId, name);
            toast({ title: words.nameChanged });
          }}
        >
          {({ isSubmitting }) => (
            <>
              <TextField name="/name" label={words.name} defaultValue={org.name} autoComplete="off" />
              <Button type="submit" variant="primary" className="self-start" disabled={isSubmitting}>
                {words.saveName}
              </Button>
            </>
          )}
        </Form>
      )}
      <Section title={words.details}>
        <FactList
          facts={[
            ...(mayRename ? [] : [[words.name, org.name] as const]),
            [
              words.id,
              <span key="id" className="flex items-center gap-1">
                <code className="min-w-0 truncate text-xs">{org.id}</code>
                <CopyButton text={org.id} label={words.copyId} />
              </span>,
            ],
            [words.plan, plan ?? "…"],
            [words.created, <RelativeTime key="created" at={org.createdAt} />],
            [
              words.yourRole,
              org.role && (
                <span key="role">
                  {org.role} <span className="text-soft">· {roleTexts[org.role]}</span>
                </span>
              ),
            ],
          ]}
        />
      </Section>
      <Section title={words.leaveOrg}>
        <LeaveOrg org={org} />
      </Section>
    </Page>
  );
}

function LeaveOrg({ org: { id, name } }: { org: Org }) {
  const navigate = useNavigate();

  async function leave() {
    try {
      await leaveOrg(id);
      await navigate({ to: "/orgs" });
      forgetOrg(id);
      toast({ title: words.left(name) });
    } catch (error) {
      toastProblem(error);
    }
  }

  return (
    <>
      <p className="mb-3 text-sm text-soft">{words.leaveOrgHint}</p>
      <Confirm
        trigger={<Button variant="danger">{words.leaveOrgButton}</Button>}
        title={words.leaveOrgQuestion(name)}
        action={words.leaveOrg}
        onConfirm={() => void leave()}
      >
        {words.leaveOrgWarning}
      </Confirm>
    </>
  );
}
