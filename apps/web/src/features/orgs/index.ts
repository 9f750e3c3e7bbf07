export { useActorNames } from "./queries/actors.ts";
export { everyMemberQuery } from "./queries/members.ts";
export { cacheOrg, isAtLeast, lastOrg, orgQuery, orgsQuery, useOrg, useOrgs } from "./queries/orgs.ts";
export { roleTexts, withArticle } from "./words.tsx";
