/** The signed-in user. */

import type { Person } from "@gaffer/client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { api, gaffer, queryClient } from "../../../api/client.ts";
import { toProblem } from "../../../api/problem.ts";

const meQuery = api.queryOptions("get", "/v1/me", {}, { staleTime: 60_000 });

/** Reads the signed-in user. undefined: no user is signed in. */
export async function findPerson(): Promise<Person | undefined> {
  try {
    return (await queryClient.ensureQueryData(meQuery)).person ?? undefined;
  } catch (error) {
    if (toProblem(error).status === 401) return undefined;
    throw error;
  }
}

/** Returns the signed-in user. Only for pages that require one. */
export function usePerson(): Person {
  const { person } = useSuspenseQuery(meQuery).data;
  if (!person) throw new Error("This page requires a signed-in user");
  return person;
}

export async function signIn(who: { email: string; password: string }): Promise<void> {
  await gaffer.auth.signIn(who);
  queryClient.clear();
}

/** Signs the user out, and removes the user's data from the cache. */
export async function signOut(): Promise<void> {
  await gaffer.auth.signOut();
  queryClient.clear();
}
