/** Starts the reference page in the browser: theme, session of the signed-in user, organization. */

/** Interval in milliseconds at which the session is refreshed before a request. An access token is valid for 15 minutes. */
const refreshMs = 600_000;
const systemIsDark = matchMedia("(prefers-color-scheme: dark)");

/** Applies the theme that was chosen in the web app, or that of the device. */
function applyTheme() {
  const chosen = localStorage.getItem("gaffer.theme");
  const isDark = chosen === "dark" || (chosen !== "light" && systemIsDark.matches);
  document.documentElement.classList.toggle("dark-mode", isDark);
}

const getJson = async (url) => {
  const response = await fetch(url);
  return response.ok ? response.json() : undefined;
};

async function refreshSession() {
  const headers = { "Content-Type": "application/json" };
  return (await fetch("/v1/auth/refresh", { method: "POST", headers, body: "{}" })).ok;
}

/** Returns the organization of the signed-in user that the web app showed last, or else the newest one. undefined: nobody is signed in. */
async function readOrg() {
  if (!(await refreshSession())) return undefined;
  const { items = [] } = (await getJson("/v1/orgs?limit=100")) ?? {};
  const last = localStorage.getItem("gaffer.org");
  return { signedIn: true, org: items.find(({ id }) => id === last) ?? items[0] };
}

/** Fills the server's address and the organization into parameters and samples. */
function fillIn(reference, org) {
  const text = JSON.stringify(reference).replaceAll("$API", location.origin);
  if (!org) return JSON.parse(text);
  const filled = JSON.parse(text.replaceAll("$ORG", org.id));
  filled.components.parameters.OrgPath.example = org.id;
  return filled;
}

function sayWho(caller) {
  const line = document.getElementById("caller");
  const used = caller?.org ? `, in the organization ${caller.org.name}` : "";
  line.textContent = caller
    ? `You are signed in. Requests use your session${used}.`
    : "You aren't signed in. Enter an API key with “Authorize” to send requests.";
}

applyTheme();
systemIsDark.addEventListener("change", applyTheme);
addEventListener("storage", applyTheme);

const [reference, caller] = await Promise.all([getJson("/docs/openapi.json"), readOrg()]);
let refreshedAt = Date.now();
sayWho(caller);
SwaggerUIBundle({
  spec: fillIn(reference, caller?.org),
  dom_id: "#reference",
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  persistAuthorization: true,
  async requestInterceptor(request) {
    if (caller && Date.now() - refreshedAt > refreshMs) {
      await refreshSession();
      refreshedAt = Date.now();
    }
    return request;
  },
});
