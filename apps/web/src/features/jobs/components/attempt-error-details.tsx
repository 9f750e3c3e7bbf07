import type { ErrorDetail } from "@gaffer/client";
import { CopyButton } from "../../../ui/copy-button.tsx";

const relationWords: Record<ErrorDetail["relation"], string> = {
  thrown: "",
  cause: "Caused by ",
  member: "Includes ",
};

/** The errors of an attempt with their stacks. Only administrators get them, unless the installation shows them to all. */
export function AttemptErrorDetails({ attempt, details }: { attempt: number; details: readonly ErrorDetail[] }) {
  return (
    <details className="mt-1 text-xs">
      <summary className="cursor-pointer text-soft">Error details of attempt {attempt}</summary>
      <div className="mt-1 flex items-start justify-between gap-2 rounded-md border border-line bg-raised p-2">
        <pre className="min-w-0 overflow-x-auto font-mono leading-5 whitespace-pre-wrap">{toText(details)}</pre>
        <CopyButton text={toText(details)} label={`Copy error details of attempt ${attempt}`} />
      </div>
    </details>
  );
}

function toText(details: readonly ErrorDetail[]): string {
  return details
    .map(({ relation, depth, type, message, code, stack }) => {
      const indent = "  ".repeat(depth);
      const title = `${relationWords[relation]}${type}: ${message}${code === null ? "" : ` (${code})`}`;
      const frames = stack === "" ? [] : stack.split("\n").map((frame) => `${indent}    ${frame}`);
      return [`${indent}${title}`, ...frames].join("\n");
    })
    .join("\n");
}
