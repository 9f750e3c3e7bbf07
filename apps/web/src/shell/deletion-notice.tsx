import { isAtLeast, useOrg } from "../features/orgs/index.ts";
import { RelativeTime } from "../ui/relative-time.tsx";
import { TextLink } from "../ui/text-link.tsx";

/** Warns that an organization that will be deleted accepts no new jobs. */
export function DeletionNotice({ orgId }: { orgId: string }) {
  const org = useOrg(orgId);
  const { deleteAfter } = org;
  if (deleteAfter === null) return null;
  return (
    <p role="status" className="mb-4 rounded-md border border-warn bg-warn-soft p-3 text-sm">
      This organization will be deleted <RelativeTime at={deleteAfter} /> and accepts no new jobs. Its owner can restore
      it until then.{" "}
      {isAtLeast(org, "owner") && (
        <TextLink to="/orgs/$orgId/settings/danger-zone" params={{ orgId }}>
          Open danger zone
        </TextLink>
      )}
    </p>
  );
}
