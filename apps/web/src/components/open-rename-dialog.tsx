import type { ReactElement } from "react";
import { TextField } from "../ui/text-field.tsx";
import { FormDialog } from "./form-dialog.tsx";

export interface OpenRenameDialogProps {
  trigger: ReactElement;
  /** Title of the dialog, and label of the button that renames. */
  action: string;
  /** The current name. */
  name: string;
  onRename: (name: string) => Promise<void>;
}

/** The dialog that renames something, in its open state. */
export function OpenRenameDialog({ trigger, action, name, onRename }: OpenRenameDialogProps) {
  return (
    <FormDialog
      trigger={trigger}
      title={action}
      action={action}
      onSubmit={({ "/name": entered = "" }) => onRename(entered)}
    >
      <TextField name="/name" label="Name" defaultValue={name} autoComplete="off" autoFocus />
    </FormDialog>
  );
}
