/** The operations of the contract, read from openapi.json and not from the server. */

import openapi from "@gaffer/contracts/openapi.json" with { type: "json" };
import type { Schemas } from "@gaffer/contracts/server";

export { openapi };
export const allScopes = openapi.components.schemas.Scope.enum as Schemas["Scope"][];

export type Role = Schemas["Role"];
export const roles = openapi.components.schemas.Role.enum as Role[];

/** The scopes of a role: the role's own scopes and the scopes of all lower roles. */
export function scopesOfRole(role: Role): string[] {
  const scopesOf = openapi.components.schemas.Role["x-scopes"] as Record<Role, string[]>;
  return roles.slice(0, roles.indexOf(role) + 1).flatMap((name) => scopesOf[name]);
}

export interface ContractParameter {
  name: string;
  in: "path" | "query" | "header";
  required?: boolean;
  schema: object;
  /** The value with which the reference page fills in the parameter. */
  example?: unknown;
}

export interface ContractResponse {
  headers?: Record<string, { required?: boolean }>;
  /** `examples`: of an error, one for each problem, by its name. */
  content?: Record<string, { schema: object; examples?: Record<string, { value: object }> }>;
}

export interface ContractOperation {
  id: string;
  method: string;
  /** The path in the contract, such as `/v1/orgs/{orgId}`. */
  path: string;
  description: string;
  /**
   * The required scope. For an operation that needs no scope: the kind of callers with access, such as `person` or
   * `anyone`.
   */
  access: string;
  /** The required scope. Undefined: the operation needs no scope. */
  scope: Schemas["Scope"] | undefined;
  parameters: ContractParameter[];
  /** Maximum size of the JSON body in bytes. 0: the operation has no JSON body. */
  bodyLimit: number;
  body: { mediaType: string; schema: object; examples: readonly unknown[] } | undefined;
  responses: Record<string, ContractResponse>;
  /** The accepted credentials: names of security schemes. An empty name: none is needed. */
  credentials: string[];
}

interface MediaType {
  schema: object;
  example?: unknown;
  examples?: Record<string, { value: unknown }>;
}

interface OperationObject {
  operationId: string;
  description: string;
  "x-access": string;
  "x-body-limit"?: number;
  parameters?: (ContractParameter | { $ref: string })[];
  requestBody?: { content: Record<string, MediaType> };
  responses: Record<string, ContractResponse | { $ref: string }>;
  security?: Record<string, unknown>[];
}

export const contractOperations: readonly ContractOperation[] = Object.entries(openapi.paths).flatMap(
  ([path, methods]) =>
    Object.entries(methods as unknown as Record<string, OperationObject>).map(([method, operation]) => {
      const [body] = Object.entries(operation.requestBody?.content ?? {});
      return {
        id: operation.operationId,
        method: method.toUpperCase(),
        path,
        description: operation.description,
        access: operation["x-access"],
        scope: allScopes.find((scope) => scope === operation["x-access"]),
        parameters: (operation.parameters ?? []).map((each) => resolveShared<ContractParameter>("parameters", each)),
        bodyLimit: operation["x-body-limit"] ?? 0,
        body: body && { mediaType: body[0], schema: body[1].schema, examples: examplesOf(body[1]) },
        responses: Object.fromEntries(
          Object.entries(operation.responses).map(([status, each]) => [
            status,
            resolveShared<ContractResponse>("responses", each),
          ]),
        ),
        credentials: toCredentials(operation.security ?? openapi.security),
      };
    }),
);

function examplesOf({ example, examples = {} }: MediaType): unknown[] {
  return example === undefined ? Object.values(examples).map(({ value }) => value) : [example];
}

/** Returns the operation's path with these parameters, without encoding them. */
export function pathOf({ path }: { path: string }, parameters: Record<string, string>): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => parameters[name] ?? `{${name}}`);
}

function resolveShared<Part extends object>(kind: "parameters" | "responses", part: Part | { $ref: string }): Part {
  if (!("$ref" in part)) return part;
  const shared = openapi.components[kind] as unknown as Record<string, Part>;
  return shared[part.$ref.slice(`#/components/${kind}/`.length)] as Part;
}

function toCredentials(security: Record<string, unknown>[]): string[] {
  return security.length === 0 ? [""] : security.map((each) => Object.keys(each)[0] ?? "");
}
