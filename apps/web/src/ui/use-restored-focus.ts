import { type RefObject, useEffect, useRef } from "react";

/**
 * Moves the focus to a part of the page if the focused element was removed, such as the button of a deleted row. The
 * part needs a `tabIndex` of -1.
 *
 * @param shown data of the part; each change of this data checks whether the focused element was removed
 */
export function useRestoredFocus(shown: unknown): RefObject<HTMLDivElement | null> {
  const part = useRef<HTMLDivElement>(null);
  const before = useRef<unknown>(undefined);
  useEffect(() => {
    const isLost = document.activeElement === document.body;
    if (before.current !== undefined && isLost) part.current?.focus({ preventScroll: true });
    before.current = shown;
  }, [shown]);
  return part;
}
