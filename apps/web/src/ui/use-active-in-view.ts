import { useLocation } from "@tanstack/react-router";
import { type RefObject, useEffect, useRef } from "react";

/** Keeps the link to where one is in view, in a navigation that doesn't have room for all of them on a phone. */
export function useActiveInView(): RefObject<HTMLElement | null> {
  const nav = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another one is it after each navigation
  useEffect(() => {
    nav.current?.querySelector("[data-status=active]")?.scrollIntoView({ inline: "center", block: "nearest" });
  }, [pathname]);
  return nav;
}
