/** Who is signed in. */

import type { Person } from "@gaffer/client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { api, gaffer, queryClient } from "./client.ts";
import { toProblem } from "./problem.ts";

const meQuery = api.queryOptions("get", "/v1/me", {}, { staleTime: 60_000 });

/** Who is signed in; undefined when nobody is. */
export async function findPerson(): Promise<Person | undefined> {
  try {
    return (await queryClient.ensureQueryData(meQuery)).person ?? undefined;
  } catch (error) {
    if (toProblem(error).status === 401) return undefined;
    throw error;
  }
}

/** Who is signed in, on a page that is shown to nobody else. */
export function usePerson(): Person {
  const { person } = useSuspenseQuery(meQuery).data;
  if (!person) throw new Error("nobody is signed in");
  return person;
}

export async function signIn(who: { email: string; password: string }): Promise<void> {
  await gaffer.auth.signIn(who);
  queryClient.clear();
}

/** Nothing of what this person saw stays behind. */
export async function signOut(): Promise<void> {
  await gaffer.auth.signOut();
  queryClient.clear();
}
