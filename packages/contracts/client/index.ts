export type { components, operations, paths } from "../generated/openapi.d.ts";
export type { ApiKeyRef, ApiKeysClient } from "./api-keys.ts";
export type { AuditClient } from "./audit.ts";
export type { AuthClient, SessionRef, SignInOptions } from "./auth.ts";
export type { KeyedOptions } from "./call.ts";
export type { Clock } from "./clock.ts";
export {
  type ClientOptions,
  type Credentials,
  createClient,
  type GafferClient,
  type OrgClient,
} from "./create-client.ts";
export {
  ConnectionError,
  GafferError,
  JobFailedError,
  JobWaitTimeoutError,
  ProblemError,
  type ProblemName,
  ReadTimeoutError,
  UnexpectedAnswerError,
} from "./errors.ts";
export type { DownloadOptions, FileRef, FilesClient, Upload, UploadOptions } from "./files.ts";
export type { InvitationRef, InvitationsClient } from "./invitations.ts";
export type { JobsClient, JobsQuery } from "./jobs.ts";
export type { LiveOptions, ReceivedUpdate } from "./live.ts";
export type { MemberRef, MembersClient } from "./members.ts";
export type * from "./models.ts";
export type { OrgLifecycle } from "./org-lifecycle.ts";
export type { OrgsClient } from "./orgs.ts";
export { paginate } from "./paginate.ts";
export type { RetryOptions } from "./retry.ts";
export type { ScheduleRef, SchedulesClient, ScheduleVersion } from "./schedules.ts";
export type { SystemClient, SystemJobRef } from "./system.ts";
export type { OnUploadProgress, UploadProgress } from "./upload-progress.ts";
export type { WaitOptions } from "./wait-for-job.ts";
