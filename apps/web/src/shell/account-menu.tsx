import { CircleUser } from "lucide-react";
import { lazy } from "react";
import { loadCode } from "../api/load-code.ts";
import { IconButton } from "../ui/button.tsx";
import { LazyPopup } from "../ui/lazy-popup.tsx";
import { words } from "./words.tsx";

const OpenAccountMenu = lazy(async () => {
  const { OpenAccountMenu: menu } = await loadCode(() => import("./open-account-menu.tsx"));
  return { default: menu };
});

export function AccountMenu() {
  return (
    <LazyPopup
      trigger={
        <IconButton label={words.accountAndTheme}>
          <CircleUser aria-hidden className="size-5" />
        </IconButton>
      }
    >
      {(trigger) => <OpenAccountMenu trigger={trigger} />}
    </LazyPopup>
  );
}
