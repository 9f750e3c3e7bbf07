/**
 * The job that the bench creates: a `file:profile` whose handler does nothing. `fileId` names no file. It holds a
 * number that links the handler's start to the request that created the job.
 */
export interface ProbeJob {
  orgId: string;
  fileId: string;
}

export function toJobRequest(number: number) {
  return { type: "file:profile", input: { fileId: toFileId(number) } };
}

export function toFileId(number: number): string {
  return `01890a5d-ac96-774b-8000-${number.toString(16).padStart(12, "0")}`;
}

export function toNumber(fileId: string): number {
  return Number.parseInt(fileId.slice(24), 16);
}
