/** The viewer's time zone. */
export const viewerZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Time zones that the browser knows. The API may know more. */
export const knownZones = ["UTC", ...Intl.supportedValuesOf("timeZone")];
