/** How many of these each organization has. */
export function countByOrg(rows: readonly { orgId: string }[]): Map<string, number> {
  return new Map([...Map.groupBy(rows, ({ orgId }) => orgId)].map(([orgId, ofOrg]) => [orgId, ofOrg.length]));
}
