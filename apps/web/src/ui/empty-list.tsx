import type { ReactNode } from "react";
import { Snippet } from "./snippet.tsx";

interface EmptyListProps {
  /** What would be in the list, and what it is for. */
  about: string;
  /** Where the first one is made here; absent: elsewhere on the page. */
  start?: ReactNode;
  /** Leads over to how a program makes it. */
  otherwise: string;
  curl: string;
  sdk: string;
  /** Whether the user may create one. */
  mayWrite: boolean;
}

/** In the place of a list without items: what they are, and how the first one is made. */
export function EmptyList({ about, start, otherwise, curl, sdk, mayWrite }: EmptyListProps) {
  return (
    <div className="flex flex-col gap-4 py-4">
      <p>{about}</p>
      {mayWrite && (
        <>
          {start && <p>{start}</p>}
          <p className="text-sm text-soft">{otherwise}</p>
          <Snippet title="curl" code={curl} />
          <Snippet title="SDK" code={sdk} />
        </>
      )}
    </div>
  );
}
