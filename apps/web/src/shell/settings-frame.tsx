import type { Role } from "@gaffer/client";
import { getRouteApi, Link, type LinkProps, Outlet } from "@tanstack/react-router";
import { isAtLeast, useOrg } from "../features/orgs/index.ts";
import { useActiveInView } from "../ui/use-active-in-view.ts";
import { words } from "./words.tsx";

const route = getRouteApi("/signed-in/orgs/$orgId/settings");

/** Pages of the settings, and the lowest role that may see each. */
const sections: readonly { label: string; to: LinkProps["to"]; role: Role }[] = [
  { label: words.general, to: "/orgs/$orgId/settings", role: "viewer" },
  { label: words.members, to: "/orgs/$orgId/settings/members", role: "viewer" },
  { label: words.apiKeys, to: "/orgs/$orgId/settings/api-keys", role: "admin" },
  { label: words.usage, to: "/orgs/$orgId/settings/usage", role: "viewer" },
  { label: words.auditLog, to: "/orgs/$orgId/settings/audit-log", role: "admin" },
  { label: words.dangerZone, to: "/orgs/$orgId/settings/danger-zone", role: "owner" },
];

export function SettingsFrame() {
  const { orgId } = route.useParams();
  const org = useOrg(orgId);
  const nav = useActiveInView();
  return (
    <div className="max-w-4xl">
      <nav ref={nav} aria-label={words.settings} className="mb-5 flex gap-1 overflow-x-auto border-b border-line">
        {sections
          .filter(({ role }) => isAtLeast(org, role))
          .map(({ label, to }) => (
            <Link
              key={label}
              to={to as "/orgs/$orgId/settings"}
              params={{ orgId }}
              activeOptions={{ exact: to === "/orgs/$orgId/settings" }}
              className="border-b-2 border-transparent px-3 py-2 text-sm whitespace-nowrap text-soft hover:text-ink focus-visible:-outline-offset-2 data-[status=active]:border-accent data-[status=active]:font-medium data-[status=active]:text-ink"
            >
              {label}
            </Link>
          ))}
      </nav>
      {/* The React key discards the state of the page when the organization changes. */}
      <Outlet key={orgId} />
    </div>
  );
}
