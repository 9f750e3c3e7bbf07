import { Autocomplete } from "@base-ui/react/autocomplete";
import { Dialog } from "@base-ui/react/dialog";
import { useNavigate } from "@tanstack/react-router";
import { usePerson } from "../features/auth/index.ts";
import { useSavedViews } from "../features/jobs/index.ts";
import { useOrgs } from "../features/orgs/index.ts";
import { places } from "./navigation.tsx";
import { chooseTheme } from "./theme.ts";
import { words } from "./words.tsx";

interface Command {
  label: string;
  run: () => void;
}

interface CommandDialogProps {
  orgId: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

export function CommandDialog({ orgId, open, onOpenChange }: CommandDialogProps) {
  const commands = useCommands(orgId);
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-black/40" />
        <Dialog.Popup
          aria-label={words.commands}
          className="fixed inset-x-2 top-16 z-50 mx-auto flex max-h-[60dvh] max-w-lg flex-col rounded-lg border border-line-strong bg-raised shadow-xl outline-none"
        >
          <Autocomplete.Root
            open
            inline
            items={commands}
            itemToStringValue={({ label }) => label}
            autoHighlight="always"
            keepHighlight
          >
            <Autocomplete.Input
              aria-label={words.searchCommands}
              placeholder={words.goToCreateSwitch}
              className="min-h-11 rounded-t-lg border-b border-line bg-transparent px-3 text-sm outline-none"
            />
            <Autocomplete.Empty className="p-3 text-sm text-soft empty:hidden">{words.noResults}</Autocomplete.Empty>
            <Autocomplete.List className="overflow-auto p-1">
              {(command: Command) => (
                <Autocomplete.Item
                  key={command.label}
                  value={command}
                  onClick={() => {
                    onOpenChange(false);
                    command.run();
                  }}
                  className="min-h-9 cursor-pointer rounded px-2 py-2 text-sm data-highlighted:bg-hover"
                >
                  {command.label}
                </Autocomplete.Item>
              )}
            </Autocomplete.List>
          </Autocomplete.Root>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function useCommands(orgId: string): Command[] {
  const navigate = useNavigate();
  const orgs = useOrgs();
  const { administrator } = usePerson();
  const views = useSavedViews(orgId);
  const go = (to: (typeof places)[number]["to"], id = orgId) =>
    void navigate({ to: to as "/orgs/$orgId/jobs", params: { orgId: id } });
  return [
    ...places.map(({ label, to }) => ({ label: words.goTo(label), run: () => go(to) })),
    ...views.map(({ name, filters }) => ({
      label: words.view(name),
      run: () => void navigate({ to: "/orgs/$orgId/jobs", params: { orgId }, search: filters }),
    })),
    ...orgs
      .filter(({ id }) => id !== orgId)
      .map(({ id, name }) => ({ label: words.switchTo(name), run: () => go("/orgs/$orgId", id) })),
    ...(administrator ? [{ label: words.goToSystem, run: () => void navigate({ to: "/system/jobs" }) }] : []),
    { label: words.newOrganization, run: () => void navigate({ to: "/orgs/new" }) },
    ...(["light", "dark", "system"] as const).map((theme) => ({
      label: words.themeNamed(theme),
      run: () => chooseTheme(theme),
    })),
  ];
}
