import { Plus, Trash2 } from "lucide-react";
import { type ReactNode, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { Button, IconButton } from "../button.tsx";

/** An item of the list, and its change handler. */
interface Item {
  name: string;
  label: string;
  value: unknown;
  onChange: (value: unknown) => void;
}

interface ListFieldProps {
  name: string;
  label: string;
  description: ReactNode;
  isRequired: boolean;
  maxItems: number | undefined;
  /** Initial value of a new item. */
  newItem: unknown;
  value: readonly unknown[];
  /** Called with the changed list, or with undefined if the list is empty and not required. */
  onChange: (value: readonly unknown[] | undefined) => void;
  /** Renders the fields of an item. */
  children: (item: Item) => ReactNode;
}

/** A field for a list. It shows the items, a button on each item that removes it, and a button that adds an item. */
export function ListField({ name, label, description, value, onChange, children, ...rest }: ListFieldProps) {
  const { isRequired, maxItems = Number.POSITIVE_INFINITY, newItem } = rest;
  const element = useRef<HTMLFieldSetElement>(null);
  // The fields of an item hold state, so each item needs a React key that doesn't change when another item is removed.
  const [keys, setKeys] = useState<readonly string[]>(() => value.map(() => crypto.randomUUID()));

  /** Applies a change of the list, then moves the focus to the first element that matches the selector `next`. */
  function change(items: readonly unknown[], itemKeys: readonly string[], next: string) {
    flushSync(() => {
      setKeys(itemKeys);
      onChange(items.length > 0 || isRequired ? items : undefined);
    });
    element.current?.querySelector<HTMLElement>(next)?.focus();
  }

  return (
    <fieldset ref={element} className="flex flex-col gap-3 rounded-md border border-line p-4">
      <legend className="px-1 text-sm font-medium">{label}</legend>
      {description && <p className="text-sm text-soft">{description}</p>}
      {value.map((item, index) => (
        <div key={keys[index]} data-item={index} className="flex items-start gap-2">
          <div className="min-w-0 grow">
            {children({
              name: `${name}/${index}`,
              label: String(index + 1),
              value: item,
              onChange: (changed) => onChange(value.with(index, changed ?? "")),
            })}
          </div>
          <IconButton
            label={`Remove ${index + 1} of ${label}`}
            onClick={() => change(value.toSpliced(index, 1), keys.toSpliced(index, 1), "[data-add]")}
          >
            <Trash2 aria-hidden className="size-4" />
          </IconButton>
        </div>
      ))}
      {value.length < maxItems && (
        <Button
          data-add
          className="self-start"
          aria-label={`Add to ${label}`}
          onClick={() =>
            change(
              [...value, newItem],
              [...keys, crypto.randomUUID()],
              `[data-item="${value.length}"] :is(input, select, textarea)`,
            )
          }
        >
          <Plus aria-hidden className="size-4" />
          Add
        </Button>
      )}
    </fieldset>
  );
}
