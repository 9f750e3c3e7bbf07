import type { Role } from "@gaffer/client";
import type { ReactElement } from "react";
import { Menu, MenuOptions } from "../../../ui/menu.tsx";
import { words } from "../words.tsx";

interface OpenRoleMenuProps {
  trigger: ReactElement;
  role: Role;
  choices: readonly Role[];
  onChoose: (role: Role) => void;
}

/** The open menu of the roles that the user can grant. */
export function OpenRoleMenu({ trigger, role, choices, onChoose }: OpenRoleMenuProps) {
  return (
    <Menu trigger={trigger} defaultOpen>
      <MenuOptions
        label={words.role}
        value={role}
        options={choices.map((value) => ({ value, label: value }))}
        onChange={onChoose}
      />
    </Menu>
  );
}
