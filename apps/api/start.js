/** Starts the server. A Node.js that can't run TypeScript says here which one is needed. */
const major = Number.parseInt(process.versions.node, 10);
if (major < 24) {
  console.error(
    `Gaffer needs Node.js 24 or newer, and this is ${process.versions.node}. Install it, or use npm start, which brings its own.`,
  );
  process.exit(1);
}
await import("./src/main.ts");
