import type { Role } from "@gaffer/client";
import type { ReactElement } from "react";
import { Menu, MenuChoices } from "../../../ui/menu.tsx";
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
      <MenuChoices
        label={words.role}
        value={role}
        choices={choices.map((value) => ({ value, label: value }))}
        onChoose={onChoose}
      />
    </Menu>
  );
}
