import { AlertDialog } from "@base-ui/react/alert-dialog";
import type { ReactElement, ReactNode } from "react";
import { Button } from "./button.tsx";

interface ConfirmProps {
  /** The button that opens the dialog. Absent: the prop `open` controls the dialog. */
  trigger?: ReactElement;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  title: string;
  children: ReactNode;
  /** Label of the button that confirms. */
  action: string;
  /** Variant of the button that confirms. Default: `danger`. */
  variant?: "danger" | "primary";
  onConfirm: () => void;
}

/** Asks for a confirmation before an action. */
export function Confirm({ trigger, title, children, action, variant = "danger", onConfirm, ...whether }: ConfirmProps) {
  return (
    <AlertDialog.Root {...whether}>
      {trigger && <AlertDialog.Trigger render={trigger} />}
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="fixed inset-0 z-40 bg-black/40" />
        <AlertDialog.Popup className="fixed inset-x-4 top-1/4 z-50 mx-auto max-w-md rounded-lg border border-line-strong bg-raised p-4 shadow-xl">
          <AlertDialog.Title className="mb-2 text-lg font-semibold">{title}</AlertDialog.Title>
          <AlertDialog.Description className="mb-4 text-sm">{children}</AlertDialog.Description>
          <div className="flex justify-end gap-2">
            <AlertDialog.Close render={<Button>Go back</Button>} />
            <AlertDialog.Close render={<Button variant={variant} onClick={onConfirm} />}>{action}</AlertDialog.Close>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
