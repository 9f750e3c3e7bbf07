import { Outlet } from "@tanstack/react-router";

/** Frame of the pages for signed-out users. */
export function OutsideFrame() {
  return (
    <main className="mx-auto flex min-h-dvh max-w-sm flex-col justify-center gap-6 p-4">
      <p className="flex items-center gap-2 font-semibold">
        <img src="/favicon.svg" alt="" width={28} height={28} />
        Gaffer
      </p>
      <div>
        <Outlet />
      </div>
    </main>
  );
}
