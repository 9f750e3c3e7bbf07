import { type ComponentProps, lazy, type ReactElement } from "react";
import { loadCode } from "../api/load-code.ts";
import { LazyPopup } from "../ui/lazy-popup.tsx";
import type { OpenRenameDialogProps } from "./open-rename-dialog.tsx";

const OpenRenameDialog = lazy(async () => {
  const { OpenRenameDialog: dialog } = await loadCode(() => import("./open-rename-dialog.tsx"));
  return { default: dialog };
});

interface RenameDialogProps extends Omit<OpenRenameDialogProps, "trigger"> {
  /** The button that opens the dialog. */
  trigger: ReactElement<ComponentProps<"button">>;
}

/** A dialog that renames something. */
export function RenameDialog({ trigger, ...rename }: RenameDialogProps) {
  return (
    <LazyPopup trigger={trigger} kind="dialog">
      {(button) => <OpenRenameDialog trigger={button} {...rename} />}
    </LazyPopup>
  );
}
