import type { AuditEvent } from "@gaffer/client";
import { ChevronDown } from "lucide-react";
import { useId, useState } from "react";
import { IconButton } from "../../ui/button.tsx";
import { RelativeTime } from "../../ui/relative-time.tsx";
import { AuditDetails } from "./audit-details.tsx";
import { AuditTarget } from "./audit-target.tsx";
import { toPieces, toText } from "./audit-words.ts";

export interface AuditEntryProps {
  orgId: string;
  event: AuditEvent;
  /** Of actors, as far as they are known. */
  names: ReadonlyMap<string, string>;
}

/** One change as a sentence, which opens to all that is known of it. */
export function AuditEntry(props: AuditEntryProps) {
  const { event, names } = props;
  const { at, actor, action, details } = event;
  const [isOpen, setIsOpen] = useState(false);
  const sentence = useId();
  return (
    <li className="border-b border-line py-1.5">
      <div className="flex items-center gap-2">
        <div className="min-w-0 grow sm:flex sm:items-baseline sm:gap-4">
          <p id={sentence} className="min-w-0 grow text-sm break-words">
            <strong className="inline-block font-medium first-letter:uppercase">{names.get(actor) ?? actor}</strong>{" "}
            {toPieces(action).map(({ text, isName }) => {
              if (!isName) return text;
              if (text === "target") return <AuditTarget key={text} {...props} />;
              return (
                <strong key={text} className="font-medium">
                  {text === "action" ? action : toText(details[text], names)}
                </strong>
              );
            })}
          </p>
          <span className="shrink-0 text-xs text-soft">
            <RelativeTime at={at} />
          </span>
        </div>
        <IconButton
          label="Details"
          className="shrink-0"
          aria-expanded={isOpen}
          aria-describedby={sentence}
          onClick={() => setIsOpen(!isOpen)}
        >
          <ChevronDown aria-hidden className={`size-4 ${isOpen ? "rotate-180" : ""}`} />
        </IconButton>
      </div>
      {isOpen && <AuditDetails {...props} />}
    </li>
  );
}
