import { Link, Outlet } from "@tanstack/react-router";
import { Building2, CircleUser, ServerCog } from "lucide-react";
import type { ReactNode } from "react";
import { usePerson } from "../features/auth/index.ts";
import { AccountMenu } from "./account-menu.tsx";
import { Frame } from "./frame.tsx";
import { placeStyle } from "./navigation.tsx";
import { words } from "./words.tsx";

/** Frame of pages that belong to a user and not to an organization. */
export function AccountFrame({ children = <Outlet /> }: { children?: ReactNode }) {
  const { administrator } = usePerson();
  return (
    <Frame
      tools={<AccountMenu />}
      navigation={
        <nav aria-label={words.account} className="flex gap-1 overflow-x-auto md:flex-col">
          <Link to="/orgs" className={placeStyle}>
            <Building2 aria-hidden className="size-4" />
            {words.organizations}
          </Link>
          <Link to="/account" className={placeStyle}>
            <CircleUser aria-hidden className="size-4" />
            {words.account}
          </Link>
          {administrator && (
            <Link to="/system/jobs" className={placeStyle}>
              <ServerCog aria-hidden className="size-4" />
              {words.system}
            </Link>
          )}
        </nav>
      }
    >
      {children}
    </Frame>
  );
}
