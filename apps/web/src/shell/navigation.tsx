import { Link, type LinkProps } from "@tanstack/react-router";
import { CalendarClock, File, LayoutDashboard, ListChecks, type LucideIcon, Settings } from "lucide-react";
import { useActiveInView } from "../ui/use-active-in-view.ts";
import { words } from "./words.tsx";

interface Place {
  label: string;
  icon: LucideIcon;
  to: LinkProps["to"];
}

/** Pages of an organization, for the navigation and the command palette. */
export const places: readonly Place[] = [
  { label: words.overview, icon: LayoutDashboard, to: "/orgs/$orgId/overview" },
  { label: words.jobs, icon: ListChecks, to: "/orgs/$orgId/jobs" },
  { label: words.schedules, icon: CalendarClock, to: "/orgs/$orgId/schedules" },
  { label: words.files, icon: File, to: "/orgs/$orgId/files" },
  { label: words.settings, icon: Settings, to: "/orgs/$orgId/settings" },
];

/** CSS classes of a link in the navigation. */
export const placeStyle =
  "flex min-h-9 items-center gap-2 rounded-md px-2 text-sm font-medium whitespace-nowrap text-soft hover:bg-hover hover:text-ink data-[status=active]:bg-accent-soft data-[status=active]:text-ink";

export function Navigation({ orgId }: { orgId: string }) {
  const nav = useActiveInView();
  return (
    <nav ref={nav} aria-label={words.organization} className="flex gap-1 overflow-x-auto md:flex-col">
      {places.map(({ label, icon: Icon, to }) => (
        <Link key={label} to={to as "/orgs/$orgId/jobs"} params={{ orgId }} className={placeStyle}>
          <Icon aria-hidden className="size-4" />
          {label}
        </Link>
      ))}
    </nav>
  );
}
