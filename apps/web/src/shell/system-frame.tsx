import { Link, Outlet } from "@tanstack/react-router";
import {
  Activity,
  ArrowLeft,
  Building2,
  ChartColumn,
  Cog,
  Gauge,
  Layers,
  type LucideIcon,
  ScrollText,
  Search,
  Users,
} from "lucide-react";
import { AccountMenu } from "./account-menu.tsx";
import { Frame } from "./frame.tsx";
import { placeStyle } from "./navigation.tsx";
import { words } from "./words.tsx";

const places = [
  { label: words.organizations, icon: Building2, to: "/system/orgs" },
  { label: words.people, icon: Users, to: "/system/people" },
  { label: words.plans, icon: Gauge, to: "/system/plans" },
  { label: words.usage, icon: ChartColumn, to: "/system/usage" },
  { label: words.findJob, icon: Search, to: "/system/find-job" },
  { label: words.systemJobs, icon: Cog, to: "/system/jobs" },
  { label: words.workers, icon: Activity, to: "/system/workers" },
  { label: words.jobTypes, icon: Layers, to: "/system/job-types" },
  { label: words.auditLog, icon: ScrollText, to: "/system/audit" },
] as const satisfies readonly { label: string; icon: LucideIcon; to: string }[];

/** Frame of the installation's pages. */
export function SystemFrame() {
  return (
    <Frame
      tools={<AccountMenu />}
      navigation={
        <>
          <p className="px-2 text-sm font-semibold">{words.system}</p>
          <nav aria-label={words.system} className="flex gap-1 overflow-x-auto md:flex-col">
            {places.map(({ label, icon: Icon, to }) => (
              <Link key={to} to={to} className={placeStyle}>
                <Icon aria-hidden className="size-4" />
                {label}
              </Link>
            ))}
          </nav>
          <Link to="/orgs" className={`${placeStyle} md:mt-auto`}>
            <ArrowLeft aria-hidden className="size-4" />
            {words.yourOrganizations}
          </Link>
        </>
      }
    >
      <Outlet />
    </Frame>
  );
}
