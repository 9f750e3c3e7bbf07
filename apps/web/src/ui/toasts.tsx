import { Toast } from "@base-ui/react/toast";
import { X } from "lucide-react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";

export interface ToastContent {
  title: string;
  description?: string;
  /** Undoes the action that the toast reports. If present, the toast has an "Undo" button. */
  undo?: () => void;
  /** True if the toast reports an error. */
  isProblem?: boolean;
}

const toasts = Toast.createToastManager();

/** Shows a toast. Other modules call `toast`, which loads this module. */
export function showToast({ title, description, undo, isProblem }: ToastContent): void {
  mount();
  const id = toasts.add({
    title,
    description,
    ...(isProblem && { type: "problem", priority: "high" }),
    ...((undo || isProblem) && { timeout: 10_000 }),
    ...(undo && {
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

/** The list of toasts is rendered once and outside the app, so that toasts stay when the page changes. */
let isMounted = false;
function mount(): void {
  if (isMounted) return;
  isMounted = true;
  const element = document.createElement("div");
  document.body.append(element);
  flushSync(() => createRoot(element).render(<Toasts />));
}

function Toasts() {
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
