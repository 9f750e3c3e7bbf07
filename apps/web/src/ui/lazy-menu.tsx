import { type ComponentProps, cloneElement, type ReactElement, type ReactNode, Suspense, useState } from "react";

interface LazyMenuProps {
  /** The button that opens the menu. */
  trigger: ReactElement<ComponentProps<"button">>;
  /** Renders the open menu around the button. It may be a lazy component. */
  children: (trigger: ReactElement) => ReactNode;
}

/** A menu whose code loads when it is first opened, so that pages load without it. */
export function LazyMenu({ trigger, children }: LazyMenuProps) {
  const [isOpened, setOpened] = useState(false);
  const button = cloneElement(trigger, { "aria-haspopup": "menu", onClick: () => setOpened(true) });
  return isOpened ? <Suspense fallback={button}>{children(trigger)}</Suspense> : button;
}
