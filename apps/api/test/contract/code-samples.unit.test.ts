import { describe, expect, test } from "vitest";
import { type Reference, samplesOf } from "../../src/http/reference/code-samples.ts";
import { contractOperations, openapi } from "./contract-operations.ts";

const reference = openapi as unknown as Reference;

function of(operationId: string) {
  const found = contractOperations.find(({ id }) => id === operationId);
  if (!found) throw new Error(`there is no operation ${operationId}`);
  const operation = reference.paths[found.path]?.[found.method.toLowerCase()];
  if (!operation) throw new Error(`there is no ${found.method} ${found.path}`);
  return samplesOf(reference, found.method, found.path, operation);
}

describe("Code samples", () => {
  test("send the example of the body, quoted for the shell", () => {
    const { curl, sdk } = of("createUpload");
    expect(curl).toMatch(
      /^curl -X POST "\$API\/v1\/orgs\/\$ORG\/files\/uploads" \\\n {2}-H "Authorization: Bearer \$KEY" \\\n/,
    );
    const [, body = ""] = curl.match(/-d '([^']+)'$/) ?? [];
    expect(JSON.parse(body)).toMatchObject({ name: expect.any(String), sizeBytes: expect.any(Number) });
    expect(sdk).toMatch(
      /^const \{ data, error \} = await gaffer\.http\.POST\("\/v1\/orgs\/\{orgId\}\/files\/uploads", \{\n {2}params: \{ path: \{ orgId \} \},\n {2}body: \{/,
    );
  });

  test("need no token for an operation without credentials", () => {
    expect(of("signIn").curl).not.toContain("Authorization");
    expect(of("getJob").curl).toContain('-H "Authorization: Bearer $KEY"');
  });

  test("send a file unchanged, and read one as a stream", () => {
    expect(of("uploadFile").curl).toContain("--data-binary @people.csv");
    expect(of("uploadFile").sdk).toContain("body: file");
    expect(of("downloadFile").sdk).toContain('parseAs: "stream"');
  });

  test.each(contractOperations)("name method and path of $id, and no placeholder", ({ id, method, path }) => {
    const { curl, sdk } = of(id);
    expect(sdk).toContain(`gaffer.http.${method}("${path}"`);
    expect(curl).toMatch(/^curl (-X [A-Z]+ )?"\$API\/v1\//);
    expect(curl.split("\n")[0]).not.toMatch(/[{}]|undefined/);
    expect(sdk).not.toContain("undefined");
  });
});
