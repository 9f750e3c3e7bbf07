import { Menu as BaseMenu } from "@base-ui/react/menu";
import type { ReactElement, ReactNode } from "react";

interface MenuProps {
  /** The button that opens the menu. */
  trigger: ReactElement;
  defaultOpen?: boolean;
  children: ReactNode;
}

/** A menu that a button opens. */
export function Menu({ trigger, defaultOpen = false, children }: MenuProps) {
  return (
    <BaseMenu.Root defaultOpen={defaultOpen}>
      <BaseMenu.Trigger render={trigger} />
      <BaseMenu.Portal>
        <BaseMenu.Positioner sideOffset={4} align="start" className="z-40">
          <BaseMenu.Popup className="max-h-[70dvh] max-w-[calc(100vw-1rem)] min-w-48 overflow-auto rounded-md border border-line-strong bg-raised p-1 text-sm shadow-lg outline-none">
            {children}
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
}

const itemStyle =
  "flex min-h-8 cursor-pointer items-center gap-2 rounded px-2 py-1 outline-none select-none data-highlighted:bg-hover";

export function MenuItem({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <BaseMenu.Item onClick={onClick} className={itemStyle}>
      {children}
    </BaseMenu.Item>
  );
}

export function MenuSeparator() {
  return <BaseMenu.Separator className="my-1 h-px bg-line" />;
}

interface MenuOptionsProps<Value extends string> {
  label: string;
  value: Value | undefined;
  options: readonly { value: Value; label: string }[];
  onChange: (value: Value) => void;
}

/** A group of choices in a menu. The chosen option is marked. */
export function MenuOptions<Value extends string>({ label, value, options, onChange }: MenuOptionsProps<Value>) {
  return (
    <BaseMenu.RadioGroup value={value} onValueChange={onChange}>
      <BaseMenu.GroupLabel className="px-2 py-1 text-xs font-medium text-soft">{label}</BaseMenu.GroupLabel>
      {options.map((option) => (
        <BaseMenu.RadioItem key={option.value} value={option.value} closeOnClick className={itemStyle}>
          <span aria-hidden className="w-3 text-accent">
            {option.value === value ? "✓" : ""}
          </span>
          <span className="max-w-64 truncate">{option.label}</span>
        </BaseMenu.RadioItem>
      ))}
    </BaseMenu.RadioGroup>
  );
}
