/** The theme, light or dark. It follows the device until the user chooses one. */
import { useSyncExternalStore } from "react";

export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

const storageKey = "gaffer.theme";
const systemIsDark = matchMedia("(prefers-color-scheme: dark)");
const listeners = new Set<() => void>();

function chosenTheme(): Theme {
  return themes.find((theme) => theme === localStorage.getItem(storageKey)) ?? "system";
}

export function chooseTheme(theme: Theme): void {
  localStorage.setItem(storageKey, theme);
  applyTheme();
  for (const listener of listeners) listener();
}

export function useTheme(): Theme {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, chosenTheme);
}

function applyTheme(): void {
  const theme = chosenTheme();
  document.documentElement.dataset.theme = theme === "system" ? (systemIsDark.matches ? "dark" : "light") : theme;
}

/** Applies the theme, now and whenever the device or another window changes it. */
export function initTheme(): void {
  applyTheme();
  systemIsDark.addEventListener("change", applyTheme);
  addEventListener("storage", applyTheme);
}
