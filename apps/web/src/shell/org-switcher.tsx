import { useNavigate } from "@tanstack/react-router";
import { ChevronsUpDown, Plus } from "lucide-react";
import { useOrg, useOrgs } from "../features/orgs/index.ts";
import { Button } from "../ui/button.tsx";
import { Menu, MenuChoices, MenuItem, MenuSeparator } from "../ui/menu.tsx";

export function OrgSwitcher({ orgId }: { orgId: string }) {
  const navigate = useNavigate();
  const org = useOrg(orgId);
  const orgs = useOrgs();
  return (
    <Menu
      trigger={
        <Button
          className="min-w-0 shrink md:w-full md:justify-between"
          aria-label={`Organization: ${org.name}. Switch`}
        >
          <span className="truncate">{org.name}</span>
          <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-soft" />
        </Button>
      }
    >
      <MenuChoices
        label="Organization"
        value={orgId}
        choices={orgs.map(({ id, name }) => ({ value: id, label: name }))}
        onChoose={(chosen) => void navigate({ to: "/orgs/$orgId", params: { orgId: chosen } })}
      />
      <MenuSeparator />
      <MenuItem onClick={() => void navigate({ to: "/orgs/new" })}>
        <Plus aria-hidden className="size-4" />
        New organization
      </MenuItem>
    </Menu>
  );
}
