import tailwind from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { compressFiles } from "./build/compress-files.ts";

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), tailwind(), compressFiles()],
  build: {
    target: "es2023",
    // No inlined assets: the Content-Security-Policy refuses inlined fonts, styles and scripts.
    assetsInlineLimit: 0,
    // The test of the bundle's size reads here which files a page loads first.
    manifest: "manifest.json",
  },
  server: {
    // Forwards requests of the API's paths: `npm run dev` starts the API on PORT.
    proxy: Object.fromEntries(["/v1", "/direct"].map((path) => [path, `http://127.0.0.1:${process.env.PORT ?? 3000}`])),
  },
});
