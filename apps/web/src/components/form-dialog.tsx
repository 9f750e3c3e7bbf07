import { Dialog } from "@base-ui/react/dialog";
import { type ReactElement, type ReactNode, useState } from "react";
import { Button } from "../ui/button.tsx";
import { Form } from "./form.tsx";

interface FormDialogProps {
  /** The button that opens the dialog. */
  trigger: ReactElement;
  title: string;
  /** Label of the button that submits. */
  action: string;
  /** Sends the values of the fields, by field name. The dialog closes after success. */
  onSubmit: (values: Record<string, string>) => Promise<void>;
  children: ReactNode;
}

/**
 * A form in a dialog, which is open when it is first rendered. It stays open, with the problem, if the API refuses the
 * values.
 */
export function FormDialog({ trigger, title, action, onSubmit, children }: FormDialogProps) {
  const [isOpen, setOpen] = useState(true);
  return (
    <Dialog.Root open={isOpen} onOpenChange={setOpen}>
      <Dialog.Trigger render={trigger} />
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-black/40" />
        <Dialog.Popup className="fixed inset-x-4 top-1/5 z-50 mx-auto max-h-[75dvh] max-w-md overflow-auto rounded-lg border border-line-strong bg-raised p-4 shadow-xl">
          <Dialog.Title className="mb-4 text-lg font-semibold">{title}</Dialog.Title>
          <Form
            onSubmit={async (values) => {
              await onSubmit(values);
              setOpen(false);
            }}
          >
            {({ isSubmitting }) => (
              <>
                {children}
                <div className="flex justify-end gap-2">
                  <Dialog.Close render={<Button>Go back</Button>} />
                  <Button type="submit" variant="primary" disabled={isSubmitting}>
                    {action}
                  </Button>
                </div>
              </>
            )}
          </Form>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
