/** The viewer's time zone. */
export const viewerZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Every zone that the browser knows; the API may know more. */
export const knownZones = ["UTC", ...Intl.supportedValuesOf("timeZone")];
