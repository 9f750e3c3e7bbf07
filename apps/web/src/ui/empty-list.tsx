import type { ReactNode } from "react";
import { Snippet } from "./snippet.tsx";

interface EmptyListProps {
  /** What will be in the list, and how to get it. */
  about: string;
  /** Link that creates the first item. Absent: the page has a button for it. */
  start?: ReactNode;
  /** Introduces the code examples. */
  otherwise: string;
  curl: string;
  sdk: string;
  /** Whether the user may create one. */
  mayWrite: boolean;
}

/** Placeholder of an empty list, with code examples that create the first item. */
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
