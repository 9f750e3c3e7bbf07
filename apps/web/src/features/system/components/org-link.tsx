import { Link } from "@tanstack/react-router";

/** A link to the administrators' page of an organization. */
export function OrgLink({ id, name }: { id: string; name: string }) {
  return (
    <Link
      to="/system/orgs/$id"
      params={{ id }}
      className="block min-w-0 truncate font-medium underline-offset-2 hover:underline"
    >
      {name}
    </Link>
  );
}
