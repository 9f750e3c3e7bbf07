/** Shows a toast. The code of toasts loads with the first one. */
import type { ToastContent } from "./toasts.tsx";

export function toast(content: ToastContent): void {
  void import("./toasts.tsx").then(({ showToast }) => showToast(content));
}
