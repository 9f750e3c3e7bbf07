/** A server process with the built web app and its own database, and a browser. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createClient, type GafferClient, type Role } from "@gaffer/client";
import { type Browser, chromium as driver, type Page } from "playwright-core";
import { cloneDatabase } from "../../api/test/harness/database.ts";
import { createMember, createPerson, type NewPerson, type TestPerson } from "../../api/test/harness/test-people.ts";
import { startProcess } from "../../api/test/process/gaffer-process.ts";
import { chromium } from "./find-chromium.ts";

export interface Installation {
  url: string;
  /** A signed-in administrator of the installation. */
  administrator: SignedInPerson;
  /** Creates a user and signs in. */
  createPerson(person?: NewPerson): Promise<SignedInPerson>;
  /** Creates a signed-in user with this role in the organization. */
  createMember(orgId: string, role: Role, name?: string): Promise<SignedInPerson>;
  /**
   * Opens a browser window, signed in as this user. An error in one of its pages fails the test when the window is
   * closed.
   */
  open(address: string, person?: TestPerson, options?: WindowOptions): Promise<Window>;
  /** The link of the latest e-mail to this address. */
  linkMailedTo(email: string): Promise<string>;
  /** Revokes all sessions of the user. */
  revokeSessions(person: TestPerson): Promise<void>;
  /** Moves the organization to the plan "small" with this limit of open jobs. */
  allowQueuedJobs(orgId: string, count: number): Promise<void>;
  /**
   * Moves the organization's ended jobs into the past: the newest job by 0 minutes, and each older job by
   * `minutesApart` minutes more.
   */
  spreadJobs(orgId: string, minutesApart: number): Promise<void>;
  stop(): Promise<void>;
}

export interface WindowOptions {
  theme?: "light" | "dark";
  phone?: boolean;
}

export type SignedInPerson = TestPerson & { gaffer: GafferClient };
/** A page of its own browser context, which is closed when the page goes out of scope. */
export type Window = Page & AsyncDisposable;

const administratorEmail = "admin@example.com";

export async function startInstallation(): Promise<Installation> {
  const database = await cloneDatabase();
  const dataDir = await mkdtemp(path.join(tmpdir(), "gaffer-web-"));
  const gaffer = startProcess({
    NODE_ENV: "test",
    DATABASE_URL: database.url,
    ENCRYPTION_KEYS: "a secret of the tests and of no installation",
    DATA_DIR: dataDir,
    LOG_LEVEL: "warn",
    OUTBOUND_ALLOW: "127.0.0.1",
    ADMIN_EMAILS: administratorEmail,
    ADDRESS_REQUESTS_PER_MINUTE: "1000000",
  });
  const [{ url }, browser] = await Promise.all([gaffer.demo(), launch()]);

  const withClient = (person: TestPerson): SignedInPerson => ({
    ...person,
    gaffer: createClient({ baseUrl: url, getToken: () => person.apiKey }),
  });

  return {
    url,
    administrator: withClient(await createPerson(database, new Date(), { email: administratorEmail })),
    createPerson: async (person) => withClient(await createPerson(database, new Date(), person)),
    createMember: async (orgId, role, name) =>
      withClient(await createMember(database, new Date(), { orgId, role, ...(name && { person: { name } }) })),
    open: (address, person, options) => openWindow(browser, url, address, person, options),
    async linkMailedTo(email) {
      await gaffer.line(new RegExp(`"to":"${email}"`));
      const mail = gaffer
        .output()
        .split("\n")
        .findLast((line) => line.includes(`"to":"${email}"`));
      const [link] = mail?.match(/https?:[^\\"]+#token=[\w-]+/) ?? [];
      if (!link) throw new Error(`there is no link in ${mail}`);
      // E-mails contain APP_URL, which is unknown until the port is bound.
      return link.replace(/^https?:\/\/[^/]+/, "");
    },
    async spreadJobs(orgId, minutesApart) {
      await database.admin.query(
        `update current_jobs set created_at = created_at - ago, run_at = run_at - ago, started_at = started_at - ago, ended_at = ended_at - ago
         from (select id, (row_number() over (order by id desc) - 1) * make_interval(mins => $2) as ago
               from current_jobs where org_id = $1 and ended_at is not null) as moved
         where current_jobs.id = moved.id`,
        [orgId, minutesApart],
      );
    },
    async revokeSessions({ userId }) {
      await database.admin.query("delete from user_sessions where user_id = $1", [userId]);
    },
    async allowQueuedJobs(orgId, count) {
      const columns = "name, completed_days, failed_days, cancelled_days, open_jobs";
      await database.admin.query(`insert into plans (${columns}) values ('small', 1, 1, 1, $1)`, [count]);
      await database.admin.query("update orgs set plan = 'small' where id = $1", [orgId]);
    },
    async stop() {
      await browser.close();
      gaffer.child.kill("SIGTERM");
      await gaffer.exit;
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function launch(): Promise<Browser> {
  if (!chromium) throw new Error("there is no browser");
  const args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"];
  return driver.launch({ executablePath: chromium, args });
}

async function openWindow(
  browser: Browser,
  url: string,
  address: string,
  person?: TestPerson,
  { theme = "light", phone = false }: WindowOptions = {},
): Promise<Window> {
  const context = await browser.newContext({
    baseURL: url,
    colorScheme: theme,
    reducedMotion: "reduce",
    viewport: phone ? { width: 375, height: 700 } : { width: 1280, height: 800 },
    permissions: ["clipboard-read", "clipboard-write"],
  });
  if (person) {
    const cookies = { gaffer_session: person.apiKey, gaffer_refresh: person.refreshToken };
    await context.addCookies(Object.entries(cookies).map(([name, value]) => ({ name, value, url, httpOnly: true })));
  }
  // A long timeout, in milliseconds, because the machine may be busy.
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  const wrong = watch(page);
  await page.goto(address);
  return Object.assign(page, {
    async [Symbol.asyncDispose]() {
      await context.close();
      if (wrong.length > 0) throw new Error(`in the browser: ${wrong.join("\n")}`);
    },
  });
}

/**
 * Collects errors that a page must not have: exceptions, violations of the Content-Security-Policy, and requests to
 * other hosts.
 */
function watch(page: Page): string[] {
  const wrong: string[] = [];
  page.on("pageerror", (error) => wrong.push(String(error.stack ?? error)));
  page.on("console", (message) => {
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) wrong.push(message.text());
  });
  return wrong;
}
