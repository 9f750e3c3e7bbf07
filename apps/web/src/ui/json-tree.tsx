import { CopyButton } from "./copy-button.tsx";

/** Shows a JSON value as a tree. Objects and lists can be folded; deeply nested ones are folded at first. */
export function JsonTree({ title, value }: { title: string; value: unknown }) {
  return (
    <section aria-label={title} className="rounded-md border border-line">
      <header className="flex items-center justify-between border-b border-line bg-raised py-1 pr-1 pl-3">
        <h2 className="text-sm font-semibold">{title}</h2>
        <CopyButton text={JSON.stringify(value, null, 2)} label={`Copy ${title.toLowerCase()} as JSON`} />
      </header>
      <div className="overflow-x-auto p-3 font-mono text-xs leading-5">
        <JsonValue value={value} depth={0} />
      </div>
    </section>
  );
}

/** Depth up to which objects and lists are open at first. */
const openDepth = 2;
/** Maximum number of shown entries per object or list. The copy button copies all entries. */
const shownEntries = 200;

function JsonValue({ value, depth, name }: { value: unknown; depth: number; name?: string }) {
  const label = name === undefined ? null : <span className="text-soft">{name}: </span>;
  if (typeof value !== "object" || value === null || Object.keys(value).length === 0) {
    return (
      <div className="break-words whitespace-pre-wrap">
        {label}
        <Scalar value={value} />
      </div>
    );
  }
  const entries = Object.entries(value);
  const more = entries.length - shownEntries;
  return (
    <details open={depth < openDepth}>
      <summary className="cursor-pointer">
        {label}
        <span className="text-soft">{Array.isArray(value) ? `[${entries.length}]` : `{${entries.length}}`}</span>
      </summary>
      <div className="ml-1 border-l border-line pl-3">
        {entries.slice(0, shownEntries).map(([key, item]) => (
          <JsonValue key={key} name={key} value={item} depth={depth + 1} />
        ))}
        {more > 0 && <p className="text-soft">… and {more} more</p>}
      </div>
    </details>
  );
}

function Scalar({ value }: { value: unknown }) {
  if (typeof value === "string") return <span>{JSON.stringify(value)}</span>;
  return <span className="text-accent">{JSON.stringify(value)}</span>;
}
