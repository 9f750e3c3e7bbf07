import { useNavigate } from "@tanstack/react-router";
import { KeyRound, LogOut, ServerCog } from "lucide-react";
import type { ReactElement } from "react";
import { toastProblem } from "../components/toast-problem.ts";
import { signOut, usePerson } from "../features/auth/index.ts";
import { Menu, MenuItem, MenuOptions, MenuSeparator } from "../ui/menu.tsx";
import { chooseTheme, type Theme, themes, useTheme } from "./theme.ts";
import { words } from "./words.tsx";

const themeLabels: Record<Theme, string> = { system: words.matchDevice, light: words.light, dark: words.dark };

/** The account menu in its open state. */
export function OpenAccountMenu({ trigger }: { trigger: ReactElement }) {
  const navigate = useNavigate();
  const person = usePerson();
  const theme = useTheme();

  async function leave() {
    try {
      await signOut();
      await navigate({ to: "/sign-in" });
    } catch (error) {
      toastProblem(error);
    }
  }

  return (
    <Menu trigger={trigger} defaultOpen>
      <p className="px-2 py-1">
        <span className="block font-medium">{person.name}</span>
        <span className="block text-soft">{person.email}</span>
      </p>
      <MenuSeparator />
      <MenuOptions
        label={words.theme}
        value={theme}
        options={themes.map((value) => ({ value, label: themeLabels[value] }))}
        onChange={chooseTheme}
      />
      <MenuSeparator />
      <MenuItem onClick={() => void navigate({ to: "/account" })}>
        <KeyRound aria-hidden className="size-4" />
        {words.passwordAndSessions}
      </MenuItem>
      {person.administrator && (
        <MenuItem onClick={() => void navigate({ to: "/system/jobs" })}>
          <ServerCog aria-hidden className="size-4" />
          {words.system}
        </MenuItem>
      )}
      <MenuItem onClick={() => void leave()}>
        <LogOut aria-hidden className="size-4" />
        {words.signOut}
      </MenuItem>
    </Menu>
  );
}
