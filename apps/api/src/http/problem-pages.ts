/** Serves a page about each type of problem. The `type` of a problem is the address of its page. */
import type { Hono } from "hono";
import { html } from "hono/html";
import { notFound, problemTypes } from "./problem.ts";
import type { RequestVariables } from "./request-log.ts";

const headers = { "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'" };

/** Serves the list of problem types at `/problems`, and a page for each type. */
export function serveProblemPages(app: Hono<RequestVariables>): void {
  app.get("/problems", (c) => c.html(listPage(), 200, headers));
  app.get("/problems/:name", (c) => {
    const type = Object.entries(problemTypes).find(([path]) => path === c.req.path);
    if (!type) throw notFound();
    return c.html(typePage(...type), 200, headers);
  });
}

type ProblemType = (typeof problemTypes)[keyof typeof problemTypes];

function listPage() {
  const items = Object.entries(problemTypes).map(
    ([path, { status, title }]) => html`<li><a href="${path}">${title}</a> (${status})</li>`,
  );
  return page(
    "Problems",
    html`<p>Every error of the API is a problem (RFC 9457). These are their types.</p><ul>${items}</ul>`,
  );
}

function typePage(path: string, { status, title, description }: ProblemType) {
  const content = html`<p>${toCode(description)}</p>
<dl><dt>Status</dt><dd>${status}</dd><dt>Type</dt><dd><code>${path}</code></dd></dl>
<p><a href="/problems">All problems</a> · <a href="/docs">API reference</a></p>`;
  return page(title, content);
}

function page(title: string, content: ReturnType<typeof html>) {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Gaffer API</title>
</head>
<body>
<h1>${title}</h1>
${content}
</body>
</html>
`;
}

/** Converts the contract's text to HTML: `a name` between backticks becomes code. */
function toCode(text: string) {
  return text.split("`").map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part));
}
