import { AlertDialog } from "@base-ui/react/alert-dialog";
import { type ReactElement, type ReactNode, useState } from "react";
import { Button } from "./button.tsx";
import { controlStyle } from "./control-style.ts";

interface TypedConfirmProps {
  /** The button that opens the dialog. */
  trigger: ReactElement;
  title: string;
  children: ReactNode;
  /** The text that the user types. */
  confirmText: string;
  /** Label of the button that confirms. */
  action: string;
  onConfirm: () => void;
}

/** Confirms an irreversible action with a large loss. The user must type the name of the affected object. */
export function TypedConfirm({ trigger, title, children, confirmText, action, onConfirm }: TypedConfirmProps) {
  const [typed, setTyped] = useState("");
  return (
    <AlertDialog.Root onOpenChange={() => setTyped("")}>
      <AlertDialog.Trigger render={trigger} />
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="fixed inset-0 z-40 bg-black/40" />
        <AlertDialog.Popup className="fixed inset-x-4 top-1/4 z-50 mx-auto max-w-md rounded-lg border border-line-strong bg-raised p-4 shadow-xl">
          <AlertDialog.Title className="mb-2 text-lg font-semibold break-words">{title}</AlertDialog.Title>
          <AlertDialog.Description className="mb-4 text-sm">{children}</AlertDialog.Description>
          <label className="mb-4 flex flex-col gap-1 text-sm break-words">
            <span>
              Type <strong>{confirmText}</strong> to confirm
            </span>
            <input
              className={controlStyle}
              autoComplete="off"
              spellCheck={false}
              value={typed}
              onChange={({ target }) => setTyped(target.value)}
            />
          </label>
          <div className="flex justify-end gap-2">
            <AlertDialog.Close render={<Button>Go back</Button>} />
            <AlertDialog.Close
              disabled={typed.trim() !== confirmText.trim()}
              render={<Button variant="danger" onClick={onConfirm} />}
            >
              {action}
            </AlertDialog.Close>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
