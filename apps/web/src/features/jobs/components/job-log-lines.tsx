import type { JobLog } from "@gaffer/client";
import type { UseQueryResult } from "@tanstack/react-query";
import { useLayoutEffect, useRef } from "react";
import { ReadProblem } from "../../../components/read-problem.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { words } from "../words.tsx";

export const levelStyles: Record<JobLog["level"], string> = {
  debug: "text-soft",
  info: "",
  warn: "text-warn",
  error: "text-bad",
};

const clock = new Intl.DateTimeFormat("en", {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});

/** The handler's log. Scrolls with new lines while its end is in view. */
export function JobLogLines({ logs }: { logs: UseQueryResult<readonly JobLog[]> }) {
  const lines = logs.data;
  const box = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: new lines move the end
  useLayoutEffect(() => {
    if (box.current && isAtEnd.current) box.current.scrollTop = box.current.scrollHeight;
  }, [lines?.length]);

  return (
    <section aria-labelledby="log">
      <h2 id="log" className="mb-2 text-sm font-semibold">
        {words.log}
      </h2>
      <ReadProblem query={logs} />
      {logs.isPending && <Skeleton className="h-24" />}
      {lines?.length === 0 && <p className="text-sm text-soft">{words.noLogLines}</p>}
      {lines && lines.length > 0 && (
        <div
          ref={box}
          role="log"
          aria-labelledby="log"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable content must be reachable by keyboard
          tabIndex={0}
          onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
            isAtEnd.current = scrollTop + clientHeight >= scrollHeight - 8;
          }}
          className="max-h-96 overflow-auto rounded-md border border-line bg-raised p-3 font-mono text-xs leading-5"
        >
          {lines.map(({ attempt, line, at, level, message, data }) => (
            <div key={`${attempt}-${line}`} className={`flex gap-3 ${levelStyles[level]}`}>
              <time dateTime={at} className="shrink-0 text-soft">
                {clock.format(new Date(at))}
              </time>
              <span className="w-10 shrink-0">{level}</span>
              <span className="min-w-0 break-words whitespace-pre-wrap">
                {message}
                {data && <span className="text-soft"> {JSON.stringify(data)}</span>}
              </span>
            </div>
          ))}
        </div>
      )}
    </section>
  );
}
