import type { ReactNode } from "react";
import { Snippet } from "./snippet.tsx";

interface EmptyListProps {
  /** What will be in the list, and how to get it. */
  description: string;
  /** Link that creates the first item. Absent: the page has a button that creates it. */
  action?: ReactNode;
  /** Title of the code examples. */
  exampleTitle: string;
  curl: string;
  sdk: string;
  /** Whether the user may create an item. */
  mayWrite: boolean;
}

/** Placeholder of an empty list, with code examples that create the first item. */
export function EmptyList({ description, action, exampleTitle, curl, sdk, mayWrite }: EmptyListProps) {
  return (
    <div className="flex flex-col gap-4 py-4">
      <p>{description}</p>
      {mayWrite && (
        <>
          {action && <p>{action}</p>}
          <p className="text-sm text-soft">{exampleTitle}</p>
          <Snippet title="curl" code={curl} />
          <Snippet title="SDK" code={sdk} />
        </>
      )}
    </div>
  );
}
