export { periods } from "./components/period.ts";
