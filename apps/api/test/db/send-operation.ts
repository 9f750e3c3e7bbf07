import type { DemoOrg } from "../../src/demo/demo-org.ts";
import { type ContractOperation, pathOf } from "../contract/contract-operations.ts";
import { type Answer, someFileId, type TestGaffer } from "../harness/test-gaffer.ts";
import { bodies } from "./request-bodies.ts";

/** Whether no API key has access to the operation. */
export const needsPerson = ({ access }: ContractOperation) => access === "person" || access === "org:own";

/** Sends a valid request of the operation, with ids that don't exist. */
export function sendOperation(
  gaffer: TestGaffer,
  operation: ContractOperation,
  as: Pick<DemoOrg, "apiKey">,
): Promise<Answer> {
  const url = pathOf(operation, {
    orgId: gaffer.org.orgId,
    jobId: someFileId,
    fileId: someFileId,
    scheduleId: someFileId,
    uploadId: someFileId,
    keyId: "a",
    sessionId: someFileId,
    userId: someFileId,
    invitationId: someFileId,
    id: someFileId,
    plan: "unknown",
    name: "storage:cleanup",
  });
  const body = bodies[operation.id];
  return gaffer.request(operation.method, operation.id === "uploadFile" ? `${url}?name=a` : url, {
    as,
    ...(body !== undefined && { body }),
  });
}
