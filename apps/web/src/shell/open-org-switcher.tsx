import { useNavigate } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import type { ReactElement } from "react";
import { useOrgs } from "../features/orgs/index.ts";
import { Menu, MenuChoices, MenuItem, MenuSeparator } from "../ui/menu.tsx";
import { words } from "./words.tsx";

/** The open menu of the organizations that the user can switch to. */
export function OpenOrgSwitcher({ orgId, trigger }: { orgId: string; trigger: ReactElement }) {
  const navigate = useNavigate();
  const orgs = useOrgs();
  return (
    <Menu trigger={trigger} defaultOpen>
      <MenuChoices
        label={words.organization}
        value={orgId}
        choices={orgs.map(({ id, name }) => ({ value: id, label: name }))}
        onChoose={(chosen) => void navigate({ to: "/orgs/$orgId", params: { orgId: chosen } })}
      />
      <MenuSeparator />
      <MenuItem onClick={() => void navigate({ to: "/orgs/new" })}>
        <Plus aria-hidden className="size-4" />
        {words.newOrganization}
      </MenuItem>
    </Menu>
  );
}
