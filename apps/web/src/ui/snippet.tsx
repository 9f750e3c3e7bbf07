import { CopyButton } from "./copy-button.tsx";

/** Shows code with a copy button. */
export function Snippet({ title, code }: { title: string; code: string }) {
  return (
    <figure className="rounded-md border border-line bg-raised">
      <figcaption className="flex items-center justify-between border-b border-line py-1 pr-1 pl-3 text-sm font-medium">
        {title}
        <CopyButton text={code} label={`Copy: ${title}`} />
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable content must be reachable by keyboard */}
      <pre tabIndex={0} className="overflow-x-auto p-3 text-xs leading-5">
        <code>{code}</code>
      </pre>
    </figure>
  );
}
