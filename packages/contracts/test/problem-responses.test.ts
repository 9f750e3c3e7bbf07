import { describe, expect, test } from "vitest";
import { type Document, describeSecurity, type Operation } from "../openapi-document.ts";
import { shareProblemResponses } from "../problem-responses.ts";

const operationOf = ({ paths }: Document) => paths["/v1/things"]?.post;
const failure = (description = "A problem.") => ({ description, content: {} });

function documentWith(operation: Operation): Document {
  const type = (status: number) => ({ status, title: "A title", description: "A description." });
  return {
    paths: { "/v1/things": { post: { operationId: "createThing", ...operation } } },
    components: {
      parameters: {},
      responses: {},
      schemas: {
        Scope: {
          "x-for-people": ["things:own"],
          "x-stopped-by-deletion": ["things:write"],
          "x-stopped-by-suspension": ["things:write"],
        },
        ProblemType: {
          "x-problems": {
            "/problems/not-found": type(404),
            "/problems/forbidden": type(403),
            "/problems/org-deletion-scheduled": type(403),
            "/problems/org-suspended": type(403),
            "/problems/thing-status": type(409),
          },
        },
      },
    },
  };
}

describe("shareProblemResponses", () => {
  test("names the problems of the status, of the access and of the operation", () => {
    const document = documentWith({
      "x-access": "things:write",
      "x-problems": ["thing-status"],
      responses: { "200": failure("A thing."), "403": failure(), "404": failure(), "409": failure() },
    });
    shareProblemResponses(document);
    expect(operationOf(document)).toMatchObject({
      responses: {
        "200": { description: "A thing." },
        "403": { $ref: "#/components/responses/ForbiddenOrOrgDeletionScheduledOrOrgSuspended" },
        "404": { $ref: "#/components/responses/NotFound" },
        "409": { $ref: "#/components/responses/ThingStatus" },
      },
    });
    expect(document.components.responses).toMatchObject({
      ThingStatus: {
        description: "A title (`thing-status`): A description.",
        content: {
          "application/problem+json": {
            examples: { "thing-status": { value: { type: "/problems/thing-status", status: 409, title: "A title" } } },
          },
        },
      },
    });
    expect(Object.keys(document.components.responses ?? {})).toHaveLength(3);
  });

  test.each([
    ["an unknown problem", { "x-problems": ["nothing"] }, /createThing has an unknown .* nothing/],
    ["a status without a problem", { responses: { "409": failure() } }, /createThing has no problem .* 409/],
    ["a problem without a response", { "x-problems": ["thing-status"] }, /createThing has no response .* thing-status/],
  ])("refuses %s", (_, operation, message) => {
    expect(() => shareProblemResponses(documentWith(operation))).toThrow(message);
  });
});

test.each([
  ["anyone", []],
  ["person", [{ AccessTokenAuth: [] }, { SessionCookieAuth: [] }]],
  ["things:own", [{ AccessTokenAuth: [] }, { SessionCookieAuth: [] }]],
  ["things:write", undefined],
])("describeSecurity › sets the credentials for the access %s", (access, security) => {
  const document = documentWith({ "x-access": access });
  describeSecurity(document);
  expect(operationOf(document)?.security).toEqual(security);
});
