/** Shows a toast. The module that renders toasts loads when the first toast is shown. */
import type { ToastContent } from "./toasts.tsx";

export function toast(content: ToastContent): void {
  void import("./toasts.tsx").then(({ showToast }) => showToast(content));
}
