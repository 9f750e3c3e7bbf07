import type { JobStats, TimelinePeriod } from "@gaffer/client";
import { CircleCheck } from "lucide-react";
import { ReadProblem } from "../../../components/read-problem.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { useAttention } from "../queries/use-attention.ts";
import { words } from "../words.tsx";
import type { AttentionItem } from "./attention-items.tsx";

interface AttentionProps {
  orgId: string;
  period: TimelinePeriod;
  stats: JobStats;
}

/** Shows what needs attention, with the reason and links. */
export function Attention({ orgId, period, stats }: AttentionProps) {
  const { items, isPending, failed } = useAttention(orgId, period, stats);
  return (
    <section aria-labelledby="attention">
      <h2 id="attention" className="mb-2 text-sm font-semibold">
        {words.needsAttention}
      </h2>
      {failed && <ReadProblem query={failed} />}
      {items.length > 0 && (
        <ul aria-labelledby="attention" className="rounded-lg border border-line">
          {items.map((item) => (
            <AttentionRow key={item.key} item={item} />
          ))}
        </ul>
      )}
      {items.length === 0 && isPending && <Skeleton className="h-11 w-full" />}
      {items.length === 0 && !isPending && !failed && (
        <p className="flex items-center gap-3 rounded-lg border border-line p-3 text-sm">
          <CircleCheck aria-hidden className="size-4 shrink-0 text-good" />
          {words.nothingNeedsAttention}
        </p>
      )}
    </section>
  );
}

function AttentionRow({ item: { icon: Icon, isBad, title, why, links } }: { item: AttentionItem }) {
  return (
    <li className="flex gap-3 border-b border-line p-3 text-sm last:border-b-0">
      <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${isBad ? "text-bad" : "text-warn"}`} />
      <div className="flex min-w-0 grow flex-wrap items-baseline gap-x-4 gap-y-1">
        <p className="min-w-0 grow basis-80 break-words">
          <span className={`font-medium ${isBad ? "text-bad" : ""}`}>{title}.</span>{" "}
          <span className="text-soft">{why}</span>
        </p>
        <p className="flex flex-wrap gap-x-4">{links}</p>
      </div>
    </li>
  );
}
