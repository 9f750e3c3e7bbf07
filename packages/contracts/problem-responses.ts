import {
  type Document,
  isKeyed,
  type Operation,
  operationsOf,
  type ProblemType,
  type Response,
  takesParameter,
} from "./openapi-document.ts";
import { SpecError } from "./spec-error.ts";

/** The problems that any operation can have which declares their status. */
const general = [
  "unauthenticated",
  "forbidden",
  "not-found",
  "precondition-failed",
  "too-large",
  "unsupported-media-type",
  "range-not-satisfiable",
  "invalid-request",
  "precondition-required",
  "rate-limited",
  "internal",
  "unavailable",
];

const prefix = "/problems/";

/**
 * Replaces the error responses of the operations by shared ones. There is one for each problem, and for each set of
 * problems that have the same status in an operation. Each has an example of each of its problems.
 */
export function shareProblemResponses(document: Document): void {
  const types = document.components.schemas.ProblemType?.["x-problems"] ?? {};
  const shared = new Map<string, Response>();
  for (const operation of operationsOf(document)) {
    const { operationId, responses = {} } = operation;
    assertAnswered(operation, types);
    const names = problemsOf(operation, document);
    for (const [status, response] of Object.entries(responses).filter(([status]) => status >= "400")) {
      const problems = names.flatMap((name): NamedProblem[] => {
        const type = types[prefix + name];
        return type?.status === Number(status) ? [[name, type]] : [];
      });
      if (problems.length === 0) {
        throw new SpecError(`${operationId} has no problem with the status ${status}: name it with @problems(…)`);
      }
      const name = problems.map(([problem]) => toPascalCase(problem)).join("Or");
      shared.set(name, { ...response, ...toResponse(problems) });
      responses[status] = { $ref: `#/components/responses/${name}` };
    }
  }
  document.components.responses = Object.fromEntries([...shared].sort());
}

/** Requires that each of the operation's own problems exists, and that a response has its status. */
function assertAnswered(operation: Operation, types: Readonly<Record<string, ProblemType>>): void {
  const { operationId, responses = {}, "x-problems": names = [] } = operation;
  for (const name of names) {
    const type = types[prefix + name];
    if (!type) throw new SpecError(`${operationId} has an unknown @problems(…): ${name}`);
    if (!responses[type.status]) throw new SpecError(`${operationId} has no response with the status of ${name}`);
  }
}

/** The names of an operation's problems: general problems, problems of its access, body and headers, and its own. */
function problemsOf(operation: Operation, document: Document): string[] {
  const { Scope } = document.components.schemas;
  const isStoppedBy = (state: "deletion" | "suspension") =>
    Scope?.[`x-stopped-by-${state}`]?.includes(operation["x-access"] ?? "");
  const isConditional = ["If-Match", "If-None-Match"].some((name) => takesParameter(operation, document, name));
  return [
    ...(operation.requestBody ? ["malformed-body"] : []),
    ...(isConditional ? ["malformed-header"] : []),
    ...general,
    ...(operation["x-problems"] ?? []),
    ...(isStoppedBy("deletion") ? ["org-deletion-scheduled"] : []),
    ...(isStoppedBy("suspension") ? ["org-suspended"] : []),
    ...(isKeyed(operation, document) ? ["idempotency-in-flight", "idempotency-mismatch"] : []),
  ];
}

type NamedProblem = [name: string, type: ProblemType];

function toResponse(problems: readonly NamedProblem[]): Response {
  const lines = problems.map(([name, { title, description }]) => `${title} (\`${name}\`): ${description}`);
  const examples = problems.map(([name, type]) => [name, { value: exampleOf(name, type) }]);
  return {
    description: lines.join("\n\n"),
    content: {
      "application/problem+json": {
        schema: { $ref: "#/components/schemas/Problem" },
        examples: Object.fromEntries(examples),
      },
    },
  };
}

function exampleOf(name: string, { status, title, description }: ProblemType) {
  return {
    type: prefix + name,
    title,
    status,
    detail: description.replaceAll("\n", " "),
    requestId: "01890a5d-ac96-774b-bcce-b302099a8057",
    ...(name === "invalid-request" && {
      errors: [{ in: "body", pointer: "/input/fileId", code: "invalid_format", message: "must be a uuid" }],
    }),
    ...(name === "quota-exceeded" && { quota: { name: "openJobs", limit: 10_000, used: 9_998, requested: 5 } }),
  };
}

function toPascalCase(name: string): string {
  return name.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}
