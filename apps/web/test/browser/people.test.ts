import { account } from "../flows/account.ts";
import { apiKeys } from "../flows/api-keys.ts";
import { noOrganization } from "../flows/no-organization.ts";
import { overview } from "../flows/overview.ts";
import { reference } from "../flows/reference.ts";
import { settings } from "../flows/settings.ts";
import { signingIn } from "../flows/signing-in.ts";
import { system } from "../flows/system.ts";
import { inBrowser } from "./in-browser.ts";

// `noOrganization` needs an administrator who has no organization. The flows after `noOrganization` add the
// administrator to organizations.
inBrowser(signingIn, noOrganization, overview, settings, apiKeys, account, system, reference);
