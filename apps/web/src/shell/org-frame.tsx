import { getRouteApi, Outlet } from "@tanstack/react-router";
import { AccountMenu } from "./account-menu.tsx";
import { CommandPalette } from "./command-palette.tsx";
import { DeletionNotice } from "./deletion-notice.tsx";
import { Frame } from "./frame.tsx";
import { LiveSign } from "./live-sign.tsx";
import { Navigation } from "./navigation.tsx";
import { OrgSwitcher } from "./org-switcher.tsx";

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
      <DeletionNotice orgId={orgId} />
      <Outlet />
    </Frame>
  );
}
