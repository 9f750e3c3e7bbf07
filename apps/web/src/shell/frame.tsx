import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useLostSince } from "../api/connection.ts";
import { checkServer } from "../api/recovery.ts";
import { Button } from "../ui/button.tsx";
import { words } from "./words.tsx";

interface FrameProps {
  /** Controls of every page, beside the product's name. */
  tools: ReactNode;
  /** Links to the pages within the frame. */
  navigation: ReactNode;
  children: ReactNode;
}

/** The frame around a page: above the page on a phone, beside it on larger screens. */
export function Frame({ tools, navigation, children }: FrameProps) {
  return (
    <div className="min-h-dvh md:grid md:grid-cols-[14rem_minmax(0,1fr)]">
      <a
        href="#content"
        className="sr-only z-50 rounded bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        {words.skipToContent}
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

function Brand() {
  return (
    <Link to="/" className="flex shrink-0 items-center gap-2 rounded-md font-semibold" aria-label="Gaffer">
      <img src="/favicon.svg" alt="" width={24} height={24} />
      <span className="max-md:hidden">Gaffer</span>
    </Link>
  );
}

const time = new Intl.DateTimeFormat("en", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

/** Shows the age of the data while the server doesn't respond. */
function ConnectionNotice() {
  const lostSince = useLostSince();
  return (
    <div role="status">
      {lostSince !== undefined && (
        <p className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-md border border-warn bg-warn-soft p-3 text-sm">
          {words.staleSince(time.format(lostSince))}
          <Button onClick={() => void checkServer()}>{words.tryAgain}</Button>
        </p>
      )}
    </div>
  );
}
