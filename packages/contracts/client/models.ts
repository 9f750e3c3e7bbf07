/** The contract's types with short names, and the types of a job's input and output. */
import type { components, operations } from "../generated/openapi.d.ts";

type Schemas = components["schemas"];

/** A job of any type, discriminated by `type`. */
export type Job = Schemas["Job"];
export type JobType = Job["type"];
export type JobStatus = Schemas["JobStatus"];
export type JobError = Schemas["JobError"];
export type JobAttempt = Schemas["JobAttempt"];
/** One error of an attempt, with its stack. */
export type ErrorDetail = Schemas["ErrorDetail"];
/** Why a job isn't running. */
export type JobBlockedBy = Schemas["JobBlockedBy"];
/** The reason why a pending job isn't running, discriminated by `kind`. */
export type BlockedBy = Schemas["BlockedBy"];
export type JobLog = Schemas["JobLog"];
/** The fields of a pending job to change. Absent fields keep their values. */
export type UpdateJob = Schemas["UpdateJobRequest"];
/** Filters that select the jobs to change. A job must match all of them. */
export type JobSelection = Schemas["JobSelection"];
export type JobCount = Schemas["JobCount"];
export type ChangedJobs = Schemas["ChangedJobs"];
export type JobStats = Schemas["JobStats"];
export type JobTimeline = Schemas["JobTimeline"];
export type TimelinePeriod = Schemas["TimelinePeriod"];
export type JobTypeDescription = Schemas["JobTypeDescription"];
export type Priority = Schemas["Priority"];
export type Schedule = Schemas["Schedule"];
export type ScheduleStatus = Schemas["ScheduleStatus"];
/** The job that each run of a schedule creates, discriminated by `type`. */
export type ScheduledJob = Schemas["ScheduledJob"];
/** When a schedule runs, discriminated by `kind`. */
export type Recurrence = Schemas["Recurrence"];
export type MissedPolicy = Schemas["MissedPolicy"];
export type OverlapPolicy = Schemas["OverlapPolicy"];
export type CreateSchedule = Schemas["CreateScheduleRequest"];
/** The fields of a schedule to change. Absent fields keep their values. */
export type UpdateSchedule = Schemas["UpdateScheduleRequest"];
export type PreviewSchedule = Schemas["PreviewScheduleRequest"];
/** One time at which a schedule would run. */
export type Occurrence = Schemas["Occurrence"];
export type ScheduleRun = Schemas["ScheduleRun"];
export type ScheduleRunStatus = Schemas["ScheduleRunStatus"];
/** The schedules of a bulk change. At least one filter is required. */
export type ScheduleSelection = Schemas["ScheduleSelection"];
export type ChangedSchedules = Schemas["ChangedSchedules"];
/** A range of past times of a schedule. */
export type BackfillRange = Schemas["BackfillRequest"];
export type Backfill = Schemas["Backfill"];
export type TriggeredRun = Schemas["TriggeredRun"];
export type File = Schemas["File"];
/** A part of a job that lists omit unless \`include\` names it. */
export type JobPart = Schemas["JobPart"];
/** A live update, discriminated by `kind`. */
export type LiveUpdate = Schemas["LiveUpdate"];
export type CreateUpload = Schemas["CreateUploadRequest"];
/** An upload directly to the store, with the URL for its content. */
export type DirectUpload = Schemas["Upload"];
export type FileUrl = Schemas["FileUrl"];
export type Org = Schemas["Org"];
export type Role = Schemas["Role"];
export type Scope = Schemas["Scope"];
export type ApiKey = Schemas["ApiKey"];
export type CreateApiKey = Schemas["CreateApiKeyRequest"];
/** An API key with its secret, which can't be read again. */
export type NewApiKey = Schemas["NewApiKey"];
export type AuditEvent = Schemas["AuditEvent"];
/** Limits of an organization's plan and its usage. */
export type Usage = Schemas["Usage"];
export type QuotaUse = Schemas["QuotaUse"];
export type QuotaName = Schemas["QuotaName"];
export type ExceededQuota = Schemas["ExceededQuota"];
export type Me = Schemas["Me"];
export type Person = Schemas["Person"];
export type SignUp = Schemas["SignUpRequest"];
/** A session with new tokens. The tokens are null if cookies hold them. */
export type SignedIn = Schemas["SignedIn"];
export type Session = Schemas["Session"];
export type SystemJob = Schemas["SystemJob"];
export type SystemJobRun = Schemas["SystemJobRun"];
export type QueuedSystemRun = Schemas["QueuedSystemRun"];
export type WorkerProcess = Schemas["WorkerProcess"];
/** Numbers of the jobs of one type, of all organizations. */
export type SystemJobType = Schemas["SystemJobType"];
/** A job of any organization. */
export type FoundJob = Schemas["FoundJob"];
/** Jobs and files that an organization created in a period. */
export type OrgUsage = Schemas["OrgUsage"];
/** An organization as administrators of the installation see it. */
export type SystemOrg = Schemas["SystemOrg"];
/** A change of an organization's plan by an administrator. Absent fields keep their values. */
export type UpdateSystemOrg = Schemas["UpdateSystemOrgRequest"];
/** Limits and retention of the organizations that have the plan. */
export type Plan = Schemas["Plan"];
export type CreatePlan = Schemas["CreatePlanRequest"];
/** The limits of a plan to change. Absent fields keep their values. */
export type UpdatePlan = Schemas["UpdatePlanRequest"];
/** A user as administrators of the installation see them. */
export type SystemPerson = Schemas["SystemPerson"];
/** A user with their organizations. */
export type SystemPersonDetails = Schemas["SystemPersonDetails"];
export type CreateOrg = Schemas["CreateOrgRequest"];
/** The fields of an organization to change. Absent fields keep their values. */
export type UpdateOrg = Schemas["UpdateOrgRequest"];
/** A member of an organization. */
export type Member = Schemas["Member"];
export type Invitation = Schemas["Invitation"];
export type CreateInvitation = Schemas["CreateInvitationRequest"];
/** An invitation as its recipient sees it. */
export type ReceivedInvitation = Schemas["ReceivedInvitation"];
export type Problem = Schemas["Problem"];
export type ProblemType = Schemas["ProblemType"];
/** One fault of a request: where it is, its code and a message. */
export type FieldError = Schemas["FieldError"];
export type FieldErrorCode = Schemas["FieldErrorCode"];

/** A job of one type. */
export type JobOf<Type extends JobType> = Extract<Job, { type: Type }>;
/** A job without its input and output. */
export type JobSummary<Type extends JobType = JobType> = Schemas["JobSummary"] & { type: Type };
/** A job in a list: a summary with the included parts. */
export type ListedJob<Type extends JobType = JobType, Part extends JobPart = never> = Type extends JobType
  ? JobSummary<Type> & Pick<JobOf<Type>, Part>
  : never;
/** The request that creates a job of one type. */
export type CreateJob<Type extends JobType = JobType> = { type: Type } & { [T in JobType]: CreateJobOf<T> }[Type];
/** The input of a job type. */
export type JobInput<Type extends JobType> = CreateJobOf<Type>["input"];
/** The output of a job type. */
export type JobOutput<Type extends JobType> = NonNullable<JobOf<Type>["output"]>;
/** A job or its id. If it is a job, the result has the job's type. */
export type JobRef<Type extends JobType = JobType> = string | { readonly id: string; readonly type: Type };

type CreateJobOf<Type extends JobType> = Extract<Schemas["CreateJobRequest"], { type: Type }>;

/** A page of a list. `nextCursor` is the cursor of the next page, or null on the last page. */
export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

export type JobQuery = Query<"listJobs">;
/** Filters of jobs. They combine with *and*; the values of one filter with *or*. */
export type JobCountQuery = Query<"countJobs">;
export type JobTimelineQuery = Query<"getJobTimeline">;
export type JobChildrenQuery = Query<"listJobChildren">;
export type JobLogQuery = Query<"listJobLogs">;
export type LiveQuery = Query<"streamLiveUpdates">;
export type ScheduleQuery = Query<"listSchedules">;
export type ScheduleRunQuery = Query<"listScheduleRuns">;
export type FileQuery = Query<"listFiles">;
export type ApiKeyQuery = Query<"listApiKeys">;
export type AuditQuery = Query<"listAuditEvents">;
export type OrgQuery = Query<"listOrgs">;
export type MemberQuery = Query<"listMembers">;
export type InvitationQuery = Query<"listInvitations">;
export type SystemOrgQuery = Query<"listSystemOrgs">;
export type SystemPersonQuery = Query<"listSystemPeople">;
export type OrgUsageQuery = Query<"listOrgUsage">;
export type SystemRunQuery = Query<"listSystemJobRuns">;

type Query<Id extends keyof operations> = NonNullable<operations[Id]["parameters"]["query"]>;

/** Options of every call. */
export interface CallOptions {
  /** Aborts the call, including its retries and delays. The call then rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
}
