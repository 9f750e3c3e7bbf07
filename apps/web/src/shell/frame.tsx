import type { ReactNode } from "react";
import { Brand } from "./brand.tsx";
import { ConnectionNotice } from "./connection-notice.tsx";

interface FrameProps {
  /** What is at hand on every page, beside the name. */
  tools: ReactNode;
  /** Where one is and can go. */
  navigation: ReactNode;
  children: ReactNode;
}

/** The frame of a page. On a phone it is above the page, elsewhere beside it. */
export function Frame({ tools, navigation, children }: FrameProps) {
  return (
    <div className="min-h-dvh md:grid md:grid-cols-[14rem_minmax(0,1fr)]">
      <a
        href="#content"
        className="sr-only z-50 rounded bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to content
      </a>
      <header className="flex flex-col gap-2 border-line bg-raised p-3 max-md:border-b md:sticky md:top-0 md:h-dvh md:gap-4 md:border-r">
        <div className="flex items-center gap-2">
          <Brand />
          <div className="ml-auto flex items-center">{tools}</div>
        </div>
        {navigation}
      </header>
      <main id="content" tabIndex={-1} className="min-w-0 p-4 md:p-6">
        <ConnectionNotice />
        {children}
      </main>
    </div>
  );
}
