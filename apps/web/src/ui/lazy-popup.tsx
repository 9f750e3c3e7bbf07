import { type ComponentProps, cloneElement, type ReactElement, type ReactNode, Suspense, useState } from "react";

interface LazyPopupProps {
  /** The button that opens the popup. */
  trigger: ReactElement<ComponentProps<"button">>;
  /** Default: `menu`. */
  kind?: "menu" | "dialog";
  /** Renders the open popup around the button. It may be a lazy component. */
  children: (trigger: ReactElement) => ReactNode;
}

/** A menu or dialog whose code loads when it is first opened, so that pages load without it. */
export function LazyPopup({ trigger, kind = "menu", children }: LazyPopupProps) {
  const [isOpened, setOpened] = useState(false);
  const button = cloneElement(trigger, { "aria-haspopup": kind, onClick: () => setOpened(true) });
  return isOpened ? <Suspense fallback={button}>{children(trigger)}</Suspense> : button;
}
