import { type ReactNode, useEffect, useRef } from "react";

interface PageProps {
  title: string;
  /** Actions beside the title. */
  actions?: ReactNode;
  children: ReactNode;
}

/** A page with its title in the tab and as its heading, which gets the focus after a navigation. */
export function Page({ title, actions, children }: PageProps) {
  return (
    <>
      <title>{`${title} · Gaffer`}</title>
      <header className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2">
        <PageHeading>{title}</PageHeading>
        {actions && <div className="ml-auto flex flex-wrap items-center gap-2">{actions}</div>}
      </header>
      {children}
    </>
  );
}

let pagesShown = 0;

export function PageHeading({ children }: { children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // The browser announces the first page itself, so only later pages move the focus to their heading.
    if (pagesShown > 0) heading.current?.focus({ preventScroll: true });
    pagesShown += 1;
  }, []);
  return (
    <h1 ref={heading} tabIndex={-1} className="text-xl font-semibold break-words">
      {children}
    </h1>
  );
}
