import { getRouteApi, Outlet } from "@tanstack/react-router";
import { AccountMenu } from "./account-menu.tsx";
import { Brand } from "./brand.tsx";
import { CommandPalette } from "./command-palette.tsx";
import { DeletionNotice } from "./deletion-notice.tsx";
import { LiveSign } from "./live-sign.tsx";
import { Navigation } from "./navigation.tsx";
import { OrgSwitcher } from "./org-switcher.tsx";

const route = getRouteApi("/signed-in/orgs/$orgId");

/** What is around every page of an organization. On a phone it lies above the page, elsewhere beside it. */
export function OrgFrame() {
  const { orgId } = route.useParams();
  return (
    <div className="min-h-dvh md:grid md:grid-cols-[14rem_minmax(0,1fr)]">
      <a
        href="#content"
        className="sr-only z-50 rounded bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to the page
      </a>
      <header className="flex flex-col gap-2 border-line bg-raised p-3 max-md:border-b md:sticky md:top-0 md:h-dvh md:gap-4 md:border-r">
        <div className="flex items-center gap-2">
          <Brand />
          <div className="ml-auto flex items-center">
            <CommandPalette orgId={orgId} />
            <AccountMenu />
          </div>
        </div>
        <OrgSwitcher orgId={orgId} />
        <Navigation orgId={orgId} />
        <LiveSign orgId={orgId} />
      </header>
      <main id="content" tabIndex={-1} className="min-w-0 p-4 md:p-6">
        <DeletionNotice orgId={orgId} />
        <Outlet />
      </main>
    </div>
  );
}
