import tailwind from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { compressFiles } from "./build/compress-files.ts";

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), tailwind(), compressFiles()],
  build: {
    target: "es2023",
    // An asset within the page would need a policy that lets pages have some.
    assetsInlineLimit: 0,
    // The test of the bundle's size reads which files the page loads at first.
    manifest: "manifest.json",
  },
  server: {
    // `npm run dev` starts the API on PORT.
    proxy: Object.fromEntries(["/v1", "/direct"].map((path) => [path, `http://127.0.0.1:${process.env.PORT ?? 3000}`])),
  },
});
