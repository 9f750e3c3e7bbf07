import { type RefObject, useEffect, useRef } from "react";

/**
 * What had the focus may go with what was done by it, such as the button of a row that it removed. Then the part of the page that
 * showed it has the focus, instead of the page's beginning. The part needs a `tabIndex` of -1.
 *
 * @param shown what the part shows; looked at whenever it is another
 */
export function useKeptFocus(shown: unknown): RefObject<HTMLDivElement | null> {
  const part = useRef<HTMLDivElement>(null);
  const before = useRef<unknown>(undefined);
  useEffect(() => {
    const isLost = document.activeElement === document.body;
    if (before.current !== undefined && isLost) part.current?.focus({ preventScroll: true });
    before.current = shown;
  }, [shown]);
  return part;
}
