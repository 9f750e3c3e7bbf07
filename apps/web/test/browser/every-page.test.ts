import { everyPage } from "../flows/every-page.ts";
import { inBrowser } from "./in-browser.ts";

inBrowser(everyPage);
