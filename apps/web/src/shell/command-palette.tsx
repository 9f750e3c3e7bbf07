import { Search } from "lucide-react";
import { lazy, Suspense, useEffect, useState } from "react";
import { IconButton } from "../ui/button.tsx";

// Loaded when it is first opened: most visits don't.
const CommandDialog = lazy(async () => ({ default: (await import("./command-dialog.tsx")).CommandDialog }));

/** Goes anywhere and does what is always possible, by typing. ⌘K or Ctrl-K opens it. */
export function CommandPalette({ orgId }: { orgId: string }) {
  const [open, setOpen] = useState<boolean>();

  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      setOpen((isOpen) => !isOpen);
    };
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, []);

  return (
    <>
      <IconButton label="Search commands (⌘K)" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <Search aria-hidden className="size-5" />
      </IconButton>
      {open !== undefined && (
        <Suspense>
          <CommandDialog orgId={orgId} open={open} onOpenChange={setOpen} />
        </Suspense>
      )}
    </>
  );
}
