import { useLocation } from "@tanstack/react-router";
import { type RefObject, useEffect, useRef } from "react";

/** Scrolls the active link of a navigation into view, because not all links fit on a phone. */
export function useActiveInView(): RefObject<HTMLElement | null> {
  const nav = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: each navigation changes the active link
  useEffect(() => {
    nav.current?.querySelector("[data-status=active]")?.scrollIntoView({ inline: "center", block: "nearest" });
  }, [pathname]);
  return nav;
}
