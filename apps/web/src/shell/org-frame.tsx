import { getRouteApi, Outlet } from "@tanstack/react-router";
import { ChevronsUpDown, Search } from "lucide-react";
import { lazy, Suspense, useEffect, useState } from "react";
import { useLostSince } from "../api/connection.ts";
import { loadCode } from "../api/load-code.ts";
import { isAtLeast, useOrg } from "../features/orgs/index.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { LazyPopup } from "../ui/lazy-popup.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { TextLink } from "../ui/text-link.tsx";
import { AccountMenu } from "./account-menu.tsx";
import { Frame } from "./frame.tsx";
import { followOrg } from "./live-updates.ts";
import { Navigation } from "./navigation.tsx";
import { words } from "./words.tsx";

const route = getRouteApi("/signed-in/orgs/$orgId");

/** Frame of an organization's pages. */
export function OrgFrame() {
  const { orgId } = route.useParams();
  return (
    <Frame
      tools={
        <>
          <CommandPalette orgId={orgId} />
          <AccountMenu />
        </>
      }
      navigation={
        <>
          <OrgSwitcher orgId={orgId} />
          <Navigation orgId={orgId} />
          <LiveSign orgId={orgId} />
        </>
      }
    >
      <SuspensionNotice orgId={orgId} />
      <DeletionNotice orgId={orgId} />
      <Outlet />
    </Frame>
  );
}

const OpenOrgSwitcher = lazy(async () => {
  const { OpenOrgSwitcher: menu } = await loadCode(() => import("./open-org-switcher.tsx"));
  return { default: menu };
});

function OrgSwitcher({ orgId }: { orgId: string }) {
  const { name } = useOrg(orgId);
  return (
    <LazyPopup
      trigger={
        <Button className="min-w-0 shrink md:w-full md:justify-between" aria-label={words.switchOrganization(name)}>
          <span className="truncate">{name}</span>
          <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-soft" />
        </Button>
      }
    >
      {(trigger) => <OpenOrgSwitcher orgId={orgId} trigger={trigger} />}
    </LazyPopup>
  );
}

/**
 * Follows the organization's stream of live updates while the component is mounted, and shows the state of the
 * connection.
 */
function LiveSign({ orgId }: { orgId: string }) {
  const [isLive, setIsLive] = useState(false);
  const isLost = useLostSince() !== undefined;
  useEffect(() => followOrg(orgId, setIsLive), [orgId]);
  const isShownLive = isLive && !isLost;
  return (
    <p
      title={isShownLive ? words.liveHint : words.notLiveHint}
      className="flex items-center gap-2 px-2 text-xs text-soft max-md:absolute max-md:top-5.5 max-md:left-12 md:mt-auto"
    >
      <span aria-hidden className={`size-2 rounded-full ${isShownLive ? "bg-good" : "bg-line-strong"}`} />
      {isShownLive ? words.live : isLost ? words.notConnected : words.connecting}
    </p>
  );
}

/** Says that the organization is suspended, and why. */
function SuspensionNotice({ orgId }: { orgId: string }) {
  const { suspendedAt, suspendReason } = useOrg(orgId);
  if (suspendedAt === null) return null;
  return (
    <p role="status" className="mb-4 rounded-md border border-warn bg-warn-soft p-3 text-sm">
      {words.orgSuspended(suspendReason ?? "")}
    </p>
  );
}

/** Warns that an organization that will be deleted accepts no new jobs. */
function DeletionNotice({ orgId }: { orgId: string }) {
  const org = useOrg(orgId);
  const { deleteAfter } = org;
  if (deleteAfter === null) return null;
  return (
    <p role="status" className="mb-4 rounded-md border border-warn bg-warn-soft p-3 text-sm">
      {words.orgWillBeDeleted(<RelativeTime at={deleteAfter} />)}{" "}
      {isAtLeast(org, "owner") && (
        <TextLink to="/orgs/$orgId/settings/danger-zone" params={{ orgId }}>
          {words.openDangerZone}
        </TextLink>
      )}
    </p>
  );
}

// The dialog's code loads when it is first opened, because most visits don't open it.
const CommandDialog = lazy(async () => ({ default: (await import("./command-dialog.tsx")).CommandDialog }));

/** Searches pages and commands. ⌘K or Ctrl-K opens it. */
function CommandPalette({ orgId }: { orgId: string }) {
  const [open, setOpen] = useState<boolean>();

  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      setOpen((isOpen) => !isOpen);
    };
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, []);

  return (
    <>
      <IconButton label={words.searchCommandsKey} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <Search aria-hidden className="size-5" />
      </IconButton>
      {open !== undefined && (
        <Suspense>
          <CommandDialog orgId={orgId} open={open} onOpenChange={setOpen} />
        </Suspense>
      )}
    </>
  );
}
