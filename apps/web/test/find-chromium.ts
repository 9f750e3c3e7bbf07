import { existsSync } from "node:fs";

const usual = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** Path of the browser for the tests. undefined: no browser is installed. */
export const chromium = [process.env.CHROMIUM ?? "", ...usual].find((file) => existsSync(file));
