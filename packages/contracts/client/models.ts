/** The contract's types under their plain names, and how a job type leads to its input and output. */
import type { components, operations } from "../generated/openapi.d.ts";

type Schemas = components["schemas"];

/** A job of any type, told apart by `type`. */
export type Job = Schemas["Job"];
export type JobType = Job["type"];
export type JobStatus = Schemas["JobStatus"];
export type JobError = Schemas["JobError"];
export type JobAttempt = Schemas["JobAttempt"];
/** One error of an attempt, with its stack. */
export type ErrorDetail = Schemas["ErrorDetail"];
/** Why a job isn't running. */
export type JobBlockedBy = Schemas["JobBlockedBy"];
/** What a pending job waits for, told apart by `kind`. */
export type BlockedBy = Schemas["BlockedBy"];
export type JobLog = Schemas["JobLog"];
/** Which jobs to change: those for which all holds that is given. */
export type JobSelection = Schemas["JobSelection"];
export type RetrySelection = Schemas["RetrySelection"];
export type ChangedJobs = Schemas["ChangedJobs"];
export type JobStats = Schemas["JobStats"];
export type JobTimeline = Schemas["JobTimeline"];
export type TimelinePeriod = Schemas["TimelinePeriod"];
export type JobTypeDescription = Schemas["JobTypeDescription"];
export type Priority = Schemas["Priority"];
export type Schedule = Schemas["Schedule"];
export type ScheduleStatus = Schemas["ScheduleStatus"];
/** The job that each run of a schedule creates, told apart by `type`, which says what its `input` is. */
export type ScheduledJob = Schemas["ScheduledJob"];
/** When a schedule runs, told apart by `kind`. */
export type Recurrence = Schemas["Recurrence"];
export type MissedPolicy = Schemas["MissedPolicy"];
export type OverlapPolicy = Schemas["OverlapPolicy"];
export type CreateSchedule = Schemas["CreateScheduleRequest"];
/** What changes; what is left out stays. */
export type UpdateSchedule = Schemas["UpdateScheduleRequest"];
export type PreviewSchedule = Schemas["PreviewScheduleRequest"];
/** A time at which a schedule runs. */
export type Occurrence = Schemas["Occurrence"];
export type ScheduleRun = Schemas["ScheduleRun"];
export type ScheduleRunStatus = Schemas["ScheduleRunStatus"];
export type TriggeredRun = Schemas["TriggeredRun"];
export type File = Schemas["File"];
/** A job without its input and output. */
export type JobSummary = Schemas["JobSummary"];
/** A live update, discriminated by `kind`. */
export type LiveUpdate = Schemas["LiveUpdate"];
export type CreateUpload = Schemas["CreateUploadRequest"];
/** Where to put a content that doesn't pass through the API. */
export type DirectUpload = Schemas["Upload"];
export type FileUrl = Schemas["FileUrl"];
export type Org = Schemas["Org"];
export type Role = Schemas["Role"];
export type Scope = Schemas["Scope"];
export type ApiKey = Schemas["ApiKey"];
export type CreateApiKey = Schemas["CreateApiKeyRequest"];
/** An API key with its secret, which can't be had again. */
export type NewApiKey = Schemas["NewApiKey"];
export type AuditEvent = Schemas["AuditEvent"];
/** What an organization may use by its plan, and what it does use. */
export type Usage = Schemas["Usage"];
export type QuotaUse = Schemas["QuotaUse"];
export type QuotaName = Schemas["QuotaName"];
export type ExceededQuota = Schemas["ExceededQuota"];
export type Me = Schemas["Me"];
export type Person = Schemas["Person"];
export type SignUp = Schemas["SignUpRequest"];
/** A session with new tokens, which are null where cookies have them. */
export type SignedIn = Schemas["SignedIn"];
export type Session = Schemas["Session"];
export type SystemJob = Schemas["SystemJob"];
export type SystemJobRun = Schemas["SystemJobRun"];
export type QueuedSystemRun = Schemas["QueuedSystemRun"];
export type WorkerProcess = Schemas["WorkerProcess"];
export type Queue = Schemas["Queue"];
export type CreateOrg = Schemas["CreateOrgRequest"];
/** What changes; what is left out stays. */
export type UpdateOrg = Schemas["UpdateOrgRequest"];
/** A person in an organization. */
export type Member = Schemas["Member"];
export type Invitation = Schemas["Invitation"];
export type CreateInvitation = Schemas["CreateInvitationRequest"];
/** An invitation as the invited person sees it. */
export type ReceivedInvitation = Schemas["ReceivedInvitation"];
export type Problem = Schemas["Problem"];
export type ProblemType = Schemas["ProblemType"];
export type FieldError = Schemas["FieldError"];

/** The job of one type. */
export type JobOf<Type extends JobType> = Extract<Job, { type: Type }>;
/** What asks for a job of one type: its type, its input and the options that any job has. */
export type CreateJob<Type extends JobType = JobType> = { type: Type } & { [T in JobType]: CreateJobOf<T> }[Type];
/** What a job of one type is asked to do. */
export type JobInput<Type extends JobType> = CreateJobOf<Type>["input"];
/** What a job of one type produces. */
export type JobOutput<Type extends JobType> = NonNullable<JobOf<Type>["output"]>;
/** A job, or what is known of it: only with its type is the result typed by it. */
export type JobRef<Type extends JobType = JobType> = string | { readonly id: string; readonly type: Type };

type CreateJobOf<Type extends JobType> = Extract<Schemas["CreateJobRequest"], { type: Type }>;

/** A page of a list; `nextCursor` leads to the next one and is null on the last. */
export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

export type JobQuery = Query<"listJobs">;
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
export type SystemRunQuery = Query<"listSystemJobRuns">;

type Query<Id extends keyof operations> = NonNullable<operations[Id]["parameters"]["query"]>;

/** What any call takes. */
export interface CallOptions {
  /** Ends the call, its retries and the waits between them; the call then rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
}
