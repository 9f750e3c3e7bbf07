export { DeadLink } from "./components/dead-link.tsx";
export { takeFragment } from "./components/take-fragment.ts";
export { findPerson, signOut, usePerson } from "./queries/session.ts";
