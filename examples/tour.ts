/** Uploads a file, creates a `file:profile` job, watches it, and prints what the file holds. All through the SDK. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { createClient, JobFailedError } from "@gaffer/client";

const { GAFFER_URL = "http://127.0.0.1:3000", GAFFER_ORG, GAFFER_API_KEY } = process.env;
if (!GAFFER_ORG || !GAFFER_API_KEY) {
  console.error("Set GAFFER_ORG and GAFFER_API_KEY first: `npm start` prints a line that does.");
  process.exit(1);
}
const [file = "examples/orders.csv"] = process.argv.slice(2);

const org = createClient({ baseUrl: GAFFER_URL, apiKey: GAFFER_API_KEY }).org(GAFFER_ORG);

const uploaded = await org.files.upload({
  name: path.basename(file),
  contentType: "text/csv",
  content: await readFile(file),
});
const job = await org.jobs.create({ type: "file:profile", input: { fileId: uploaded.id } });
console.log(`Job ${job.id} is ${job.status}.`);

try {
  const profile = await org.jobs.wait(job, {
    onProgress: ({ status, progress, progressMessage }) =>
      console.log(`${status} ${progress} % ${progressMessage ?? ""}`),
  });
  console.log(`${profile.rows} rows, ${profile.raggedRows} of them ragged.`);
  console.table(profile.columns);
} catch (error) {
  if (!(error instanceof JobFailedError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
