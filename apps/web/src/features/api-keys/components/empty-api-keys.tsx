import { Snippet } from "../../../ui/snippet.tsx";

/** In the place of a list without keys: what they are for, and how one is used. */
export function EmptyApiKeys() {
  return (
    <div className="flex flex-col gap-4 py-4">
      <p>There are no API keys yet. Create one to call the API from your programs.</p>
      <p className="text-sm text-soft">Once you have one, this shows its permissions:</p>
      <Snippet title="curl" code={`curl ${location.origin}/v1/me -H "Authorization: Bearer $GAFFER_API_KEY"`} />
      <Snippet title="SDK" code={sdk} />
    </div>
  );
}

const sdk = `import { createClient } from "@gaffer/client";

const gaffer = createClient({ baseUrl: "${location.origin}", apiKey: process.env.GAFFER_API_KEY });
const { apiKey } = await gaffer.me();`;
