import { files } from "../flows/files.ts";
import { live } from "../flows/live.ts";
import { schedules } from "../flows/schedules.ts";
import { inBrowser } from "./in-browser.ts";

inBrowser(schedules, files, live);
