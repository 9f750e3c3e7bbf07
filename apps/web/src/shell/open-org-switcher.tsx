import { useNavigate } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import type { ReactElement } from "react";
import { useOrgs } from "../features/orgs/index.ts";
import { Menu, MenuItem, MenuOptions, MenuSeparator } from "../ui/menu.tsx";
import { words } from "./words.tsx";

/** The menu of the organizations that the user can switch to, in its open state. */
export function OpenOrgSwitcher({ orgId, trigger }: { orgId: string; trigger: ReactElement }) {
  const navigate = useNavigate();
  const orgs = useOrgs();
  return (
    <Menu trigger={trigger} defaultOpen>
      <MenuOptions
        label={words.organization}
        value={orgId}
        options={orgs.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(chosen) => void navigate({ to: "/orgs/$orgId", params: { orgId: chosen } })}
      />
      <MenuSeparator />
      <MenuItem onClick={() => void navigate({ to: "/orgs/new" })}>
        <Plus aria-hidden className="size-4" />
        {words.newOrganization}
      </MenuItem>
    </Menu>
  );
}
