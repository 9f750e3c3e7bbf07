import { Link } from "@tanstack/react-router";

export function Brand() {
  return (
    <Link to="/" className="flex shrink-0 items-center gap-2 rounded-md font-semibold" aria-label="Gaffer">
      <img src="/favicon.svg" alt="" width={24} height={24} />
      <span className="max-md:hidden">Gaffer</span>
    </Link>
  );
}
