import { isAtLeast, useOrg } from "../data/orgs.ts";
import { RelativeTime } from "../ui/relative-time.tsx";
import { TextLink } from "../ui/text-link.tsx";

/** An organization that is to be deleted takes no new work: said before somebody tries. */
export function DeletionNotice({ orgId }: { orgId: string }) {
  const org = useOrg(orgId);
  const { deleteAfter } = org;
  if (deleteAfter === null) return null;
  return (
    <p role="status" className="mb-4 rounded-md border border-warn bg-warn-soft p-3 text-sm">
      This organization will be deleted <RelativeTime at={deleteAfter} /> and takes no new work. Its owner can restore
      it until then.{" "}
      {isAtLeast(org, "owner") && (
        <TextLink to="/orgs/$orgId/settings/danger-zone" params={{ orgId }}>
          To where that is done
        </TextLink>
      )}
    </p>
  );
}
