import { existsSync } from "node:fs";

const usual = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** The browser for the tests; undefined: there is none. */
export const chromium = [process.env.CHROMIUM ?? "", ...usual].find((file) => existsSync(file));
