import type { ReactNode } from "react";

interface ScrollAreaProps {
  label: string;
  className?: string;
  children: ReactNode;
}

/** Scrolls content that is wider than its container, such as a table on a phone. */
export function ScrollArea({ label, className = "", children }: ScrollAreaProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable content must be reachable by keyboard
    <section tabIndex={0} aria-label={label} className={`overflow-auto ${className}`}>
      {children}
    </section>
  );
}
