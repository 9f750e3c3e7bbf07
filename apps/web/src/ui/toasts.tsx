import { Toast } from "@base-ui/react/toast";
import { X } from "lucide-react";
import { toProblem } from "../data/problem.ts";

const toasts = Toast.createToastManager();

interface Said {
  title: string;
  description?: string;
  /** A way back, for as long as the toast is there. */
  undo?: () => void;
}

/** Says that something is done, in a corner, and to screen readers. */
export function say({ title, description, undo }: Said): void {
  const id = toasts.add({
    title,
    description,
    ...(undo && {
      timeout: 10_000,
      actionProps: {
        children: "Undo",
        onClick() {
          toasts.close(id);
          undo();
        },
      },
    }),
  });
}

/** Says why something didn't work, in the words of the API. */
export function sayProblem(error: unknown): void {
  const { title, detail } = toProblem(error);
  toasts.add({ title, description: detail, type: "problem", priority: "high", timeout: 10_000 });
}

export function Toasts() {
  return (
    <Toast.Provider toastManager={toasts}>
      <Toast.Portal>
        <Toast.Viewport className="fixed right-4 bottom-4 left-4 z-50 ml-auto flex max-w-sm flex-col gap-2">
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function ToastList() {
  return Toast.useToastManager().toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      className={`rounded-md border bg-raised p-3 text-sm shadow-lg ${toast.type === "problem" ? "border-bad" : "border-line-strong"}`}
    >
      <Toast.Content className="flex items-start gap-3">
        <div className="min-w-0 grow">
          <Toast.Title className="font-medium" />
          <Toast.Description className="break-words text-soft" />
        </div>
        <Toast.Action className="rounded px-2 py-0.5 font-medium text-accent hover:bg-hover" />
        <Toast.Close aria-label="Close" className="rounded p-1 text-soft hover:bg-hover">
          <X aria-hidden className="size-4" />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ));
}
