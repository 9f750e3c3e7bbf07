import { useNavigate } from "@tanstack/react-router";
import { CircleUser, KeyRound, LogOut, ServerCog } from "lucide-react";
import { toastProblem } from "../components/toast-problem.ts";
import { signOut, usePerson } from "../features/auth/index.ts";
import { IconButton } from "../ui/button.tsx";
import { Menu, MenuChoices, MenuItem, MenuSeparator } from "../ui/menu.tsx";
import { chooseTheme, type Theme, themes, useTheme } from "./theme.ts";

const themeLabels: Record<Theme, string> = { system: "Match device", light: "Light", dark: "Dark" };

export function AccountMenu() {
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
    <Menu
      trigger={
        <IconButton label="Account and theme">
          <CircleUser aria-hidden className="size-5" />
        </IconButton>
      }
    >
      <p className="px-2 py-1">
        <span className="block font-medium">{person.name}</span>
        <span className="block text-soft">{person.email}</span>
      </p>
      <MenuSeparator />
      <MenuChoices
        label="Theme"
        value={theme}
        choices={themes.map((value) => ({ value, label: themeLabels[value] }))}
        onChoose={chooseTheme}
      />
      <MenuSeparator />
      <MenuItem onClick={() => void navigate({ to: "/account" })}>
        <KeyRound aria-hidden className="size-4" />
        Password and sessions
      </MenuItem>
      {person.administrator && (
        <MenuItem onClick={() => void navigate({ to: "/system/jobs" })}>
          <ServerCog aria-hidden className="size-4" />
          System
        </MenuItem>
      )}
      <MenuItem onClick={() => void leave()}>
        <LogOut aria-hidden className="size-4" />
        Sign out
      </MenuItem>
    </Menu>
  );
}
