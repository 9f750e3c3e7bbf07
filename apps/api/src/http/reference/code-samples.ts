/** Samples of requests for the reference page: curl, and the SDK. Pure. */

interface Parameter {
  $ref?: string;
  name: string;
  in: string;
  required?: boolean;
  example?: unknown;
}

interface Media {
  schema?: { $ref?: string; examples?: unknown[] };
  example?: unknown;
  examples?: Record<string, { value: unknown }>;
}

interface Operation {
  description: string;
  parameters?: Parameter[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, { content?: Record<string, Media> }>;
  security?: Record<string, unknown>[];
}

export interface Reference {
  paths: Record<string, Record<string, Operation>>;
  components: {
    parameters: Record<string, Parameter>;
    schemas: Record<string, { examples?: unknown[] }>;
  };
  security?: Record<string, unknown>[];
}

/** Schemes of credentials that are sent as `Authorization: Bearer`. */
const bearerSchemes = ["ApiKeyAuth", "AccessTokenAuth"];

/** Returns the contract with samples in the description of each operation. */
export function withSamples<Contract extends Reference>(contract: Contract): Contract {
  const paths = Object.entries(contract.paths).map(([path, operations]) => {
    const described = Object.entries(operations).map(([method, operation]) => {
      const { curl, sdk } = samplesOf(contract, method.toUpperCase(), path, operation);
      const description = `${operation.description}\n\n\`\`\`sh\n${curl}\n\`\`\`\n\n\`\`\`ts\n${sdk}\n\`\`\``;
      return [method, { ...operation, description }];
    });
    return [path, Object.fromEntries(described)];
  });
  return { ...contract, paths: Object.fromEntries(paths) };
}

/** Samples of a request with the contract's examples. `$API`, `$ORG` and `$KEY` are variables of the shell. */
export function samplesOf(contract: Reference, method: string, path: string, operation: Operation) {
  const parameters = (operation.parameters ?? []).map((parameter) => resolve(contract, parameter));
  const sent = parameters.filter(({ required }) => required);
  const request: SampleRequest = {
    method,
    path,
    sent,
    body: bodyOf(contract, operation),
    needsToken: needsToken(operation.security ?? contract.security ?? []),
    isStream: isStream(operation),
  };
  return { curl: toCurl(request), sdk: toSdk(request) };
}

interface SampleRequest {
  method: string;
  path: string;
  /** The required parameters. */
  sent: Parameter[];
  /** The example of the body. null: the body is a file. undefined: the operation has no body. */
  body: { json: unknown } | null | undefined;
  needsToken: boolean;
  /** Whether the response isn't JSON. */
  isStream: boolean;
}

function toCurl({ method, path, sent, body, needsToken }: SampleRequest): string {
  const of = (place: string) => sent.filter((parameter) => parameter.in === place);
  const filled = of("path").reduce((url, { name, example }) => url.replace(`{${name}}`, valueIn(name, example)), path);
  const query = of("query").map(({ name, example }) => `${name}=${encodeURIComponent(String(example))}`);
  const url = `$API${filled}${query.length > 0 ? `?${query.join("&")}` : ""}`;
  const parts = [`curl${method === "GET" ? "" : ` -X ${method}`} "${url}"`];
  if (needsToken) parts.push('-H "Authorization: Bearer $KEY"');
  for (const { name, example } of of("header")) parts.push(`-H ${quote(`${name}: ${example}`)}`);
  if (body) parts.push('-H "Content-Type: application/json"', `-d ${quote(JSON.stringify(body.json, null, 2))}`);
  if (body === null) parts.push('-H "Content-Type: text/csv"', "--data-binary @people.csv");
  return parts.join(" \\\n  ");
}

function toSdk({ method, path, sent, body, isStream }: SampleRequest): string {
  const params = Object.entries(Object.groupBy(sent, (parameter) => parameter.in)).map(([place, ofPlace = []]) => {
    const values = ofPlace.map(({ name, example }) => (name === "orgId" ? name : `${keyOf(name)}: ${text(example)}`));
    return `${place}: { ${values.join(", ")} }`;
  });
  const options = [
    ...(params.length > 0 ? [`params: { ${params.join(", ")} }`] : []),
    ...(body ? [`body: ${indented(JSON.stringify(body.json, null, 2))}`] : []),
    ...(body === null ? ["body: file"] : []),
    ...(isStream ? ['parseAs: "stream"'] : []),
  ];
  const lines = options.map((option) => `\n  ${option},`).join("");
  return `const { data, error } = await gaffer.http.${method}("${path}"${options.length > 0 ? `, {${lines}\n}` : ""});`;
}

function resolve({ components }: Reference, parameter: Parameter): Parameter {
  return components.parameters[parameter.$ref?.split("/").at(-1) ?? ""] ?? parameter;
}

function bodyOf({ components }: Reference, { requestBody }: Operation): SampleRequest["body"] {
  if (!requestBody) return undefined;
  const json = requestBody.content["application/json"];
  if (!json) return null;
  const { example, examples = {}, schema } = json;
  const [first] = Object.values(examples);
  const model = components.schemas[schema?.$ref?.split("/").at(-1) ?? ""] ?? schema;
  return { json: example ?? first?.value ?? model?.examples?.[0] ?? {} };
}

function needsToken(security: readonly Record<string, unknown>[]): boolean {
  return security.some((schemes) => bearerSchemes.some((scheme) => scheme in schemes));
}

function isStream({ responses }: Operation): boolean {
  const types = Object.keys(responses["200"]?.content ?? {});
  return types.length > 0 && !types.includes("application/json");
}

const valueIn = (name: string, example: unknown) =>
  name === "orgId" ? "$ORG" : encodeURIComponent(String(example)).replaceAll("%3A", ":");
const text = (example: unknown) => JSON.stringify(example);
const keyOf = (name: string) => (/^\w+$/.test(name) ? name : `"${name}"`);
const indented = (json: string) => json.replaceAll("\n", "\n  ");
/** Quotes a text for the shell. */
const quote = (content: string) => `'${content.replaceAll("'", "'\\''")}'`;
