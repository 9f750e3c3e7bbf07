// Generated from spec/ by generate.ts. Do not edit.

export interface paths {
    "/v1/auth/change-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change the password
         * @description Changes the password, and ends all other sessions.
         *
         *     Needs a signed-in user; an API key can't call this.
         *
         *     The body has at most 16 KiB.
         */
        post: operations["changePassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refresh a session
         * @description Returns new tokens. The refresh token works once. For 10 seconds a repeated refresh returns the same tokens, because a
         *     response can be lost and two windows can refresh at once. A later use of the token is treated as theft and ends the session.
         *
         *     Anyone may call this.
         *
         *     The body has at most 16 KiB.
         */
        post: operations["refreshSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/request-password-reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Request a password reset
         * @description Mails a link for a new password if the address has an account. The response is the same in both cases.
         *
         *     Anyone may call this.
         *
         *     The body has at most 16 KiB.
         */
        post: operations["requestPasswordReset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/reset-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reset a password
         * @description Sets a new password with the token of a reset link and ends all sessions. The link is valid for one hour.
         *
         *     Anyone may call this.
         *
         *     The body has at most 16 KiB.
         */
        post: operations["resetPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List your sessions
         * @description Lists the caller's sessions, newest first.
         *
         *     Needs a signed-in user; an API key can't call this.
         */
        get: operations["listSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/sessions/{sessionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke a session
         * @description Ends one of the caller's sessions.
         *
         *     Needs a signed-in user; an API key can't call this.
         */
        delete: operations["revokeSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/sessions/revoke-others": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revoke all other sessions
         * @description Ends all other sessions of the caller.
         *
         *     Needs a signed-in user; an API key can't call this.
         */
        post: operations["revokeOtherSessions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in
         * @description Signs in. The access token is valid for 15 minutes; `refreshSession` returns a new one.
         *
         *     Anyone may call this.
         *
         *     The body has at most 16 KiB.
         */
        post: operations["signIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign out
         * @description Ends the caller's session.
         *
         *     Needs a signed-in user; an API key can't call this.
         */
        post: operations["signOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/sign-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign up
         * @description Mails a confirmation link, valid for one day. If the address already has an account, the mail says so. The response is the same in
         *     both cases.
         *
         *     Anyone may call this.
         *
         *     The body has at most 16 KiB.
         */
        post: operations["signUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/verify-email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm an e-mail address
         * @description Confirms the address of a sign-up and creates the account.
         *
         *     Anyone may call this.
         *
         *     The body has at most 16 KiB.
         */
        post: operations["verifyEmail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitations/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept an invitation
         * @description Adds the caller to the organization. Works once. Errors: `already-member`, and those of `findInvitation`.
         *
         *     Needs a signed-in user; an API key can't call this.
         *
         *     The body has at most 64 KiB.
         */
        post: operations["acceptInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitations/find": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Find an invitation
         * @description Returns the organization and role of an invitation. Errors: 404 if the invitation is unknown, expired, revoked, accepted or for another
         *     address.
         *
         *     Needs a signed-in user; an API key can't call this.
         *
         *     The body has at most 64 KiB.
         */
        post: operations["findInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the current caller
         * @description Returns the caller: an API key with its scopes and organization, or a signed-in user.
         *
         *     Needs a valid API key or session, and no scope.
         */
        get: operations["getMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List your organizations
         * @description Lists the caller's organizations with their role in each, newest first.
         *
         *     Needs a signed-in user; an API key can't call this.
         */
        get: operations["listOrgs"];
        put?: never;
        /**
         * Create an organization
         * @description Creates an organization. The caller becomes its owner.
         *
         *     Needs a signed-in user; an API key can't call this.
         *
         *     The body has at most 64 KiB.
         */
        post: operations["createOrg"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{orgId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an organization
         * @description Reads the organization.
         *
         *     Needs a valid API key or session, and no scope.
         */
        get: operations["getOrg"];
        put?: never;
        post?: never;
        /**
         * Delete an organization
         * @description Schedules the organization for deletion after a grace period. Default: seven days.
         *
         *     From now on the organization accepts no new work. Jobs, files and schedules can't be created, changed or deleted, due runs of
         *     schedules are refused, and open jobs are cancelled. API keys stop working for writes within five seconds. Reads, the management of
         *     keys and members, and `restoreOrg` still work.
         *
         *     After the grace period all data of the organization is deleted: jobs, schedules, files, keys, members and the audit log. A record of the
         *     deletion stays. Users keep their accounts. No effect on an organization that is already scheduled for deletion.
         *
         *     Needs the scope `org:own`, which an owner has.
         */
        delete: operations["deleteOrg"];
        options?: never;
        head?: never;
        /**
         * Update an organization
         * @description Changes the organization. Absent fields keep their values.
         *
         *     Needs the scope `org:write`, which the role admin and those above have.
         *
         *     The body has at most 64 KiB.
         */
        patch: operations["updateOrg"];
        trace?: never;
    };
    "/v1/orgs/{orgId}/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List API keys
         * @description Lists the organization's API keys, newest first, including expired and revoked ones.
         *
         *     Needs the scope `keys:read`, which the role admin and those above have.
         */
        get: operations["listApiKeys"];
        put?: never;
        /**
         * Create an API key
         * @description Creates an API key. It belongs to the organization and stays valid when its creator leaves. Only this response has the secret, so
         *     there is no `Idempotency-Key`: if the response is lost, revoke the key and create another.
         *
         *     Needs the scope `keys:write`, which the role admin and those above have.
         *
         *     The body has at most 64 KiB.
         */
        post: operations["createApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{orgId}/api-keys/{keyId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an API key
         * @description Reads an API key.
         *
         *     Needs the scope `keys:read`, which the role admin and those above have.
         */
        get: operations["getApiKey"];
        put?: never;
        post?: never;
        /**
         * Revoke an API key
         * @description Revokes an API key permanently. It stops working within five seconds. No effect on a revoked key.
         *
         *     Needs the scope `keys:write`, which the role admin and those above have.
         */
        delete: operations["revokeApiKey"];
        options?: never;
        head?: never;
        /**
         * Rename an API key
         * @description Changes the name of an API key. Absent fields keep their values. Expired and revoked keys can be renamed too.
         *
         *     Needs the scope `keys:write`, which the role admin and those above have.
         *
         *     The body has at most 64 KiB.
         */
        patch: operations["updateApiKey"];
        trace?: never;
    };
    "/v1/orgs/{orgId}/api-keys/{keyId}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate an API key
         * @description Creates an API key with the same name, scopes and expiry. The old key expires after `overlapSeconds`. The caller needs all scopes of the
         *     key. Errors: `api-key-inactive` for an expired or revoked key.
         *
         *     Needs the scope `keys:write`, which the role admin and those above have.
         *
         *     The body has at most 64 KiB.
         */
        post: operations["rotateApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{orgId}/audit-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List audit events
         * @description Lists the changes that requests made in the organization, newest first. Each event is written in the transaction of its change and is
         *     immutable. The plan sets the retention. Work of schedules and workers is not audited: see jobs and runs.
         *
         *     Needs the scope `audit:read`, which the role admin and those above have.
         */
        get: operations["listAuditEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{orgId}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Export an organization
         * @description Creates a job of type `org:export`. Its output lists the written files. The files contain the data at the creation of the job; changes
         *     during the run may be included. Errors: `org-deletion-scheduled`.
         *
         *     Needs the scope `org:own`, which an owner has.
         */
        post: operations["exportOrg"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{orgId}/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List files
         * @description Lists files, newest first.
         *
         *     Needs the scope `files:read`, which the role viewer and those above have.
         */
        get: operations["listFiles"];
        put?: never;
        /**
         * Upload a file
         * @description Uploads a file. The request's body is the content; `Content-Type` is its media type. 201 means that the whole content is stored.
         *
         *     Needs the scope `files:write`, which the role member and those above have.
         */
        post: operations["uploadFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{orgId}/files/{fileId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a file's metadata
         * @description Returns a file's metadata.
         *
         *     Needs the scope `files:read`, which the role viewer and those above have.
         */
        get: operations["getFile"];
        put?: never;
        post?: never;
        /**
         * Delete a file
         * @description Deletes a file and its content.
         *
         *     Needs the scope `files:write`, which the role member and those above have.
         */
        delete: operations["deleteFile"];
        options?: never;
        head?: never;
        /**
         * Rename a file
         * @description Changes the name of a file. Absent fields keep their values. The content of a file never changes.
         *
         *     Needs the scope `files:write`, which the role member and those above have.
         *
         *     The body has at most 64 KiB.
         */
        patch: operations["updateFile"];
        trace?: never;
    };
    "/v1/orgs/{orgId}/files/{fileId}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download a file
         * @description Downloads a file, or a part of it with a `Range` header of one byte range (RFC 9110).
         *
         *     Needs the scope `files:read`, which the role viewer and those above have.
         */
        get: operations["downloadFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{orgId}/files/{fileId}/url": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a download URL
         * @description Returns a URL that serves the file without a credential for five minutes.
         *
         *     Needs the scope `files:read`, which the role viewer and those above have.
         */
        get: operations["getFileUrl"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{orgId}/files/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start a direct upload
         * @description Starts an upload directly to the store. Put the content at the returned URL, then complete the upload to create the file.
         *
         *     Needs the scope `files:write`, which the role member and those above have.
         *
         *     The body has at most 64 KiB.
         */
        post: operations["createUpload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{orgId}/files/uploads/{uploadId}/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Complete a direct upload
         * @description Creates the file of an upload after verifying its content. A repeated call returns the same file. Errors: `upload-mismatch` if the
         *     content is missing or differs from the declared size or hash. The content can then be put again.
         *
         *     Needs the scope `files:write`, which the role member and those above have.
         */
        post: operations["completeUpload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{orgId}/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List invitations
         * @description Lists open and expired invitations, newest first.
         *
         *     Needs the scope `org:read`, which the role viewer and those above have.
         */
        get: operations["listInvitations"];
        put?: never;
        /**
         * Invite a member
         * @description Mails an invitation, valid for seven days. A new invitation replaces an earlier one for the same address. The caller needs all
         *     scopes of the role. An API key can't invite an owner. A repeated request with the `Idempotency-Key` of one whose mail failed sends the
         *     mail. Errors: `already-member`.
         *
         *     Needs the scope `members:write`, which the role admin and those above have.
         *
         *     The body has at most 64 KiB.
         */
        post: operations["createInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{orgId}/invitations/{invitationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke an invitation
         * @description Revokes an invitation. Its token stops working.
         *
         *     Needs the scope `members:write`, which the role admin and those above have.
         */
        delete: operations["revokeInvitation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{orgId}/job-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List job types
         * @description Lists the job types with their schemas, descriptions and examples, sorted by name.
         *
         *     Needs the scope `jobs:read`, which the role viewer and those above have.
         */
        get: operations["listJobTypes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{orgId}/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List jobs
         * @description Lists jobs, newest first, without their inputs and outputs. Filters combine with *and*.
         *
         *     Needs the scope `jobs:read`, which the role viewer and those above have.
         */
        get: operations["listJobs"];
        put?: never;
        /**
         * Create a job
         * @description Creates a job. A 201 means that it is stored and will run.
         *
         *     Needs the scope `jobs:write`, which the role member and those above have.
         *
         *     The body has at most 2 MiB.
         */
        post: operations["createJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{orgId}/jobs/{jobId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a job
         * @description Returns a job with its input and output.
         *
         *     Needs the scope `jobs:read`, which the role viewer and those above have.
         */
        get: operations["getJob"];
        put?: never;
        post?: never;
        /**
         * Delete an ended job
         * @description Deletes an ended job with its attempts and logs. Files stay, also output files of the job. Errors: `job-open` if the job is
         *     pending or processing; cancel it first.
         *
         *     Needs the scope `jobs:write`, which the role member and those above have.
         */
        delete: operations["deleteJob"];
        options?: never;
        head?: never;
        /**
         * Change a pending job
         * @description Changes a pending job. Absent fields keep their values. The job gets a new place in the queue if its priority changes or its start
         *     time is moved into the future or to now. A failed attempt changes `runAt`, so `If-Match` then refuses the change. Errors:
         *     `job-not-pending` if the job is processing or has ended.
         *
         *     Needs the scope `jobs:write`, which the role member and those above have.
         *
         *     The body has at most 64 KiB.
         */
        patch: operations["updateJob"];
        trace?: never;
    };
    "/v1/orgs/{orgId}/jobs/{jobId}/attempts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List a job's attempts
         * @description Lists the attempts of a job, first to latest.
         *
         *     Needs the scope `jobs:read`, which the role viewer and those above have.
         */
        get: operations["listJobAttempts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{orgId}/jobs/{jobId}/blocked-by": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Explain why a job waits
         * @description Returns what a pending job waits for.
         *
         *     Needs the scope `jobs:read`, which the role viewer and those above have.
         */
        get: operations["getJobBlockedBy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{orgId}/jobs/{jobId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a job
         * @description Cancels a job. A pending job becomes `cancelled` at once. For a running job `cancelRequestedAt` is set; it becomes `cancelled` when its
         *     handler stops. No effect on a cancelled job. Errors: `job-status` if it has completed or failed.
         *
         *     Needs the scope `jobs:write`, which the role member and those above have.
         */
        post: operations["cancelJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{orgId}/jobs/{jobId}/children": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List a job's children
         * @description Lists the jobs that the job's handler created, newest first. An import's children are the jobs of its rows.
         *
         *     Needs the scope `jobs:read`, which the role viewer and those above have.
         */
        get: operations["listJobChildren"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{orgId}/jobs/{jobId}/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List a job's log lines
         * @description Lists the log lines of the job's handler, oldest first. At most 1,000 lines per attempt are kept.
         *
         *     Needs the scope `jobs:read`, which the role viewer and those above have.
         */
        get: operations["listJobLogs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{orgId}/jobs/{jobId}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore a cancelled job
         * @description Restores a job that was pending when it was cancelled, with its `runAt`, priority and place in the queue. Errors:
         *     `job-not-restorable` more than one minute after the cancellation, or if the job was running. Use `retryJob` then.
         *     `unique-key-in-use` if another job has taken the unique key.
         *
         *     Needs the scope `jobs:write`, which the role member and those above have.
         */
        post: operations["restoreJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{orgId}/jobs/{jobId}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retry a job
         * @description Gives a failed or cancelled job one more attempt, now. Errors: `job-status` for a job with another status,
         *     `unique-key-in-use` if another job has taken the unique key.
         *
         *     Needs the scope `jobs:write`, which the role member and those above have.
         */
        post: operations["retryJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{orgId}/jobs/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create several jobs
         * @description Creates up to 1,000 jobs in one transaction: all or none.
         *
         *     Needs the scope `jobs:write`, which the role member and those above have.
         *
         *     The body has at most 8 MiB.
         */
        post: operations["createJobs"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{orgId}/jobs/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel several jobs
         * @description Cancels the selected jobs as `cancelJob` does. Up to 500 are cancelled in one transaction: pending jobs first, then running ones, oldest
         *     first. If more match, a job of type `jobs:cancel` cancels the ones that exist now; `jobId` names it. If the plan has no room for that job, the
         *     call cancels 500, and `more` is true. Ended jobs, jobs with a cancellation request and unknown ids are ignored.
         *
         *     Needs the scope `jobs:write`, which the role member and those above have.
         *
         *     The body has at most 64 KiB.
         */
        post: operations["cancelJobs"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{orgId}/jobs/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count jobs
         * @description Counts the jobs that match the filters: exactly up to 10,000.
         *
         *     Needs the scope `jobs:read`, which the role viewer and those above have.
         */
        get: operations["countJobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{orgId}/jobs/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retry several jobs
         * @description Retries the selected jobs as `retryJob` does. Up to 500 are retried in one transaction: failed jobs first, then cancelled ones, oldest
         *     first. If more match, a job of type `jobs:retry` retries the jobs that have ended by now; `jobId` names it. Other jobs and unknown ids are
         *     ignored. When you repeat the call until `more` is false, set `endedBefore` to the time of the first call, so that no job is retried twice. Errors:
         *     `unique-key-in-use` if another job holds the unique key of one of the jobs; then none of the 500 is retried.
         *
         *     Needs the scope `jobs:write`, which the role member and those above have.
         *
         *     The body has at most 64 KiB.
         */
        post: operations["retryJobs"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{orgId}/jobs/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get job statistics
         * @description Counts jobs by status and type. With filters other than `status` and `type`, at most the newest 10,000 matching jobs are counted.
         *
         *     Needs the scope `jobs:read`, which the role viewer and those above have.
         */
        get: operations["getJobStats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{orgId}/jobs/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the job timeline
         * @description Returns the jobs of the last hour, day or week by status, with their wait and run times. With filters, at most the newest 10,000
         *     matching jobs are counted.
         *
         *     Needs the scope `jobs:read`, which the role viewer and those above have.
         */
        get: operations["getJobTimeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{orgId}/leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Leave an organization
         * @description Removes the caller from the organization. The caller's jobs, schedules, files and API keys stay. Errors: `last-owner`.
         *
         *     Needs a signed-in user; an API key can't call this.
         */
        post: operations["leaveOrg"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{orgId}/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Stream live updates
         * @description Streams changes of the organization's jobs and schedules as server-sent events.
         *
         *     An update has the **current state** of a job or schedule, not the change. Several changes may become one update, and an update may
         *     repeat a state. Updates of one job are in order; updates of different jobs are not.
         *
         *     A stream starts with `reset` and sends it again when updates may be missing. After a `reset` the client must read what it shows.
         *     Open the stream before you read.
         *
         *     To resume after an interruption, send the last received `id` as `Last-Event-ID`. The server sends the changes since then, or `reset`
         *     when it no longer has them. It keeps them for at least two minutes. Ids are opaque and valid in every process of the installation.
         *     An id may arrive without an update.
         *
         *     With a filter of jobs, the stream has no updates of schedules. A `removed` update has only an id, so filters except `jobId` don't apply
         *     to it.
         *
         *     The server sends at least a comment every 15 seconds. Treat a stream as dead after 45 seconds of silence. `retry` is the delay before
         *     the next connection, in milliseconds.
         *
         *     The server checks the caller's access every few seconds. It ends the stream with `end` when access is lost or the process stops.
         *
         *     Errors: 429 with `Retry-After` when the caller, the organization or the process has too many open streams. Updates of schedules need
         *     the scope `schedules:read` as well. Without it the stream has none, and `subject=schedule` returns 403.
         *
         *     Needs the scope `jobs:read`, which the role viewer and those above have.
         */
        get: operations["streamLiveUpdates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{orgId}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List members
         * @description Lists the members by the creation of their user accounts, newest first.
         *
         *     Needs the scope `org:read`, which the role viewer and those above have.
         */
        get: operations["listMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{orgId}/members/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a member
         * @description Reads a member.
         *
         *     Needs the scope `org:read`, which the role viewer and those above have.
         */
        get: operations["getMember"];
        put?: never;
        post?: never;
        /**
         * Remove a member
         * @description Removes a member. Needs the same rights as `updateMember`. Errors: `last-owner`. Jobs, schedules, files and API keys of the member stay with the organization.
         *
         *     Needs the scope `members:write`, which the role admin and those above have.
         */
        delete: operations["removeMember"];
        options?: never;
        head?: never;
        /**
         * Change a member's role
         * @description Changes a member's role. The caller needs all scopes of the old and the new role. An API key can't grant or remove the role owner.
         *     Errors: `last-owner`.
         *
         *     Needs the scope `members:write`, which the role admin and those above have.
         *
         *     The body has at most 64 KiB.
         */
        patch: operations["updateMember"];
        trace?: never;
    };
    "/v1/orgs/{orgId}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore an organization
         * @description Cancels the deletion during the grace period. Cancelled jobs stay cancelled and can be retried. Schedules continue with their next
         *     run. No effect on an organization that isn't scheduled for deletion. Errors: `org-deletion-started` after the grace period.
         *
         *     Needs the scope `org:own`, which an owner has.
         */
        post: operations["restoreOrg"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{orgId}/schedules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List schedules
         * @description Lists schedules, newest first. Filters combine with *and*.
         *
         *     Needs the scope `schedules:read`, which the role viewer and those above have.
         */
        get: operations["listSchedules"];
        put?: never;
        /**
         * Create a schedule
         * @description Creates a schedule. It is active at once, unless it is created `paused`.
         *
         *     Needs the scope `schedules:write`, which the role admin and those above have.
         *
         *     The body has at most 2 MiB.
         */
        post: operations["createSchedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{orgId}/schedules/{scheduleId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a schedule
         * @description Reads a schedule.
         *
         *     Needs the scope `schedules:read`, which the role viewer and those above have.
         */
        get: operations["getSchedule"];
        put?: never;
        post?: never;
        /**
         * Delete a schedule
         * @description Deletes a schedule and its runs. Its jobs stay, and running jobs continue.
         *
         *     Needs the scope `schedules:write`, which the role admin and those above have.
         */
        delete: operations["deleteSchedule"];
        options?: never;
        head?: never;
        /**
         * Update a schedule
         * @description Changes a schedule. Absent fields keep their values. Existing runs stay; the next run follows the new timetable. A later end can
         *     reactivate an ended schedule. Needs `If-Match`, which may also have the schedule's `version`, such as `"3"`. Errors: 428 without it.
         *
         *     Needs the scope `schedules:write`, which the role admin and those above have.
         *
         *     The body has at most 2 MiB.
         */
        patch: operations["updateSchedule"];
        trace?: never;
    };
    "/v1/orgs/{orgId}/schedules/{scheduleId}/backfill": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Backfill a schedule
         * @description Creates the jobs of a schedule's past times, earliest first, all or none. Each job has `trigger: manual`, and `scheduledAt` is its time.
         *     Times that were missed, overlapped or refused count as missing. `overlap`, `maxRuns` and the schedule's status don't apply, and its next
         *     run stays. A time whose run and job were deleted counts as missing. Errors: `scheduled-job-invalid`.
         *
         *     Needs the scope `schedules:write`, which the role admin and those above have.
         *
         *     The body has at most 64 KiB.
         */
        post: operations["backfillSchedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{orgId}/schedules/{scheduleId}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pause a schedule
         * @description Pauses a schedule. No effect on a paused one. Errors: `schedule-ended`.
         *
         *     Needs the scope `schedules:write`, which the role admin and those above have.
         */
        post: operations["pauseSchedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{orgId}/schedules/{scheduleId}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resume a schedule
         * @description Resumes a paused schedule with its next run. Times during the pause are skipped and not recorded, whatever `missed` is. The schedule ends if no run
         *     is left. No effect on a schedule that isn't paused.
         *
         *     Needs the scope `schedules:write`, which the role admin and those above have.
         */
        post: operations["resumeSchedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{orgId}/schedules/{scheduleId}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List a schedule's runs
         * @description Lists the runs of a schedule, latest first.
         *
         *     Needs the scope `schedules:read`, which the role viewer and those above have.
         */
        get: operations["listScheduleRuns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{orgId}/schedules/{scheduleId}/trigger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run a schedule now
         * @description Creates the schedule's job now, whatever the schedule's status is. The schedule's times don't change. Errors:
         *     `too-many-requests` within one minute of the last manual run; `overlapping-run` while an earlier run is open and `overlap` is `skip`;
         *     `scheduled-job-invalid`.
         *
         *     Needs the scope `schedules:write`, which the role admin and those above have.
         */
        post: operations["triggerSchedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{orgId}/schedules/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pause several schedules
         * @description Pauses up to 500 of the selected schedules in one transaction, as `pauseSchedule` does. Paused and ended schedules and unknown ids are
         *     ignored.
         *
         *     Needs the scope `schedules:write`, which the role admin and those above have.
         *
         *     The body has at most 64 KiB.
         */
        post: operations["pauseSchedules"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{orgId}/schedules/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview a schedule's runs
         * @description Returns the next runs of a timetable. Notes mark runs that daylight saving or a short month moves.
         *
         *     Needs the scope `schedules:read`, which the role viewer and those above have.
         *
         *     The body has at most 64 KiB.
         */
        post: operations["previewSchedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{orgId}/schedules/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resume several schedules
         * @description Resumes up to 500 of the selected schedules in one transaction, as `resumeSchedule` does. Schedules that aren't paused and unknown ids are
         *     ignored.
         *
         *     Needs the scope `schedules:write`, which the role admin and those above have.
         *
         *     The body has at most 64 KiB.
         */
        post: operations["resumeSchedules"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{orgId}/transfer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Transfer an organization
         * @description Makes another member an owner and the caller an admin. An API key can't call this.
         *
         *     Needs the scope `org:own`, which an owner has.
         *
         *     The body has at most 64 KiB.
         */
        post: operations["transferOrg"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{orgId}/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get limits and usage
         * @description Returns the limits of the organization's plan, and the usage.
         *
         *     Needs the scope `org:read`, which the role viewer and those above have.
         */
        get: operations["getUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/system/audit-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the installation's audit events
         * @description Lists the audit events of the installation, newest first. They are kept for one year.
         *
         *     Needs the scope `system:admin`.
         */
        get: operations["listSystemAuditEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/system/job-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count jobs by type
         * @description Lists the numbers of waiting, running and failed jobs of each type, of all organizations. Types that the server doesn't know are last.
         *
         *     Needs the scope `system:admin`.
         */
        get: operations["listSystemJobTypes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/system/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List system jobs
         * @description Lists the system jobs and their schedules, sorted by name.
         *
         *     Needs the scope `system:admin`.
         */
        get: operations["listSystemJobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/system/jobs/{jobId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find a job
         * @description Finds a job of any organization by its id.
         *
         *     Needs the scope `system:admin`.
         */
        get: operations["findJob"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/system/jobs/{name}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pause a system job
         * @description Pauses a system job. It then runs only manually. A run in progress continues. No effect on a paused one.
         *
         *     Needs the scope `system:admin`.
         */
        post: operations["pauseSystemJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/system/jobs/{name}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resume a system job
         * @description Resumes a paused system job. It runs on its cron expression again. No effect on an active one.
         *
         *     Needs the scope `system:admin`.
         */
        post: operations["resumeSystemJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/system/jobs/{name}/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run a system job now
         * @description Runs a system job now, even if it is paused. Errors: `overlapping-run` if a run is queued or in progress, because a system job never overlaps itself.
         *
         *     Needs the scope `system:admin`.
         */
        post: operations["runSystemJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/system/jobs/{name}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List a system job's runs
         * @description Lists the runs of a system job, newest first. The newest 100 are kept.
         *
         *     Needs the scope `system:admin`.
         */
        get: operations["listSystemJobRuns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/system/orgs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List all organizations
         * @description Lists the organizations of the installation, newest first.
         *
         *     Needs the scope `system:admin`.
         */
        get: operations["listSystemOrgs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/system/orgs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get any organization
         * @description Reads an organization of the installation.
         *
         *     Needs the scope `system:admin`.
         */
        get: operations["getSystemOrg"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change an organization's plan
         * @description Changes the plan of an organization, or the end of its plan. Absent fields keep their values. The new limits apply to jobs and files with
         *     the next request, to request rates within ten seconds, and to parked jobs within a minute.
         *
         *     Needs the scope `system:admin`.
         *
         *     The body has at most 64 KiB.
         */
        patch: operations["updateSystemOrg"];
        trace?: never;
    };
    "/v1/system/orgs/{id}/api-keys/{keyId}/grant-administrator": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a key an administrator
         * @description Gives an API key the scope `system:admin`, so that a program can administer the installation. No effect on a key that has it.
         *
         *     Needs the scope `system:admin`.
         */
        post: operations["grantKeyAdministrator"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/system/orgs/{id}/api-keys/{keyId}/revoke-administrator": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revoke a key's administration
         * @description Takes the scope `system:admin` from an API key, within five seconds. No effect on a key without it.
         *
         *     Needs the scope `system:admin`.
         */
        post: operations["revokeKeyAdministrator"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/system/orgs/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore any organization
         * @description Cancels the deletion of an organization, also after its grace period. What `orgs:purge` has removed by then is lost. Cancelled jobs stay
         *     cancelled. No effect on an organization that isn't scheduled for deletion.
         *
         *     Needs the scope `system:admin`.
         */
        post: operations["restoreSystemOrg"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/system/orgs/{id}/suspend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Suspend an organization
         * @description Suspends an organization. Its members and API keys can still read, and get `org-suspended` for everything else; API keys within five
         *     seconds. Due runs of its schedules are refused. Its pending jobs don't start; running jobs continue to their end. If it is already
         *     suspended, only the reason changes.
         *
         *     Needs the scope `system:admin`.
         *
         *     The body has at most 64 KiB.
         */
        post: operations["suspendOrg"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/system/orgs/{id}/unsuspend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End an organization's suspension
         * @description Ends the suspension of an organization. Its pending jobs start, and its schedules continue with their next run. No effect on an organization
         *     that isn't suspended.
         *
         *     Needs the scope `system:admin`.
         */
        post: operations["unsuspendOrg"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/system/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List all users
         * @description Lists the users of the installation, newest first.
         *
         *     Needs the scope `system:admin`.
         */
        get: operations["listSystemPeople"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/system/people/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get any user
         * @description Reads a user and their organizations.
         *
         *     Needs the scope `system:admin`.
         */
        get: operations["getSystemPerson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/system/people/{userId}/grant-administrator": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a user an administrator
         * @description Makes a user an administrator of the installation. No effect on an administrator by grant.
         *
         *     Needs the scope `system:admin`.
         */
        post: operations["grantAdministrator"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/system/people/{userId}/revoke-administrator": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revoke an administrator
         * @description Takes the grant from an administrator, who loses access with the next request. No effect on a user without a grant. Errors:
         *     `last-administrator` if no other user is an administrator; `administrator-by-setting` if `ADMIN_EMAILS` has the user's address.
         *
         *     Needs the scope `system:admin`.
         */
        post: operations["revokeAdministrator"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/system/plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List plans
         * @description Lists the plans, sorted by name.
         *
         *     Needs the scope `system:admin`.
         */
        get: operations["listPlans"];
        put?: never;
        /**
         * Create a plan
         * @description Creates a plan. Errors: `plan-exists` if a plan has this name.
         *
         *     Needs the scope `system:admin`.
         *
         *     The body has at most 64 KiB.
         */
        post: operations["createPlan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/system/plans/{plan}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a plan
         * @description Reads a plan.
         *
         *     Needs the scope `system:admin`.
         */
        get: operations["getPlan"];
        put?: never;
        post?: never;
        /**
         * Delete a plan
         * @description Deletes a plan. Errors: `plan-in-use` if an organization has it, and for the free plan.
         *
         *     Needs the scope `system:admin`.
         */
        delete: operations["deletePlan"];
        options?: never;
        head?: never;
        /**
         * Update a plan
         * @description Changes a plan for all organizations that have it. Absent fields keep their values. What exists above a new limit stays. The new limits
         *     apply to jobs and files with the next request, to request rates within ten seconds, and to parked jobs within a minute.
         *
         *     Needs the scope `system:admin`.
         *
         *     The body has at most 64 KiB.
         */
        patch: operations["updatePlan"];
        trace?: never;
    };
    "/v1/system/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List usage by organization
         * @description Lists the jobs and files that each organization created in a period, the newest organization first. Deleted and pruned ones don't count, so
         *     read a period before the retention of the plan ends.
         *
         *     Needs the scope `system:admin`.
         */
        get: operations["listOrgUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/system/workers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List processes
         * @description Lists the running processes of the installation, oldest first. A lost process stays listed for some minutes.
         *
         *     Needs the scope `system:admin`.
         */
        get: operations["listWorkers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description The job is next. It starts when a worker has a free slot for its type. */
        AboutToStart: {
            /**
             * @description The kind of cause. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            kind: "starting";
        };
        /**
         * @description The author of a change: `key:<API key id>`, `user:<user id>`, `schedule:<schedule id>` or `system`.
         * @example key:7Gm2kQ9xTz4b
         */
        Actor: string;
        /**
         * @description How a user became an administrator of the installation.
         * @enum {string}
         */
        AdministratorBy: "setting" | "grant";
        /** @description The number of jobs that start or are admitted before this job. */
        Ahead: {
            /**
             * Format: int32
             * @description Number of jobs, counted up to 1,000.
             */
            count: number;
            /** @description True if there are more jobs than `count`. */
            more: boolean;
        };
        /** @description An API key of the organization, without its secret. */
        ApiKey: {
            /**
             * Format: date-time
             * @description The time at which the API key was created.
             */
            createdAt: string;
            /** @description The user or API key that created the key. */
            createdBy: components["schemas"]["Actor"];
            /** @description The time at which the API key expires. null: never. */
            expiresAt: string | null;
            /** @description The API key's id, as in `createdBy` and the audit log. */
            id: components["schemas"]["ApiKeyId"];
            /** @description The time at which the API key was last used, to the minute. null: never. */
            lastUsedAt: string | null;
            /** @description Display name of the API key. */
            name: string;
            /** @description The time at which the API key was revoked. null: not revoked. */
            revokedAt: string | null;
            /** @description The scopes that the key has. */
            scopes: components["schemas"]["Scope"][];
        };
        /**
         * @description The part of an API key between its first two underscores. It is no secret.
         * @example 7Gm2kQ9xTz4b
         */
        ApiKeyId: string;
        /** @description The API key that the request was sent with. */
        ApiKeyInUse: {
            /** @description The time at which the API key expires. null: never. */
            expiresAt: string | null;
            /** @description The part of the key between the first two underscores. */
            id: string;
            /** @description Display name of the API key. */
            name: string;
            /** @description The API key's scopes. */
            scopes: components["schemas"]["Scope"][];
        };
        /** @description A page of a list. Every list has this shape; a list is newest first unless the operation says otherwise. */
        ApiKeyPage: {
            /** @description The items of this page. */
            items: components["schemas"]["ApiKey"][];
            /** @description The `cursor` of the next page. null: this is the last page. */
            nextCursor: components["schemas"]["Cursor"] | null;
        };
        /**
         * @description The status of an attempt.
         * @enum {string}
         */
        AttemptStatus: "running" | "completed" | "failed" | "timedOut" | "cancelled" | "lost";
        /** @description An audit event: one change by a request. */
        AuditEvent: {
            /**
             * @description The `operationId` of the operation, such as `createJob`. There are three other values. `orgs:purge`: the system job deleted an organization.
             *     `subscriptions:monitor`: the plan of an organization has ended. `provisionPerson`: first sign-in with a token of the identity provider.
             */
            action: string;
            /** @description The user, API key or system that made the change. */
            actor: components["schemas"]["Actor"];
            /** @description The client's IP address. null: unknown. */
            address: string | null;
            /**
             * Format: date-time
             * @description The time of the change.
             */
            createdAt: string;
            /** @description Details of the change, such as the role before and after. */
            details: {
                [key: string]: unknown;
            };
            /** @description The event's id. */
            id: components["schemas"]["Id"];
            /** @description The id of the request, as in `X-Request-Id` and the server's log. For `orgs:purge` and `subscriptions:monitor`: the id of the run. For `provisionPerson`: a new id. */
            requestId: string;
            /** @description The resource that was changed. */
            target: components["schemas"]["AuditTarget"];
        };
        /** @description A page of a list. Every list has this shape; a list is newest first unless the operation says otherwise. */
        AuditEventPage: {
            /** @description The items of this page. */
            items: components["schemas"]["AuditEvent"][];
            /** @description The `cursor` of the next page. null: this is the last page. */
            nextCursor: components["schemas"]["Cursor"] | null;
        };
        /** @description The resource that a request changed. */
        AuditTarget: {
            /** @description The id of the resource. */
            id: string;
            /** @description The kind of resource, such as `job`, `schedule`, `file`, `member` or `apiKey`. */
            type: string;
        };
        /** @description The result of a backfill. */
        Backfill: {
            /**
             * Format: int32
             * @description Number of these times that have a run with a job.
             */
            existing: number;
            /** @description The ids of the created jobs, earliest time first. Empty with `dryRun`. */
            jobIds: components["schemas"]["Id"][];
            /**
             * Format: int32
             * @description Number of created jobs. With `dryRun`: the number of jobs that a backfill creates.
             */
            jobs: number;
            /**
             * Format: int32
             * @description Number of times of the schedule in the range.
             */
            times: number;
        };
        /**
         * @description A range of past times of a schedule.
         * @example {
         *       "from": "2026-11-01T00:00:00Z",
         *       "to": "2026-11-02T00:00:00Z",
         *       "dryRun": true
         *     }
         */
        BackfillRequest: {
            /**
             * @description Whether the jobs are only counted.
             * @default false
             */
            dryRun: boolean;
            /**
             * Format: date-time
             * @description Start of the range, inclusive.
             */
            from: string;
            /**
             * @description Whether times that have a run with a job are skipped. If false, they get another job.
             * @default true
             */
            onlyMissing: boolean;
            /**
             * Format: date-time
             * @description End of the range, inclusive. Not in the future. The range has at most 1,000 times of the schedule.
             */
            to: string;
        };
        /**
         * @description What a pending job waits for, discriminated by `kind`. If several causes apply, the first in this order is returned: `suspended`,
         *     `scheduled`, `noWorker`, `concurrencyKey`, `concurrency`, then `queued` or `quarantine`. If none applies: `starting`.
         */
        BlockedBy: components["schemas"]["BlockedBySuspension"] | components["schemas"]["BlockedByTime"] | components["schemas"]["BlockedByMissingWorker"] | components["schemas"]["BlockedByConcurrencyKey"] | components["schemas"]["BlockedByConcurrency"] | components["schemas"]["BlockedByQueue"] | components["schemas"]["BlockedByQuarantine"] | components["schemas"]["AboutToStart"];
        /** @description The organization has reached its limit of admitted jobs. */
        BlockedByConcurrency: {
            /** @description The organization's jobs that are admitted before this one: of higher priority, or of the same priority and older. */
            ahead: components["schemas"]["Ahead"];
            /**
             * @description The kind of cause. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            kind: "concurrency";
            /**
             * Format: int32
             * @description Maximum number of admitted jobs.
             */
            limit: number;
            /** @description The source of the limit. */
            limitedBy: components["schemas"]["ConcurrencyLimit"];
            /**
             * Format: int32
             * @description Number of admitted jobs.
             */
            used: number;
        };
        /** @description All places of the job's concurrency key are taken. The job is queued when other jobs with this key end. */
        BlockedByConcurrencyKey: {
            /** @description The waiting jobs with this key that are queued before this one: of higher priority, or of the same priority and older. */
            ahead: components["schemas"]["Ahead"];
            /** @description The job's concurrency key. */
            key: string;
            /**
             * @description The kind of cause. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            kind: "concurrencyKey";
            /**
             * Format: int32
             * @description The job's limit for its key.
             */
            limit: number;
            /**
             * Format: int32
             * @description Number of jobs with this key that run or are queued.
             */
            used: number;
        };
        /** @description No running process has a handler for the job's type. Start a worker that has one. */
        BlockedByMissingWorker: {
            /**
             * @description The kind of cause. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            kind: "noWorker";
            /** @description The job type that no running process has a handler for. */
            type: components["schemas"]["JobType"];
        };
        /** @description A worker crashed while it ran this job. The job waits to run in a separate process. Each worker runs a few such jobs at once. */
        BlockedByQuarantine: {
            /** @description The jobs in quarantine, of all types and organizations, that start before this one. */
            ahead: components["schemas"]["Ahead"];
            /**
             * @description The kind of cause. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            kind: "quarantine";
        };
        /** @description The job is queued behind other jobs of its type. The queue is fair between organizations, weighted by the `share` of their plans. */
        BlockedByQueue: {
            /** @description The jobs of this type, of all organizations, that start before this one. New jobs may still start before it. */
            ahead: components["schemas"]["Ahead"];
            /**
             * @description The kind of cause. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            kind: "queued";
        };
        /** @description The organization is suspended. Its jobs start when an administrator of the installation ends the suspension. */
        BlockedBySuspension: {
            /**
             * @description The kind of cause. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            kind: "suspended";
            /**
             * Format: date-time
             * @description The time at which the organization was suspended.
             */
            since: string;
        };
        /** @description The job's `runAt` is in the future. */
        BlockedByTime: {
            /**
             * @description The kind of cause. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            kind: "scheduled";
            /** @description The reason for the job's `runAt` in the future. */
            reason: components["schemas"]["NotDueReason"];
            /**
             * Format: date-time
             * @description The time at which the job is due.
             */
            until: string;
        };
        /**
         * Format: int64
         * @description A maximum size. Unit: bytes.
         */
        ByteLimit: number;
        /** @description The result of a bulk change. */
        ChangedJobs: {
            /**
             * Format: int32
             * @description Number of jobs that this call changed.
             */
            changed: number;
            /** @description The job that changes the matching jobs, because more than 500 match. null: this call changed them. */
            jobId: components["schemas"]["Id"] | null;
            /** @description True if matching jobs are left because other transactions have locked them. Call again with the same selection. */
            more: boolean;
        };
        /** @description The result of a bulk change of schedules. */
        ChangedSchedules: {
            /**
             * Format: int32
             * @description Number of schedules that this call changed.
             */
            changed: number;
            /** @description True if more schedules match. Call again with the same selection. */
            more: boolean;
        };
        /**
         * @description A change of password.
         * @example {
         *       "currentPassword": "correct horse battery staple",
         *       "newPassword": "a better horse battery staple"
         *     }
         */
        ChangePasswordRequest: {
            /** @description The current password. */
            currentPassword: components["schemas"]["Password"];
            /** @description The new password. */
            newPassword: components["schemas"]["NewPassword"];
        };
        /**
         * @description The source of the limit of admitted jobs.
         * @enum {string}
         */
        ConcurrencyLimit: "plan" | "installation";
        /**
         * @description The exact name of the organization. It confirms the deletion.
         * @example Acme
         */
        ConfirmedOrgName: string;
        /**
         * Format: int32
         * @description A maximum number of things.
         */
        CountLimit: number;
        /** @description A number that is counted up to a limit. */
        CountUpTo: {
            /**
             * Format: int32
             * @description The number, at most the limit.
             */
            count: number;
            /** @description True if the number is larger than `count`. */
            more: boolean;
        };
        /**
         * @description The job types that `createJob` accepts. The others have an operation of their own.
         * @enum {string}
         */
        CreatableJobType: "file:profile" | "http:request" | "jobs:import" | "report:generate";
        /**
         * @description The API key to create.
         * @example {
         *       "name": "Orders service",
         *       "scopes": [
         *         "jobs:read",
         *         "jobs:write"
         *       ]
         *     }
         */
        CreateApiKeyRequest: {
            /**
             * Format: date-time
             * @description The time at which the API key expires. Default: never.
             */
            expiresAt?: string;
            /** @description Display name of the API key. */
            name: string;
            /** @description The scopes. Only scopes that the caller has; never `org:own` or `system:admin`. */
            scopes: components["schemas"]["Scope"][];
        };
        /** @description A new job of one type. */
        CreateFileProfileJob: {
            /** @description Limits how many jobs with the same key run at once. A job above the limit waits without a worker slot. Default: no limit. */
            concurrency?: components["schemas"]["JobConcurrencyOptions"];
            /**
             * Format: date-time
             * @description Latest first start of the job, later than now and than `runAt`. With `ttlSeconds`, the earlier time counts. A job that hasn't started by then is cancelled with the error `expired`.
             */
            expiresAt?: string;
            /** @description The job's input. */
            input: components["schemas"]["FileProfileInput"];
            /**
             * Format: int32
             * @description Maximum number of attempts that fail or time out. Default: the job type's, usually 3.
             */
            maxAttempts?: number;
            /**
             * @description Names and values of the caller, at most 16. A name has up to 40 letters, digits, `_`, `.` and `-`, and a value up to 200 characters.
             *     Default: none.
             */
            metadata?: components["schemas"]["JobMetadata"];
            /**
             * @description Priority among the organization's jobs.
             * @default normal
             */
            priority: components["schemas"]["Priority"];
            /**
             * Format: date-time
             * @description Earliest start of the job. Default: now. At most one year ahead.
             */
            runAt?: string;
            /** @description Words that mark the job, at most 10. Default: none. */
            tags?: components["schemas"]["JobTag"][];
            /**
             * Format: int32
             * @description Timeout of one attempt. Unit: seconds. Default: the job type's, usually 900.
             */
            timeoutSeconds?: number;
            /**
             * Format: int32
             * @description Time to live: how long the job may wait for its first start, from its `runAt`. Unit: seconds. Default: the job type's, usually none.
             */
            ttlSeconds?: number;
            /**
             * @description The job's type. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "file:profile";
            /** @description Creates the job only if no open job of the organization holds the key. Default: the job isn't unique. */
            unique?: components["schemas"]["UniqueJob"];
        };
        /** @description A new job of one type. */
        CreateHttpRequestJob: {
            /** @description Limits how many jobs with the same key run at once. A job above the limit waits without a worker slot. Default: no limit. */
            concurrency?: components["schemas"]["JobConcurrencyOptions"];
            /**
             * Format: date-time
             * @description Latest first start of the job, later than now and than `runAt`. With `ttlSeconds`, the earlier time counts. A job that hasn't started by then is cancelled with the error `expired`.
             */
            expiresAt?: string;
            /** @description The job's input. */
            input: components["schemas"]["HttpRequestInput"];
            /**
             * Format: int32
             * @description Maximum number of attempts that fail or time out. Default: the job type's, usually 3.
             */
            maxAttempts?: number;
            /**
             * @description Names and values of the caller, at most 16. A name has up to 40 letters, digits, `_`, `.` and `-`, and a value up to 200 characters.
             *     Default: none.
             */
            metadata?: components["schemas"]["JobMetadata"];
            /**
             * @description Priority among the organization's jobs.
             * @default normal
             */
            priority: components["schemas"]["Priority"];
            /**
             * Format: date-time
             * @description Earliest start of the job. Default: now. At most one year ahead.
             */
            runAt?: string;
            /** @description Words that mark the job, at most 10. Default: none. */
            tags?: components["schemas"]["JobTag"][];
            /**
             * Format: int32
             * @description Timeout of one attempt. Unit: seconds. Default: the job type's, usually 900.
             */
            timeoutSeconds?: number;
            /**
             * Format: int32
             * @description Time to live: how long the job may wait for its first start, from its `runAt`. Unit: seconds. Default: the job type's, usually none.
             */
            ttlSeconds?: number;
            /**
             * @description The job's type. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "http:request";
            /** @description Creates the job only if no open job of the organization holds the key. Default: the job isn't unique. */
            unique?: components["schemas"]["UniqueJob"];
        };
        /**
         * @description The invitation to create.
         * @example {
         *       "email": "grace@example.com",
         *       "role": "member"
         *     }
         */
        CreateInvitationRequest: {
            /** @description The address that the invitation is mailed to. */
            email: components["schemas"]["Email"];
            /** @description The role that the invitation grants. */
            role: components["schemas"]["Role"];
        };
        /** @description A new job, discriminated by `type`. */
        CreateJobRequest: components["schemas"]["CreateFileProfileJob"] | components["schemas"]["CreateHttpRequestJob"] | components["schemas"]["CreateJobsImportJob"] | components["schemas"]["CreateReportGenerateJob"];
        /** @description A new job of one type. */
        CreateJobsImportJob: {
            /** @description Limits how many jobs with the same key run at once. A job above the limit waits without a worker slot. Default: no limit. */
            concurrency?: components["schemas"]["JobConcurrencyOptions"];
            /**
             * Format: date-time
             * @description Latest first start of the job, later than now and than `runAt`. With `ttlSeconds`, the earlier time counts. A job that hasn't started by then is cancelled with the error `expired`.
             */
            expiresAt?: string;
            /** @description The job's input. */
            input: components["schemas"]["JobsImportInput"];
            /**
             * Format: int32
             * @description Maximum number of attempts that fail or time out. Default: the job type's, usually 3.
             */
            maxAttempts?: number;
            /**
             * @description Names and values of the caller, at most 16. A name has up to 40 letters, digits, `_`, `.` and `-`, and a value up to 200 characters.
             *     Default: none.
             */
            metadata?: components["schemas"]["JobMetadata"];
            /**
             * @description Priority among the organization's jobs.
             * @default normal
             */
            priority: components["schemas"]["Priority"];
            /**
             * Format: date-time
             * @description Earliest start of the job. Default: now. At most one year ahead.
             */
            runAt?: string;
            /** @description Words that mark the job, at most 10. Default: none. */
            tags?: components["schemas"]["JobTag"][];
            /**
             * Format: int32
             * @description Timeout of one attempt. Unit: seconds. Default: the job type's, usually 900.
             */
            timeoutSeconds?: number;
            /**
             * Format: int32
             * @description Time to live: how long the job may wait for its first start, from its `runAt`. Unit: seconds. Default: the job type's, usually none.
             */
            ttlSeconds?: number;
            /**
             * @description The job's type. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "jobs:import";
            /** @description Creates the job only if no open job of the organization holds the key. Default: the job isn't unique. */
            unique?: components["schemas"]["UniqueJob"];
        };
        /**
         * @description The jobs to create together.
         * @example {
         *       "jobs": [
         *         {
         *           "type": "http:request",
         *           "input": {
         *             "url": "https://example.com/reports"
         *           }
         *         },
         *         {
         *           "type": "file:profile",
         *           "input": {
         *             "fileId": "01890a5d-ac96-774b-bcce-b302099a8057"
         *           }
         *         }
         *       ]
         *     }
         */
        CreateJobsRequest: {
            /** @description The jobs. All are created, or none. */
            jobs: components["schemas"]["CreateJobRequest"][];
        };
        /** @description The jobs that were created. */
        CreateJobsResponse: {
            /** @description The created jobs, in the order of the request. */
            jobs: components["schemas"]["Job"][];
        };
        /**
         * @description A new organization.
         * @example {
         *       "name": "Acme"
         *     }
         */
        CreateOrgRequest: {
            /** @description Display name of the organization. */
            name: components["schemas"]["OrgName"];
        };
        /**
         * @description A new plan.
         * @example {
         *       "name": "team",
         *       "openJobs": 50000,
         *       "runningJobs": 20,
         *       "schedules": 100,
         *       "storedBytes": 10737418240,
         *       "fileBytes": 1073741824,
         *       "requestsPerMinute": 1200,
         *       "share": 2,
         *       "completedDays": 14,
         *       "failedDays": 60,
         *       "cancelledDays": 14,
         *       "auditDays": 90
         *     }
         */
        CreatePlanRequest: {
            /** @description Days for which audit events are kept. */
            auditDays: components["schemas"]["RetentionDays"];
            /** @description Days for which cancelled jobs are kept. */
            cancelledDays: components["schemas"]["RetentionDays"];
            /** @description Days for which completed jobs are kept. */
            completedDays: components["schemas"]["RetentionDays"];
            /** @description Days for which failed jobs are kept. */
            failedDays: components["schemas"]["RetentionDays"];
            /** @description Maximum size of one file. Unit: bytes. At most the installation's limit. */
            fileBytes: components["schemas"]["ByteLimit"] | null;
            /** @description The name of the plan. */
            name: components["schemas"]["PlanName"];
            /** @description Maximum number of open jobs: pending or processing. */
            openJobs: components["schemas"]["CountLimit"] | null;
            /** @description Maximum number of requests per minute and API key. */
            requestsPerMinute: components["schemas"]["PositiveLimit"] | null;
            /** @description Maximum number of admitted jobs: queued or running. At most the installation's limit. */
            runningJobs: components["schemas"]["PositiveLimit"] | null;
            /** @description Maximum number of schedules, including paused and ended ones. */
            schedules: components["schemas"]["CountLimit"] | null;
            /**
             * Format: int32
             * @description Weight in fair queueing: with a share of 2, twice as many jobs start as with a share of 1, while both have waiting jobs.
             */
            share: number;
            /** @description Maximum total size of all files and of uploads that aren't completed. Unit: bytes. */
            storedBytes: components["schemas"]["ByteLimit"] | null;
        };
        /** @description A new job of one type. */
        CreateReportGenerateJob: {
            /** @description Limits how many jobs with the same key run at once. A job above the limit waits without a worker slot. Default: no limit. */
            concurrency?: components["schemas"]["JobConcurrencyOptions"];
            /**
             * Format: date-time
             * @description Latest first start of the job, later than now and than `runAt`. With `ttlSeconds`, the earlier time counts. A job that hasn't started by then is cancelled with the error `expired`.
             */
            expiresAt?: string;
            /** @description The job's input. */
            input: components["schemas"]["ReportGenerateInput"];
            /**
             * Format: int32
             * @description Maximum number of attempts that fail or time out. Default: the job type's, usually 3.
             */
            maxAttempts?: number;
            /**
             * @description Names and values of the caller, at most 16. A name has up to 40 letters, digits, `_`, `.` and `-`, and a value up to 200 characters.
             *     Default: none.
             */
            metadata?: components["schemas"]["JobMetadata"];
            /**
             * @description Priority among the organization's jobs.
             * @default normal
             */
            priority: components["schemas"]["Priority"];
            /**
             * Format: date-time
             * @description Earliest start of the job. Default: now. At most one year ahead.
             */
            runAt?: string;
            /** @description Words that mark the job, at most 10. Default: none. */
            tags?: components["schemas"]["JobTag"][];
            /**
             * Format: int32
             * @description Timeout of one attempt. Unit: seconds. Default: the job type's, usually 900.
             */
            timeoutSeconds?: number;
            /**
             * Format: int32
             * @description Time to live: how long the job may wait for its first start, from its `runAt`. Unit: seconds. Default: the job type's, usually none.
             */
            ttlSeconds?: number;
            /**
             * @description The job's type. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "report:generate";
            /** @description Creates the job only if no open job of the organization holds the key. Default: the job isn't unique. */
            unique?: components["schemas"]["UniqueJob"];
        };
        /**
         * @description A new schedule.
         * @example {
         *       "name": "Weekday report",
         *       "job": {
         *         "type": "http:request",
         *         "input": {
         *           "url": "https://example.com/reports"
         *         }
         *       },
         *       "recurrence": {
         *         "kind": "weekly",
         *         "weekdays": [
         *           "monday",
         *           "friday"
         *         ],
         *         "time": "09:00"
         *       },
         *       "timezone": "Europe/Berlin"
         *     }
         */
        CreateScheduleRequest: {
            /**
             * @description End: no run at or after this time. null: no limit.
             * @default null
             */
            endsAt: string | null;
            /** @description The job that each run creates. */
            job: components["schemas"]["ScheduledJob"];
            /**
             * @description Number of runs after which the schedule ends. Manual runs don't count. null: unlimited.
             * @default null
             */
            maxRuns: number | null;
            /**
             * @description The policy for missed runs.
             * @default skip
             */
            missed: components["schemas"]["MissedPolicy"];
            /** @description Display name. Need not be unique. */
            name: string;
            /**
             * @description The policy if a job of an earlier run is still open.
             * @default skip
             */
            overlap: components["schemas"]["OverlapPolicy"];
            /**
             * @description Number of consecutive failed runs after which the schedule is paused. null: never.
             * @default null
             */
            pauseAfterFailures: number | null;
            /**
             * @description Whether the schedule is created paused. It then runs only when it is resumed, or manually.
             * @default false
             */
            paused: boolean;
            /** @description The rule for the times of the runs. */
            recurrence: components["schemas"]["Recurrence"];
            /**
             * @description Start: no run before this time. null: no limit.
             * @default null
             */
            startsAt: string | null;
            /**
             * @description The time zone of the recurrence.
             * @default UTC
             */
            timezone: components["schemas"]["TimeZone"];
        };
        /**
         * @description The file that will be uploaded directly to the store.
         * @example {
         *       "name": "orders.csv",
         *       "contentType": "text/csv",
         *       "sizeBytes": 1234
         *     }
         */
        CreateUploadRequest: {
            /**
             * @description The file's media type.
             * @example text/csv
             */
            contentType: string;
            /**
             * Format: date-time
             * @description The time after which the file is deleted. Default: never.
             */
            expiresAt?: string;
            /** @description Display name of the file. */
            name: components["schemas"]["FileName"];
            /** @description SHA-256 of the content, in hexadecimal. The server verifies it. */
            sha256?: string;
            /**
             * Format: int64
             * @description Exact size of the content. Unit: bytes. At most 5 GiB.
             */
            sizeBytes: number;
        };
        /** @description The times that a cron expression matches, in local time of the schedule's time zone. */
        CronRecurrence: {
            /**
             * @description Minute, hour, day of month, month and day of week. With six fields, the first field is the second of the minute; the matching seconds
             *     must be at least 5 apart. A field is `*`, a number, a range, a list or a step. Names such as `MON` and `JAN` are allowed. 0 and 7 are
             *     Sunday. If neither day field begins with `*`, a day matches when either field matches. A date that a month doesn't have is skipped, so
             *     `0 0 31 * *` runs seven times a year.
             * @example *\/15 8-17 * * MON-FRI
             */
            expression: string;
            /**
             * @description The kind of recurrence. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            kind: "cron";
        };
        /** @description The position of a page in a list. Opaque. Valid only for the same list with the same filters. */
        Cursor: string;
        /** @description Every day at a time. */
        DailyRecurrence: {
            /**
             * @description The kind of recurrence. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            kind: "daily";
            /** @description Local time in the schedule's time zone. */
            time: components["schemas"]["TimeOfDay"];
        };
        /** @description A day of the month by its number. */
        DayOfMonth: {
            /**
             * Format: int32
             * @description Number of the day. A month without that day uses its last day: 31 runs on February 28, or 29 in a leap year.
             */
            day: number;
            /**
             * @description The kind of day. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            kind: "day";
        };
        /**
         * Format: email
         * @description An e-mail address. Upper and lower case aren't distinguished.
         * @example ada@example.com
         */
        Email: string;
        /**
         * @description The cause of the end of a stream.
         * @enum {string}
         */
        EndReason: "access" | "stopping" | "unavailable" | "slow";
        /** @description One error of an attempt's chain of errors. */
        ErrorDetail: {
            /** @description The error's `code`. null: none. */
            code: string | null;
            /**
             * Format: int32
             * @description Depth of nesting. 0: the thrown value.
             */
            depth: number;
            /** @description The error's message. For an object that isn't an error: its JSON. */
            message: string;
            /** @description The relation of the error to the errors before it in the list. */
            relation: components["schemas"]["ErrorRelation"];
            /** @description The error's stack frames, one per line. Empty: none. */
            stack: string;
            /** @description Name of the error's constructor. For a value that isn't an object: its type. */
            type: string;
        };
        /**
         * @description The relation of an error to the errors before it in the list.
         * @enum {string}
         */
        ErrorRelation: "thrown" | "cause" | "member";
        /** @description The quota that a request would exceed: `used` plus `requested` is more than `limit`. */
        ExceededQuota: {
            /**
             * Format: int64
             * @description The plan's limit for this quota.
             */
            limit: number;
            /** @description The name of the quota. */
            name: components["schemas"]["QuotaName"];
            /**
             * Format: int64
             * @description The requested amount. For a streamed body: the bytes received so far.
             */
            requested: number;
            /**
             * Format: int64
             * @description The usage before the request. 0 for `fileBytes`, because that limit applies to each file separately.
             */
            used: number;
        };
        /** @description One fault of a request. */
        FieldError: {
            /** @description The kind of the fault. */
            code: components["schemas"]["FieldErrorCode"];
            /**
             * @description The part of the request that `pointer` points into.
             * @enum {string}
             */
            in: "body" | "query" | "path" | "header";
            /** @description What is wrong and what is expected, as a predicate: "must be …". */
            message: string;
            /** @description A JSON pointer (RFC 6901) to the faulty or missing value, such as `/input/fileId`. */
            pointer: string;
        };
        /**
         * @description The kind of a fault. The codes are stable, so a client may branch on them.
         * @enum {string}
         */
        FieldErrorCode: "missing" | "unknown" | "wrong_type" | "not_allowed" | "invalid_format" | "too_short" | "too_long" | "too_small" | "too_large" | "too_early" | "too_late" | "duplicate" | "not_storable" | "too_complex" | "mismatch" | "no_run";
        /** @description A file of the organization: uploaded, or written by a job. */
        File: {
            /** @description The file's media type, as the upload declared it. */
            contentType: string;
            /**
             * Format: date-time
             * @description The time at which the file was created.
             */
            createdAt: string;
            /** @description The uploader. For a file that a job wrote: the creator of the job. */
            createdBy: components["schemas"]["Actor"];
            /** @description The time after which the file is deleted. null: never. */
            expiresAt: string | null;
            /** @description The file's id. */
            id: components["schemas"]["Id"];
            /** @description Display name of the file. Never used as a path. */
            name: string;
            /** @description The organization that owns the file. */
            orgId: components["schemas"]["Id"];
            /** @description SHA-256 of the content, in hexadecimal. */
            sha256: string;
            /**
             * Format: int64
             * @description Size of the content. Unit: bytes.
             */
            sizeBytes: number;
        };
        /**
         * Format: uuid
         * @description The id of a file of the organization. Forms offer the existing files.
         * @example 01890a5d-ac96-774b-bcce-b302099a8057
         */
        FileId: string;
        /**
         * @description The display name of an uploaded file.
         * @example orders.csv
         */
        FileName: string;
        /** @description A page of a list. Every list has this shape; a list is newest first unless the operation says otherwise. */
        FilePage: {
            /** @description The items of this page. */
            items: components["schemas"]["File"][];
            /** @description The `cursor` of the next page. null: this is the last page. */
            nextCursor: components["schemas"]["Cursor"] | null;
        };
        /** @description The profile of one column. */
        FileProfileColumn: {
            /**
             * Format: int64
             * @description Number of distinct values. Small numbers are exact; large ones are estimated to within about one percent.
             */
            distinctEstimate: number;
            /** @description Largest value in the column. null: no value can be compared. */
            max: string | number | null;
            /** @description Arithmetic mean of the column. null: not a column of numbers. */
            mean: number | null;
            /** @description Smallest value in the column. null: no value can be compared. */
            min: string | number | null;
            /** @description Name from the header, or `column_1`, `column_2` and so on. */
            name: string;
            /**
             * Format: int64
             * @description Number of rows in which the value is empty, null or absent.
             */
            nulls: number;
            /**
             * @description The narrowest type that fits every value of the column.
             * @enum {string}
             */
            type: "empty" | "boolean" | "integer" | "number" | "date" | "datetime" | "string" | "json" | "mixed";
        };
        /**
         * @description The file to profile, and how to read it.
         * @example {
         *       "fileId": "01890a5d-ac96-774b-bcce-b302099a8057"
         *     }
         */
        FileProfileInput: {
            /**
             * @description Field separator of a CSV file. Default: detected from the first lines.
             * @enum {string}
             */
            delimiter?: "," | ";" | "\t" | "|";
            /** @description The id of the uploaded file. */
            fileId: components["schemas"]["FileId"];
            /**
             * @description Format of the file. `auto`: detected from the first bytes.
             * @default auto
             * @enum {string}
             */
            format: "auto" | "csv" | "ndjson";
            /**
             * @description True if the first record of a CSV file has the column names.
             * @default true
             */
            header: boolean;
        };
        /**
         * @description Profiles an uploaded CSV or NDJSON file of any size: its rows, and for each column the type, nulls, distinct values, minimum, maximum
         *     and mean.
         */
        FileProfileJob: {
            /**
             * Format: int32
             * @description Number of started attempts, including lost ones, which don't count towards `maxAttempts`.
             */
            attempt: number;
            /** @description The time of the cancellation request. A running handler may need a moment to stop. null: none. */
            cancelRequestedAt: string | null;
            /** @description The key and limit of the job's concurrency. null: no limit. */
            concurrency: components["schemas"]["JobConcurrency"] | null;
            /**
             * Format: date-time
             * @description The time at which the job was created.
             */
            createdAt: string;
            /** @description The user, API key or schedule that created the job. */
            createdBy: components["schemas"]["Actor"];
            /** @description The time at which the job reached a terminal status. null: the job is open. */
            endedAt: string | null;
            /** @description The error of the last failed attempt, or `expired`. null: none. */
            error: components["schemas"]["JobError"] | null;
            /** @description true in the answer to a create: the job existed and holds the unique key. Absent otherwise. */
            existing?: boolean;
            /** @description Latest first start. A job that hasn't started by then is cancelled with the error `expired`. A retry removes it. null: never. */
            expiresAt: string | null;
            /** @description The job's id. */
            id: components["schemas"]["Id"];
            /** @description The job's input. */
            input: components["schemas"]["FileProfileInput"];
            /**
             * Format: int32
             * @description Maximum number of attempts that fail or time out. A retry adds one if no attempt is left.
             */
            maxAttempts: number;
            /** @description Names and values of the caller. */
            metadata: {
                [key: string]: string;
            };
            /** @description The organization that owns the job. */
            orgId: components["schemas"]["Id"];
            /** @description The output. null: the job hasn't completed. */
            output: components["schemas"]["FileProfileOutput"] | null;
            /** @description The job whose handler created this job. The parent may have been deleted. null: no other job. */
            parentId: components["schemas"]["Id"] | null;
            /** @description Priority among the organization's jobs. */
            priority: components["schemas"]["Priority"];
            /**
             * Format: int32
             * @description The job's progress. Unit: percent.
             */
            progress: number;
            /** @description The last progress message of the handler. null: none. */
            progressMessage: string | null;
            /**
             * Format: int32
             * @description Number of retries by requests.
             */
            retries: number;
            /**
             * Format: date-time
             * @description Earliest start of the next attempt.
             */
            runAt: string;
            /** @description The time that the schedule's run is for: its due time, or the time of the manual run. null: no schedule. */
            scheduledAt: string | null;
            /** @description The schedule that created the job. null: no schedule. */
            scheduleId: components["schemas"]["Id"] | null;
            /** @description The start time of the latest attempt. null: not started. */
            startedAt: string | null;
            /** @description The job's status. */
            status: components["schemas"]["JobStatus"];
            /** @description Words that mark the job. */
            tags: string[];
            /**
             * Format: int32
             * @description Timeout of one attempt. Unit: seconds.
             */
            timeoutSeconds: number;
            /** @description The job's title, from the title template of its type and the input. At most 200 characters. null: the type has no template. */
            title: string | null;
            /** @description The cause of the job's creation. A retry doesn't change it. */
            trigger: components["schemas"]["Trigger"];
            /**
             * @description The job's type. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "file:profile";
            /** @description The key of a unique job, which it holds while it is open. null: the job isn't unique. */
            uniqueKey: string | null;
        };
        /** @description The profile of a file. */
        FileProfileOutput: {
            /**
             * Format: int64
             * @description Size of the file. Unit: bytes.
             */
            bytes: number;
            /** @description The columns, in the order of the file. */
            columns: components["schemas"]["FileProfileColumn"][];
            /** @description Field separator. Absent: not a CSV file. */
            delimiter?: string;
            /**
             * @description Format of the file.
             * @enum {string}
             */
            format: "csv" | "ndjson";
            /** @description The first 20 faulty rows. */
            problems: components["schemas"]["RowProblem"][];
            /**
             * Format: int64
             * @description Number of CSV records with more or fewer fields than the header, or of NDJSON lines that aren't objects.
             */
            raggedRows: number;
            /**
             * Format: int64
             * @description Number of rows, without the header.
             */
            rows: number;
        };
        /** @description A temporary download URL. */
        FileUrl: {
            /**
             * Format: date-time
             * @description The time at which the URL expires.
             */
            expiresAt: string;
            /** @description The URL of the content, relative to the API's URL. It grants read access: keep it secret. */
            url: string;
        };
        /** @description A job of any organization. */
        FoundJob: {
            /** @description The job, without its input and output. */
            job: components["schemas"]["JobSummary"];
            /** @description The id of the organization that the job belongs to. */
            orgId: components["schemas"]["Id"];
            /** @description The name of the organization. */
            orgName: components["schemas"]["OrgName"];
            /** @description The path of the job, for members of the organization. */
            path: string;
        };
        /** @description One header. A header with several values may occur several times. */
        HttpHeader: {
            /** @description The header's name. In responses: in lower case. */
            name: string;
            /** @description The header's value, one character per byte. A private field, because it may contain a secret. */
            value: string;
        };
        /**
         * @description The request, and the expected response. Every caller with access to the job can read them, except for the values of headers.
         * @example {
         *       "url": "https://example.com/reports",
         *       "method": "POST",
         *       "headers": [
         *         {
         *           "name": "Content-Type",
         *           "value": "application/json"
         *         }
         *       ],
         *       "body": "{\"month\":\"2026-11\"}"
         *     }
         */
        HttpRequestInput: {
            /** @description The body, for POST, PUT, PATCH, DELETE and OPTIONS. Its media type is in `headers`. */
            body?: string;
            /**
             * @description Encoding of `body`: text, sent in UTF-8, or bytes in base64.
             * @default text
             * @enum {string}
             */
            bodyEncoding: "text" | "base64";
            /**
             * @description The statuses with which the job completes. Default: 200 to 299. An expected redirect isn't followed, and an expected 503 isn't
             *     retried.
             */
            expectedStatuses?: components["schemas"]["HttpStatus"][];
            /**
             * @description Headers to send, at most 8,192 characters in all. Headers that control the connection, such as `Host`, `Content-Length` and
             *     `Transfer-Encoding`, are not allowed.
             */
            headers?: components["schemas"]["HttpHeader"][];
            /**
             * Format: int32
             * @description Maximum number of redirects to follow. Headers that may have a secret aren't sent to another origin.
             * @default 5
             */
            maxRedirects: number;
            /**
             * Format: int32
             * @description Maximum size of the stored response body. Unit: bytes.
             * @default 65536
             */
            maxResponseBytes: number;
            /**
             * @description The HTTP method.
             * @default GET
             * @enum {string}
             */
            method: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS";
            /**
             * Format: int32
             * @description Timeout of the whole call, with redirects and the body of the response. Unit: seconds.
             * @default 30
             */
            timeoutSeconds: number;
            /**
             * @description The URL, with `http` or `https` and without a user or password. All addresses of its host must be public, or the installation must
             *     allow the host. The same holds for each redirect.
             */
            url: string;
        };
        /**
         * @description Sends an HTTP request to a public URL. Without a response the attempt fails with `unreachable` and is retried. With an
         *     unexpected status it fails with `unexpected_status`. The statuses 408, 425, 429 and 5xx are then retried, after the response's
         *     `Retry-After` if it has one; any other unexpected status fails the job at once. The request may be sent more than once, so it has the
         *     job's id as `Idempotency-Key`, unless `headers` has one.
         */
        HttpRequestJob: {
            /**
             * Format: int32
             * @description Number of started attempts, including lost ones, which don't count towards `maxAttempts`.
             */
            attempt: number;
            /** @description The time of the cancellation request. A running handler may need a moment to stop. null: none. */
            cancelRequestedAt: string | null;
            /** @description The key and limit of the job's concurrency. null: no limit. */
            concurrency: components["schemas"]["JobConcurrency"] | null;
            /**
             * Format: date-time
             * @description The time at which the job was created.
             */
            createdAt: string;
            /** @description The user, API key or schedule that created the job. */
            createdBy: components["schemas"]["Actor"];
            /** @description The time at which the job reached a terminal status. null: the job is open. */
            endedAt: string | null;
            /** @description The error of the last failed attempt, or `expired`. null: none. */
            error: components["schemas"]["JobError"] | null;
            /** @description true in the answer to a create: the job existed and holds the unique key. Absent otherwise. */
            existing?: boolean;
            /** @description Latest first start. A job that hasn't started by then is cancelled with the error `expired`. A retry removes it. null: never. */
            expiresAt: string | null;
            /** @description The job's id. */
            id: components["schemas"]["Id"];
            /** @description The job's input. */
            input: components["schemas"]["HttpRequestInput"];
            /**
             * Format: int32
             * @description Maximum number of attempts that fail or time out. A retry adds one if no attempt is left.
             */
            maxAttempts: number;
            /** @description Names and values of the caller. */
            metadata: {
                [key: string]: string;
            };
            /** @description The organization that owns the job. */
            orgId: components["schemas"]["Id"];
            /** @description The output. null: the job hasn't completed. */
            output: components["schemas"]["HttpRequestOutput"] | null;
            /** @description The job whose handler created this job. The parent may have been deleted. null: no other job. */
            parentId: components["schemas"]["Id"] | null;
            /** @description Priority among the organization's jobs. */
            priority: components["schemas"]["Priority"];
            /**
             * Format: int32
             * @description The job's progress. Unit: percent.
             */
            progress: number;
            /** @description The last progress message of the handler. null: none. */
            progressMessage: string | null;
            /**
             * Format: int32
             * @description Number of retries by requests.
             */
            retries: number;
            /**
             * Format: date-time
             * @description Earliest start of the next attempt.
             */
            runAt: string;
            /** @description The time that the schedule's run is for: its due time, or the time of the manual run. null: no schedule. */
            scheduledAt: string | null;
            /** @description The schedule that created the job. null: no schedule. */
            scheduleId: components["schemas"]["Id"] | null;
            /** @description The start time of the latest attempt. null: not started. */
            startedAt: string | null;
            /** @description The job's status. */
            status: components["schemas"]["JobStatus"];
            /** @description Words that mark the job. */
            tags: string[];
            /**
             * Format: int32
             * @description Timeout of one attempt. Unit: seconds.
             */
            timeoutSeconds: number;
            /** @description The job's title, from the title template of its type and the input. At most 200 characters. null: the type has no template. */
            title: string | null;
            /** @description The cause of the job's creation. A retry doesn't change it. */
            trigger: components["schemas"]["Trigger"];
            /**
             * @description The job's type. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "http:request";
            /** @description The key of a unique job, which it holds while it is open. null: the job isn't unique. */
            uniqueKey: string | null;
        };
        /** @description The response to the request. */
        HttpRequestOutput: {
            /** @description The response's body, decompressed. */
            body: string;
            /**
             * @description Encoding of `body`: text, or bytes in base64 if the body isn't text in the declared charset.
             * @enum {string}
             */
            bodyEncoding: "text" | "base64";
            /** @description The response's headers, in the order of the response. */
            headers: components["schemas"]["HttpHeader"][];
            /**
             * Format: int32
             * @description The HTTP status of the response.
             */
            status: number;
            /** @description True if the body was larger than `maxResponseBytes` and was cut. */
            truncated: boolean;
            /** @description The URL of the response, after redirects. */
            url: string;
        };
        /**
         * Format: int32
         * @description An expected HTTP status.
         */
        HttpStatus: number;
        /**
         * Format: uuid
         * @description A UUID. Ids that the server makes are UUIDv7, so they sort by the time they were made.
         * @example 01890a5d-ac96-774b-bcce-b302099a8057
         */
        Id: string;
        /**
         * @description A fixed interval of real time. With `startsAt`, the first run is at that time. Without it, the first run is one interval after the
         *     creation of the schedule. Runs are computed from there, so they don't drift. Daylight saving has no effect.
         */
        IntervalRecurrence: {
            /**
             * Format: int32
             * @description Length of the interval, in `unit`. The interval is at least 5 seconds.
             */
            every: number;
            /**
             * @description The kind of recurrence. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            kind: "interval";
            /** @description Unit of `every`. */
            unit: components["schemas"]["IntervalUnit"];
        };
        /**
         * @description The unit of an interval. Real time: daylight saving has no effect.
         * @enum {string}
         */
        IntervalUnit: "seconds" | "minutes" | "hours";
        /** @description An invitation that was neither accepted nor revoked. It may have expired. */
        Invitation: {
            /**
             * Format: date-time
             * @description The time at which the invitation was created.
             */
            createdAt: string;
            /** @description The user or API key that created the invitation. */
            createdBy: components["schemas"]["Actor"];
            /** @description The invited address, in lower case. */
            email: string;
            /**
             * Format: date-time
             * @description The time at which the invitation expires. An expired invitation stays listed for another 30 days.
             */
            expiresAt: string;
            /** @description The invitation's id. */
            id: components["schemas"]["Id"];
            /** @description The role that the invitation grants. */
            role: components["schemas"]["Role"];
        };
        /** @description A page of a list. Every list has this shape; a list is newest first unless the operation says otherwise. */
        InvitationPage: {
            /** @description The items of this page. */
            items: components["schemas"]["Invitation"][];
            /** @description The `cursor` of the next page. null: this is the last page. */
            nextCursor: components["schemas"]["Cursor"] | null;
        };
        /**
         * @description The token of an invitation mail. It works once, for a user with the invited address.
         * @example Gj3kVxTq0aPz8mWc5RfYbN1uHs6eLdOi2tKvXy7ZQwE
         */
        InvitationToken: string;
        /**
         * @description The token of an invitation. It is in the body because URLs are written to logs.
         * @example {
         *       "token": "Gj3kVxTq0aPz8mWc5RfYbN1uHs6eLdOi2tKvXy7ZQwE"
         *     }
         */
        InvitationTokenRequest: {
            /** @description The token, as it was mailed. */
            token: components["schemas"]["InvitationToken"];
        };
        /** @description A job, discriminated by `type`. */
        Job: components["schemas"]["FileProfileJob"] | components["schemas"]["HttpRequestJob"] | components["schemas"]["JobsCancelJob"] | components["schemas"]["JobsImportJob"] | components["schemas"]["JobsRetryJob"] | components["schemas"]["OrgExportJob"] | components["schemas"]["ReportGenerateJob"];
        /** @description One execution of the job's handler. */
        JobAttempt: {
            /**
             * Format: int32
             * @description The attempt's number, from 1.
             */
            attempt: number;
            /** @description Duration of the attempt. Unit: milliseconds. null: still running. */
            durationMs: number | null;
            /** @description The time at which the attempt ended. null: still running. */
            endedAt: string | null;
            /** @description The attempt's error. null: none. */
            error: components["schemas"]["JobError"] | null;
            /**
             * @description The thrown error and its causes: at most 10 errors, 16 KiB together. Absent without `system:admin`, unless the installation shows
             *     them to members.
             */
            errorDetails?: components["schemas"]["ErrorDetail"][];
            /**
             * Format: date-time
             * @description The time at which the attempt started.
             */
            startedAt: string;
            /** @description `running`, or the outcome of the attempt. */
            status: components["schemas"]["AttemptStatus"];
            /** @description The worker that ran the attempt. */
            workerId: string;
        };
        /** @description A page of a list. Every list has this shape; a list is newest first unless the operation says otherwise. */
        JobAttemptPage: {
            /** @description The items of this page. */
            items: components["schemas"]["JobAttempt"][];
            /** @description The `cursor` of the next page. null: this is the last page. */
            nextCursor: components["schemas"]["Cursor"] | null;
        };
        /** @description Why a job isn't running. */
        JobBlockedBy: {
            /** @description The cause of the wait. null: the job isn't pending. */
            blockedBy: components["schemas"]["BlockedBy"] | null;
            /** @description The status of the job. */
            status: components["schemas"]["JobStatus"];
        };
        /** @description The concurrency key of a job and its limit. */
        JobConcurrency: {
            /** @description The key that the job shares with other jobs of the organization. */
            key: string;
            /**
             * Format: int32
             * @description Maximum number of jobs with this key that run or are queued when this job is queued.
             */
            limit: number;
        };
        /**
         * @description A limit of jobs that run at once, shared by the organization's jobs with the same key.
         * @example {
         *       "key": "customer-42",
         *       "limit": 2
         *     }
         */
        JobConcurrencyOptions: {
            /** @description The key, such as a customer's id. Other organizations and their keys aren't affected. */
            key: string;
            /**
             * Format: int32
             * @description Maximum number of jobs with this key that run or are queued when this job is queued. A job that fails gives its place back until its
             *     next attempt. Jobs with the same key should have the same limit.
             * @default 1
             */
            limit: number;
        };
        /** @description A number of jobs. */
        JobCount: {
            /**
             * Format: int32
             * @description The number of matching jobs, at most 10,000.
             */
            count: number;
            /** @description True if more than 10,000 jobs match. */
            more: boolean;
        };
        /** @description Why a job, or one of its attempts, failed. */
        JobError: {
            /**
             * @description The error code: `handler_error`, `timeout`, `invalid_input`, `invalid_output`, `process_exited`, `out_of_memory`, `worker_lost`,
             *     `quota_exceeded`, `internal`, `expired` (of a cancelled job) or a code of the job type. A refused run of a schedule has `no_handler`, `invalid_input`,
             *     `quota_exceeded` or `org_deletion_scheduled`.
             */
            code: string;
            /** @description What went wrong, as a sentence. */
            message: string;
        };
        /** @description Execution options of a job. */
        JobHandling: {
            /**
             * Format: int32
             * @description Maximum number of attempts that fail or time out. Default: the job type's, usually 3.
             */
            maxAttempts?: number;
            /**
             * @description Names and values of the caller, at most 16. A name has up to 40 letters, digits, `_`, `.` and `-`, and a value up to 200 characters.
             *     Default: none.
             */
            metadata?: components["schemas"]["JobMetadata"];
            /**
             * @description Priority among the organization's jobs.
             * @default normal
             */
            priority: components["schemas"]["Priority"];
            /** @description Words that mark the job, at most 10. Default: none. */
            tags?: components["schemas"]["JobTag"][];
            /**
             * Format: int32
             * @description Timeout of one attempt. Unit: seconds. Default: the job type's, usually 900.
             */
            timeoutSeconds?: number;
            /**
             * Format: int32
             * @description Time to live: how long the job may wait for its first start, from its `runAt`. Unit: seconds. Default: the job type's, usually none.
             */
            ttlSeconds?: number;
        };
        /** @description A line that the job's handler logged. */
        JobLog: {
            /**
             * Format: date-time
             * @description The time at which the line was logged.
             */
            at: string;
            /**
             * Format: int32
             * @description The attempt that logged the line.
             */
            attempt: number;
            /** @description Structured data of the line. null: none. */
            data: {
                [key: string]: unknown;
            } | null;
            /** @description The severity of the line. */
            level: components["schemas"]["LogLevel"];
            /**
             * Format: int32
             * @description The line's number within the attempt, from 1.
             */
            line: number;
            /** @description The logged message. */
            message: string;
        };
        /** @description A page of a list. Every list has this shape; a list is newest first unless the operation says otherwise. */
        JobLogPage: {
            /** @description The items of this page. */
            items: components["schemas"]["JobLog"][];
            /** @description The `cursor` of the next page. null: this is the last page. */
            nextCursor: components["schemas"]["Cursor"] | null;
        };
        /** @description Names and values that tell which records of the caller a job is about, such as `{ "customer": "4711" }`. */
        JobMetadata: {
            [key: string]: components["schemas"]["MetadataValue"];
        };
        /**
         * @description A part of a job that lists omit by default, because it may be large.
         * @enum {string}
         */
        JobPart: "input" | "output";
        /**
         * @description The filters of the jobs to cancel.
         * @example {
         *       "status": [
         *         "pending"
         *       ]
         *     }
         */
        JobsCancelInput: {
            /**
             * Format: date-time
             * @description Only jobs created before this instant.
             */
            createdBefore?: string;
            /** @description Only jobs that this actor created. */
            createdBy?: components["schemas"]["Actor"];
            /**
             * Format: date-time
             * @description Only jobs created at or after this instant.
             */
            createdFrom?: string;
            /**
             * Format: date-time
             * @description Only jobs that ended before this instant.
             */
            endedBefore?: string;
            /**
             * Format: date-time
             * @description Only jobs that ended at or after this instant.
             */
            endedFrom?: string;
            /** @description Only jobs whose last error has this code. */
            errorCode?: string;
            /**
             * @description Only jobs that have all of these names and values in their metadata, such as `customer:4711`. In a query, a value can't have a comma,
             *     because commas separate the values of a parameter.
             */
            metadata?: components["schemas"]["MetadataPair"][];
            /** @description Only jobs that the handler of this job created. */
            parentId?: components["schemas"]["Id"];
            /** @description Only jobs of this schedule, including manual runs. */
            scheduleId?: components["schemas"]["Id"];
            /**
             * Format: date-time
             * @description Only jobs whose last attempt started before this instant.
             */
            startedBefore?: string;
            /**
             * Format: date-time
             * @description Only jobs whose last attempt started at or after this instant.
             */
            startedFrom?: string;
            /** @description Only jobs with one of these statuses. */
            status?: components["schemas"]["JobStatus"][];
            /** @description Only jobs that have all of these tags. */
            tag?: components["schemas"]["JobTag"][];
            /** @description Only jobs with one of these triggers. */
            trigger?: components["schemas"]["Trigger"][];
            /** @description Only jobs of one of these types. */
            type?: components["schemas"]["JobType"][];
        };
        /**
         * @description Cancels the matching jobs that existed when the bulk change was created, up to 500 per transaction. `cancelJobs` creates it if more than
         *     500 jobs match. It stops with the error `forbidden` when its creator loses access. Its own cancellation stops it between two
         *     transactions; cancelled jobs stay cancelled.
         */
        JobsCancelJob: {
            /**
             * Format: int32
             * @description Number of started attempts, including lost ones, which don't count towards `maxAttempts`.
             */
            attempt: number;
            /** @description The time of the cancellation request. A running handler may need a moment to stop. null: none. */
            cancelRequestedAt: string | null;
            /** @description The key and limit of the job's concurrency. null: no limit. */
            concurrency: components["schemas"]["JobConcurrency"] | null;
            /**
             * Format: date-time
             * @description The time at which the job was created.
             */
            createdAt: string;
            /** @description The user, API key or schedule that created the job. */
            createdBy: components["schemas"]["Actor"];
            /** @description The time at which the job reached a terminal status. null: the job is open. */
            endedAt: string | null;
            /** @description The error of the last failed attempt, or `expired`. null: none. */
            error: components["schemas"]["JobError"] | null;
            /** @description true in the answer to a create: the job existed and holds the unique key. Absent otherwise. */
            existing?: boolean;
            /** @description Latest first start. A job that hasn't started by then is cancelled with the error `expired`. A retry removes it. null: never. */
            expiresAt: string | null;
            /** @description The job's id. */
            id: components["schemas"]["Id"];
            /** @description The job's input. */
            input: components["schemas"]["JobsCancelInput"];
            /**
             * Format: int32
             * @description Maximum number of attempts that fail or time out. A retry adds one if no attempt is left.
             */
            maxAttempts: number;
            /** @description Names and values of the caller. */
            metadata: {
                [key: string]: string;
            };
            /** @description The organization that owns the job. */
            orgId: components["schemas"]["Id"];
            /** @description The output. null: the job hasn't completed. */
            output: components["schemas"]["JobsCancelOutput"] | null;
            /** @description The job whose handler created this job. The parent may have been deleted. null: no other job. */
            parentId: components["schemas"]["Id"] | null;
            /** @description Priority among the organization's jobs. */
            priority: components["schemas"]["Priority"];
            /**
             * Format: int32
             * @description The job's progress. Unit: percent.
             */
            progress: number;
            /** @description The last progress message of the handler. null: none. */
            progressMessage: string | null;
            /**
             * Format: int32
             * @description Number of retries by requests.
             */
            retries: number;
            /**
             * Format: date-time
             * @description Earliest start of the next attempt.
             */
            runAt: string;
            /** @description The time that the schedule's run is for: its due time, or the time of the manual run. null: no schedule. */
            scheduledAt: string | null;
            /** @description The schedule that created the job. null: no schedule. */
            scheduleId: components["schemas"]["Id"] | null;
            /** @description The start time of the latest attempt. null: not started. */
            startedAt: string | null;
            /** @description The job's status. */
            status: components["schemas"]["JobStatus"];
            /** @description Words that mark the job. */
            tags: string[];
            /**
             * Format: int32
             * @description Timeout of one attempt. Unit: seconds.
             */
            timeoutSeconds: number;
            /** @description The job's title, from the title template of its type and the input. At most 200 characters. null: the type has no template. */
            title: string | null;
            /** @description The cause of the job's creation. A retry doesn't change it. */
            trigger: components["schemas"]["Trigger"];
            /**
             * @description The job's type. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "jobs:cancel";
            /** @description The key of a unique job, which it holds while it is open. null: the job isn't unique. */
            uniqueKey: string | null;
        };
        /** @description The numbers of cancelled and skipped jobs. */
        JobsCancelOutput: {
            /**
             * Format: int64
             * @description Number of changed jobs, in all attempts.
             */
            changed: number;
            /**
             * Format: int64
             * @description Number of jobs that matched when the bulk change started.
             */
            matched: number;
            /** @description The other matching jobs. Empty: all matching jobs were changed. */
            skipped: components["schemas"]["SkippedJobs"][];
        };
        /**
         * @description The jobs to change. At least one filter is required.
         * @example {
         *       "status": [
         *         "failed"
         *       ],
         *       "endedBefore": "2026-12-01T00:00:00Z"
         *     }
         */
        JobSelection: {
            /**
             * Format: date-time
             * @description Only jobs created before this instant.
             */
            createdBefore?: string;
            /** @description Only jobs that this actor created. */
            createdBy?: components["schemas"]["Actor"];
            /**
             * Format: date-time
             * @description Only jobs created at or after this instant.
             */
            createdFrom?: string;
            /**
             * Format: date-time
             * @description Only jobs that ended before this instant.
             */
            endedBefore?: string;
            /**
             * Format: date-time
             * @description Only jobs that ended at or after this instant.
             */
            endedFrom?: string;
            /** @description Only jobs whose last error has this code. */
            errorCode?: string;
            /** @description Only jobs with these ids. */
            ids?: components["schemas"]["Id"][];
            /**
             * @description Only jobs that have all of these names and values in their metadata, such as `customer:4711`. In a query, a value can't have a comma,
             *     because commas separate the values of a parameter.
             */
            metadata?: components["schemas"]["MetadataPair"][];
            /** @description Only jobs that the handler of this job created. */
            parentId?: components["schemas"]["Id"];
            /** @description Only jobs of this schedule, including manual runs. */
            scheduleId?: components["schemas"]["Id"];
            /**
             * Format: date-time
             * @description Only jobs whose last attempt started before this instant.
             */
            startedBefore?: string;
            /**
             * Format: date-time
             * @description Only jobs whose last attempt started at or after this instant.
             */
            startedFrom?: string;
            /** @description Only jobs with one of these statuses. */
            status?: components["schemas"]["JobStatus"][];
            /** @description Only jobs that have all of these tags. */
            tag?: components["schemas"]["JobTag"][];
            /** @description Only jobs with one of these triggers. */
            trigger?: components["schemas"]["Trigger"][];
            /** @description Only jobs of one of these types. */
            type?: components["schemas"]["JobType"][];
        };
        /**
         * @description The file to import, and the type of the jobs.
         * @example {
         *       "fileId": "01890a5d-ac96-774b-bcce-b302099a8057",
         *       "type": "http:request"
         *     }
         */
        JobsImportInput: {
            /**
             * @description Field separator of a CSV file. Default: detected from the first lines.
             * @enum {string}
             */
            delimiter?: "," | ";" | "\t" | "|";
            /**
             * @description The id of the uploaded file. A line of NDJSON is the input of a job. In CSV, the first record has the names of input fields. A cell is
             *     text, or JSON such as `5`, `true` or `[{"a": 1}]` if its field isn't text. An empty cell is an absent field.
             */
            fileId: components["schemas"]["FileId"];
            /**
             * @description Format of the file. `auto`: detected from the first bytes.
             * @default auto
             * @enum {string}
             */
            format: "auto" | "csv" | "ndjson";
            /** @description Execution options of the jobs. Default: those of the job type. */
            handling?: components["schemas"]["JobHandling"];
            /** @description The type of the jobs. An import can't create imports: `jobs:import` fails with `not_importable`. */
            type: components["schemas"]["CreatableJobType"];
        };
        /**
         * @description Creates a job for each row of an uploaded CSV or NDJSON file, up to 1,000 per transaction. A row that isn't a valid input of the type is
         *     skipped and listed in a report with its line. Each row gets one job, even if the import is interrupted or retried. A
         *     cancellation stops the import between two transactions; created jobs stay.
         */
        JobsImportJob: {
            /**
             * Format: int32
             * @description Number of started attempts, including lost ones, which don't count towards `maxAttempts`.
             */
            attempt: number;
            /** @description The time of the cancellation request. A running handler may need a moment to stop. null: none. */
            cancelRequestedAt: string | null;
            /** @description The key and limit of the job's concurrency. null: no limit. */
            concurrency: components["schemas"]["JobConcurrency"] | null;
            /**
             * Format: date-time
             * @description The time at which the job was created.
             */
            createdAt: string;
            /** @description The user, API key or schedule that created the job. */
            createdBy: components["schemas"]["Actor"];
            /** @description The time at which the job reached a terminal status. null: the job is open. */
            endedAt: string | null;
            /** @description The error of the last failed attempt, or `expired`. null: none. */
            error: components["schemas"]["JobError"] | null;
            /** @description true in the answer to a create: the job existed and holds the unique key. Absent otherwise. */
            existing?: boolean;
            /** @description Latest first start. A job that hasn't started by then is cancelled with the error `expired`. A retry removes it. null: never. */
            expiresAt: string | null;
            /** @description The job's id. */
            id: components["schemas"]["Id"];
            /** @description The job's input. */
            input: components["schemas"]["JobsImportInput"];
            /**
             * Format: int32
             * @description Maximum number of attempts that fail or time out. A retry adds one if no attempt is left.
             */
            maxAttempts: number;
            /** @description Names and values of the caller. */
            metadata: {
                [key: string]: string;
            };
            /** @description The organization that owns the job. */
            orgId: components["schemas"]["Id"];
            /** @description The output. null: the job hasn't completed. */
            output: components["schemas"]["JobsImportOutput"] | null;
            /** @description The job whose handler created this job. The parent may have been deleted. null: no other job. */
            parentId: components["schemas"]["Id"] | null;
            /** @description Priority among the organization's jobs. */
            priority: components["schemas"]["Priority"];
            /**
             * Format: int32
             * @description The job's progress. Unit: percent.
             */
            progress: number;
            /** @description The last progress message of the handler. null: none. */
            progressMessage: string | null;
            /**
             * Format: int32
             * @description Number of retries by requests.
             */
            retries: number;
            /**
             * Format: date-time
             * @description Earliest start of the next attempt.
             */
            runAt: string;
            /** @description The time that the schedule's run is for: its due time, or the time of the manual run. null: no schedule. */
            scheduledAt: string | null;
            /** @description The schedule that created the job. null: no schedule. */
            scheduleId: components["schemas"]["Id"] | null;
            /** @description The start time of the latest attempt. null: not started. */
            startedAt: string | null;
            /** @description The job's status. */
            status: components["schemas"]["JobStatus"];
            /** @description Words that mark the job. */
            tags: string[];
            /**
             * Format: int32
             * @description Timeout of one attempt. Unit: seconds.
             */
            timeoutSeconds: number;
            /** @description The job's title, from the title template of its type and the input. At most 200 characters. null: the type has no template. */
            title: string | null;
            /** @description The cause of the job's creation. A retry doesn't change it. */
            trigger: components["schemas"]["Trigger"];
            /**
             * @description The job's type. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "jobs:import";
            /** @description The key of a unique job, which it holds while it is open. null: the job isn't unique. */
            uniqueKey: string | null;
        };
        /** @description The result of an import. */
        JobsImportOutput: {
            /**
             * Format: int64
             * @description Number of created jobs, in all attempts.
             */
            created: number;
            /** @description The first 20 rejected rows. */
            problems: components["schemas"]["RowProblem"][];
            /**
             * Format: int64
             * @description Number of rejected rows.
             */
            rejected: number;
            /** @description A CSV file with the line, field and message of each rejected row. null: no row was rejected. */
            reportFileId: components["schemas"]["FileId"] | null;
            /**
             * Format: int64
             * @description Number of rows, without the header and blank lines.
             */
            rows: number;
        };
        /**
         * @description The filters of the jobs to retry.
         * @example {
         *       "status": [
         *         "failed"
         *       ]
         *     }
         */
        JobsRetryInput: {
            /**
             * Format: date-time
             * @description Only jobs created before this instant.
             */
            createdBefore?: string;
            /** @description Only jobs that this actor created. */
            createdBy?: components["schemas"]["Actor"];
            /**
             * Format: date-time
             * @description Only jobs created at or after this instant.
             */
            createdFrom?: string;
            /**
             * Format: date-time
             * @description Only jobs that ended before this instant.
             */
            endedBefore?: string;
            /**
             * Format: date-time
             * @description Only jobs that ended at or after this instant.
             */
            endedFrom?: string;
            /** @description Only jobs whose last error has this code. */
            errorCode?: string;
            /**
             * @description Only jobs that have all of these names and values in their metadata, such as `customer:4711`. In a query, a value can't have a comma,
             *     because commas separate the values of a parameter.
             */
            metadata?: components["schemas"]["MetadataPair"][];
            /** @description Only jobs that the handler of this job created. */
            parentId?: components["schemas"]["Id"];
            /** @description Only jobs of this schedule, including manual runs. */
            scheduleId?: components["schemas"]["Id"];
            /**
             * Format: date-time
             * @description Only jobs whose last attempt started before this instant.
             */
            startedBefore?: string;
            /**
             * Format: date-time
             * @description Only jobs whose last attempt started at or after this instant.
             */
            startedFrom?: string;
            /** @description Only jobs with one of these statuses. */
            status?: components["schemas"]["JobStatus"][];
            /** @description Only jobs that have all of these tags. */
            tag?: components["schemas"]["JobTag"][];
            /** @description Only jobs with one of these triggers. */
            trigger?: components["schemas"]["Trigger"][];
            /** @description Only jobs of one of these types. */
            type?: components["schemas"]["JobType"][];
        };
        /**
         * @description Retries the matching jobs that had ended when the bulk change was created, up to 500 per transaction. `retryJobs` creates it if more than
         *     500 jobs match. It stops with the error `forbidden` when its creator loses access. Its own cancellation stops it between two
         *     transactions; retried jobs stay pending.
         */
        JobsRetryJob: {
            /**
             * Format: int32
             * @description Number of started attempts, including lost ones, which don't count towards `maxAttempts`.
             */
            attempt: number;
            /** @description The time of the cancellation request. A running handler may need a moment to stop. null: none. */
            cancelRequestedAt: string | null;
            /** @description The key and limit of the job's concurrency. null: no limit. */
            concurrency: components["schemas"]["JobConcurrency"] | null;
            /**
             * Format: date-time
             * @description The time at which the job was created.
             */
            createdAt: string;
            /** @description The user, API key or schedule that created the job. */
            createdBy: components["schemas"]["Actor"];
            /** @description The time at which the job reached a terminal status. null: the job is open. */
            endedAt: string | null;
            /** @description The error of the last failed attempt, or `expired`. null: none. */
            error: components["schemas"]["JobError"] | null;
            /** @description true in the answer to a create: the job existed and holds the unique key. Absent otherwise. */
            existing?: boolean;
            /** @description Latest first start. A job that hasn't started by then is cancelled with the error `expired`. A retry removes it. null: never. */
            expiresAt: string | null;
            /** @description The job's id. */
            id: components["schemas"]["Id"];
            /** @description The job's input. */
            input: components["schemas"]["JobsRetryInput"];
            /**
             * Format: int32
             * @description Maximum number of attempts that fail or time out. A retry adds one if no attempt is left.
             */
            maxAttempts: number;
            /** @description Names and values of the caller. */
            metadata: {
                [key: string]: string;
            };
            /** @description The organization that owns the job. */
            orgId: components["schemas"]["Id"];
            /** @description The output. null: the job hasn't completed. */
            output: components["schemas"]["JobsRetryOutput"] | null;
            /** @description The job whose handler created this job. The parent may have been deleted. null: no other job. */
            parentId: components["schemas"]["Id"] | null;
            /** @description Priority among the organization's jobs. */
            priority: components["schemas"]["Priority"];
            /**
             * Format: int32
             * @description The job's progress. Unit: percent.
             */
            progress: number;
            /** @description The last progress message of the handler. null: none. */
            progressMessage: string | null;
            /**
             * Format: int32
             * @description Number of retries by requests.
             */
            retries: number;
            /**
             * Format: date-time
             * @description Earliest start of the next attempt.
             */
            runAt: string;
            /** @description The time that the schedule's run is for: its due time, or the time of the manual run. null: no schedule. */
            scheduledAt: string | null;
            /** @description The schedule that created the job. null: no schedule. */
            scheduleId: components["schemas"]["Id"] | null;
            /** @description The start time of the latest attempt. null: not started. */
            startedAt: string | null;
            /** @description The job's status. */
            status: components["schemas"]["JobStatus"];
            /** @description Words that mark the job. */
            tags: string[];
            /**
             * Format: int32
             * @description Timeout of one attempt. Unit: seconds.
             */
            timeoutSeconds: number;
            /** @description The job's title, from the title template of its type and the input. At most 200 characters. null: the type has no template. */
            title: string | null;
            /** @description The cause of the job's creation. A retry doesn't change it. */
            trigger: components["schemas"]["Trigger"];
            /**
             * @description The job's type. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "jobs:retry";
            /** @description The key of a unique job, which it holds while it is open. null: the job isn't unique. */
            uniqueKey: string | null;
        };
        /** @description The numbers of retried and skipped jobs. */
        JobsRetryOutput: {
            /**
             * Format: int64
             * @description Number of changed jobs, in all attempts.
             */
            changed: number;
            /**
             * Format: int64
             * @description Number of jobs that matched when the bulk change started.
             */
            matched: number;
            /** @description The other matching jobs. Empty: all matching jobs were changed. */
            skipped: components["schemas"]["SkippedJobs"][];
        };
        /** @description Numbers of the organization's jobs. Jobs removed after their retention aren't counted. */
        JobStats: {
            /** @description Numbers of all jobs by status. */
            byStatus: components["schemas"]["StatusCounts"];
            /** @description Numbers of jobs for each type that has jobs. */
            byType: components["schemas"]["TypeCounts"][];
            /** @description True if more than 10,000 jobs match the filters: only the newest 10,000 are counted. Always false with only `status` and `type`. */
            more: boolean;
            /** @description Time since the oldest pending job became due. Unit: seconds. null: no due job is pending. */
            oldestPendingAgeSeconds: number | null;
        };
        /**
         * @description The status of a job. `completed`, `failed` and `cancelled` are terminal. Only a retry or a restore makes a failed or cancelled job
         *     pending again.
         * @enum {string}
         */
        JobStatus: "pending" | "processing" | "completed" | "failed" | "cancelled";
        /** @description A job without its input and output. */
        JobSummary: {
            /**
             * Format: int32
             * @description Number of started attempts, including lost ones, which don't count towards `maxAttempts`.
             */
            attempt: number;
            /** @description The time of the cancellation request. A running handler may need a moment to stop. null: none. */
            cancelRequestedAt: string | null;
            /** @description The key and limit of the job's concurrency. null: no limit. */
            concurrency: components["schemas"]["JobConcurrency"] | null;
            /**
             * Format: date-time
             * @description The time at which the job was created.
             */
            createdAt: string;
            /** @description The user, API key or schedule that created the job. */
            createdBy: components["schemas"]["Actor"];
            /** @description The time at which the job reached a terminal status. null: the job is open. */
            endedAt: string | null;
            /** @description The error of the last failed attempt, or `expired`. null: none. */
            error: components["schemas"]["JobError"] | null;
            /** @description true in the answer to a create: the job existed and holds the unique key. Absent otherwise. */
            existing?: boolean;
            /** @description Latest first start. A job that hasn't started by then is cancelled with the error `expired`. A retry removes it. null: never. */
            expiresAt: string | null;
            /** @description The job's id. */
            id: components["schemas"]["Id"];
            /**
             * Format: int32
             * @description Maximum number of attempts that fail or time out. A retry adds one if no attempt is left.
             */
            maxAttempts: number;
            /** @description Names and values of the caller. */
            metadata: {
                [key: string]: string;
            };
            /** @description The organization that owns the job. */
            orgId: components["schemas"]["Id"];
            /** @description The job whose handler created this job. The parent may have been deleted. null: no other job. */
            parentId: components["schemas"]["Id"] | null;
            /** @description Priority among the organization's jobs. */
            priority: components["schemas"]["Priority"];
            /**
             * Format: int32
             * @description The job's progress. Unit: percent.
             */
            progress: number;
            /** @description The last progress message of the handler. null: none. */
            progressMessage: string | null;
            /**
             * Format: int32
             * @description Number of retries by requests.
             */
            retries: number;
            /**
             * Format: date-time
             * @description Earliest start of the next attempt.
             */
            runAt: string;
            /** @description The time that the schedule's run is for: its due time, or the time of the manual run. null: no schedule. */
            scheduledAt: string | null;
            /** @description The schedule that created the job. null: no schedule. */
            scheduleId: components["schemas"]["Id"] | null;
            /** @description The start time of the latest attempt. null: not started. */
            startedAt: string | null;
            /** @description The job's status. */
            status: components["schemas"]["JobStatus"];
            /** @description Words that mark the job. */
            tags: string[];
            /**
             * Format: int32
             * @description Timeout of one attempt. Unit: seconds.
             */
            timeoutSeconds: number;
            /** @description The job's title, from the title template of its type and the input. At most 200 characters. null: the type has no template. */
            title: string | null;
            /** @description The cause of the job's creation. A retry doesn't change it. */
            trigger: components["schemas"]["Trigger"];
            /** @description The job type. */
            type: components["schemas"]["JobType"];
            /** @description The key of a unique job, which it holds while it is open. null: the job isn't unique. */
            uniqueKey: string | null;
        };
        /** @description A page of a list. Every list has this shape; a list is newest first unless the operation says otherwise. */
        JobSummaryPage: {
            /** @description The items of this page. */
            items: components["schemas"]["JobSummary"][];
            /** @description The `cursor` of the next page. null: this is the last page. */
            nextCursor: components["schemas"]["Cursor"] | null;
        };
        /** @description A word that marks jobs, such as `nightly`. */
        JobTag: string;
        /** @description An organization's jobs by creation time. */
        JobTimeline: {
            /** @description True if more than 10,000 jobs of the period match the filters: only the newest 10,000 are counted. Always false without filters. */
            more: boolean;
            /** @description The slices, oldest first. The last slice isn't over yet. */
            slices: components["schemas"]["TimelineSlice"][];
            /**
             * Format: int32
             * @description Length of a slice. Unit: seconds.
             */
            sliceSeconds: number;
        };
        /**
         * @description The job types of this server.
         * @enum {string}
         */
        JobType: "file:profile" | "http:request" | "jobs:cancel" | "jobs:import" | "jobs:retry" | "org:export" | "report:generate";
        /** @description A job type, with the data that a form for its jobs needs. */
        JobTypeDescription: {
            /** @description What a job of this type does. */
            description: string;
            /** @description An example input that passes validation. */
            inputExample: {
                [key: string]: unknown;
            };
            /** @description JSON Schema (2020-12) of the input, self-contained. */
            inputSchema: {
                [key: string]: unknown;
            };
            /**
             * Format: int32
             * @description Default maximum number of attempts.
             */
            maxAttempts: number;
            /** @description JSON Schema (2020-12) of the output, self-contained. */
            outputSchema: {
                [key: string]: unknown;
            };
            /**
             * Format: int32
             * @description Default timeout of one attempt. Unit: seconds.
             */
            timeoutSeconds: number;
            /** @description Default time to live. Unit: seconds. null: jobs don't expire. */
            ttlSeconds: number | null;
            /** @description The name of the type, such as `file:profile`. */
            type: components["schemas"]["JobType"];
        };
        /** @description A page of a list. Every list has this shape; a list is newest first unless the operation says otherwise. */
        JobTypeDescriptionPage: {
            /** @description The items of this page. */
            items: components["schemas"]["JobTypeDescription"][];
            /** @description The `cursor` of the next page. null: this is the last page. */
            nextCursor: components["schemas"]["Cursor"] | null;
        };
        /** @description A job was created or changed. */
        JobUpdate: {
            /** @description The current state of the job. */
            job: components["schemas"]["JobSummary"];
            /**
             * @description The kind of update. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            kind: "job";
        };
        /** @description The last day of the month. */
        LastDayOfMonth: {
            /**
             * @description The kind of day. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            kind: "lastDay";
        };
        /** @description The latest run of a schedule, in short. */
        LastScheduleRun: {
            /** @description The job that the run created. null: the run was skipped or refused. */
            jobId: components["schemas"]["Id"] | null;
            /**
             * Format: date-time
             * @description The due time, or the time of the manual run.
             */
            scheduledAt: string;
            /** @description The run's status. */
            status: components["schemas"]["ScheduleRunStatus"];
        };
        /** @description The latest run of a system job, in short. */
        LastSystemJobRun: {
            /** @description The run's id. */
            id: components["schemas"]["Id"];
            /**
             * Format: date-time
             * @description The time at which the run started.
             */
            startedAt: string;
            /** @description The run's status. */
            status: components["schemas"]["SystemRunStatus"];
        };
        /**
         * Format: password
         * @description The token of a link in a mail: the text after `#token=`. It works once.
         */
        LinkToken: string;
        /** @description A job in a list. */
        ListedJob: {
            /**
             * Format: int32
             * @description Number of started attempts, including lost ones, which don't count towards `maxAttempts`.
             */
            attempt: number;
            /** @description The time of the cancellation request. A running handler may need a moment to stop. null: none. */
            cancelRequestedAt: string | null;
            /** @description The key and limit of the job's concurrency. null: no limit. */
            concurrency: components["schemas"]["JobConcurrency"] | null;
            /**
             * Format: date-time
             * @description The time at which the job was created.
             */
            createdAt: string;
            /** @description The user, API key or schedule that created the job. */
            createdBy: components["schemas"]["Actor"];
            /** @description The time at which the job reached a terminal status. null: the job is open. */
            endedAt: string | null;
            /** @description The error of the last failed attempt, or `expired`. null: none. */
            error: components["schemas"]["JobError"] | null;
            /** @description true in the answer to a create: the job existed and holds the unique key. Absent otherwise. */
            existing?: boolean;
            /** @description Latest first start. A job that hasn't started by then is cancelled with the error `expired`. A retry removes it. null: never. */
            expiresAt: string | null;
            /** @description The job's id. */
            id: components["schemas"]["Id"];
            /** @description The job's input. Only with `include=input`. */
            input?: {
                [key: string]: unknown;
            };
            /**
             * Format: int32
             * @description Maximum number of attempts that fail or time out. A retry adds one if no attempt is left.
             */
            maxAttempts: number;
            /** @description Names and values of the caller. */
            metadata: {
                [key: string]: string;
            };
            /** @description The organization that owns the job. */
            orgId: components["schemas"]["Id"];
            /** @description The job's output. null: the job hasn't completed. Only with `include=output`. */
            output?: {
                [key: string]: unknown;
            } | null;
            /** @description The job whose handler created this job. The parent may have been deleted. null: no other job. */
            parentId: components["schemas"]["Id"] | null;
            /** @description Priority among the organization's jobs. */
            priority: components["schemas"]["Priority"];
            /**
             * Format: int32
             * @description The job's progress. Unit: percent.
             */
            progress: number;
            /** @description The last progress message of the handler. null: none. */
            progressMessage: string | null;
            /**
             * Format: int32
             * @description Number of retries by requests.
             */
            retries: number;
            /**
             * Format: date-time
             * @description Earliest start of the next attempt.
             */
            runAt: string;
            /** @description The time that the schedule's run is for: its due time, or the time of the manual run. null: no schedule. */
            scheduledAt: string | null;
            /** @description The schedule that created the job. null: no schedule. */
            scheduleId: components["schemas"]["Id"] | null;
            /** @description The start time of the latest attempt. null: not started. */
            startedAt: string | null;
            /** @description The job's status. */
            status: components["schemas"]["JobStatus"];
            /** @description Words that mark the job. */
            tags: string[];
            /**
             * Format: int32
             * @description Timeout of one attempt. Unit: seconds.
             */
            timeoutSeconds: number;
            /** @description The job's title, from the title template of its type and the input. At most 200 characters. null: the type has no template. */
            title: string | null;
            /** @description The cause of the job's creation. A retry doesn't change it. */
            trigger: components["schemas"]["Trigger"];
            /** @description The job type. */
            type: components["schemas"]["JobType"];
            /** @description The key of a unique job, which it holds while it is open. null: the job isn't unique. */
            uniqueKey: string | null;
        };
        /** @description A page of a list. Every list has this shape; a list is newest first unless the operation says otherwise. */
        ListedJobPage: {
            /** @description The items of this page. */
            items: components["schemas"]["ListedJob"][];
            /** @description The `cursor` of the next page. null: this is the last page. */
            nextCursor: components["schemas"]["Cursor"] | null;
        };
        /** @description The last update of a stream that the server ends. */
        LiveEnd: {
            /**
             * @description The kind of update. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            kind: "end";
            /** @description Why the server ends the stream. */
            reason: components["schemas"]["EndReason"];
        };
        /** @description The client's state may be outdated. The client must read what it shows again. */
        LiveReset: {
            /**
             * @description The kind of update. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            kind: "reset";
            /** @description Why updates may be missing. */
            reason: components["schemas"]["ResetReason"];
        };
        /**
         * @description The kind of resource of a live update.
         * @enum {string}
         */
        LiveSubject: "job" | "schedule";
        /** @description A live update. `kind` is also the `event` field of the server-sent event. */
        LiveUpdate: components["schemas"]["JobUpdate"] | components["schemas"]["ScheduleUpdate"] | components["schemas"]["RemovedUpdate"] | components["schemas"]["LiveReset"] | components["schemas"]["LiveEnd"];
        /**
         * @description The level of a log line.
         * @enum {string}
         */
        LogLevel: "debug" | "info" | "warn" | "error";
        /** @description The caller. */
        Me: {
            /** @description The caller in the format of `createdBy`, such as `user:<user id>`. */
            actor: components["schemas"]["Actor"];
            /** @description The caller's API key. null: the caller is a user. */
            apiKey: components["schemas"]["ApiKeyInUse"] | null;
            /** @description The organization of the API key. null: the caller is a user, who may belong to several organizations. */
            org: components["schemas"]["Org"] | null;
            /** @description The signed-in user. null: the caller is an API key. */
            person: components["schemas"]["Person"] | null;
        };
        /** @description A user who belongs to the organization. */
        Member: {
            /** @description The user's e-mail address. */
            email: string;
            /**
             * Format: date-time
             * @description The time at which the user joined the organization.
             */
            joinedAt: string;
            /** @description Display name of the user. */
            name: string;
            /** @description The user's role in the organization. */
            role: components["schemas"]["Role"];
            /** @description The id of the user. */
            userId: components["schemas"]["Id"];
        };
        /** @description A page of a list. Every list has this shape; a list is newest first unless the operation says otherwise. */
        MemberPage: {
            /** @description The items of this page. */
            items: components["schemas"]["Member"][];
            /** @description The `cursor` of the next page. null: this is the last page. */
            nextCursor: components["schemas"]["Cursor"] | null;
        };
        /** @description A name of `metadata` and its value, with a colon between them, such as `customer:4711`. */
        MetadataPair: string;
        /** @description A value of `metadata`. */
        MetadataValue: string;
        /**
         * @description The policy for runs whose time passed while no scheduler was running. The latest due run isn't missed while it is at most one minute
         *     late. All earlier due runs are missed.
         * @enum {string}
         */
        MissedPolicy: "skip" | "latest" | "all";
        /** @description A day of the month, discriminated by `kind`. */
        MonthlyDay: components["schemas"]["DayOfMonth"] | components["schemas"]["LastDayOfMonth"] | components["schemas"]["WeekdayOfMonth"];
        /** @description Every month, on one day, at a time. */
        MonthlyRecurrence: {
            /**
             * @description The kind of recurrence. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            kind: "monthly";
            /** @description The day of the month. */
            on: components["schemas"]["MonthlyDay"];
            /** @description Local time in the schedule's time zone. */
            time: components["schemas"]["TimeOfDay"];
        };
        /** @description A new API key with its secret. */
        NewApiKey: {
            /** @description The API key without its secret, as in lists. */
            apiKey: components["schemas"]["ApiKey"];
            /** @description The secret key, for `Authorization: Bearer <key>`. Only this response shows it. */
            key: string;
        };
        /**
         * Format: password
         * @description A new password of a user.
         */
        NewPassword: string;
        /**
         * @description The reason for a `runAt` in the future.
         * @enum {string}
         */
        NotDueReason: "runAt" | "backoff";
        /** @description A time at which a schedule runs. */
        Occurrence: {
            /**
             * Format: date-time
             * @description The time of the run in UTC.
             */
            at: string;
            /**
             * Format: date-time
             * @description The local time of the run in the schedule's time zone, with the offset from UTC.
             */
            local: string;
            /** @description Explains an unusual time. Absent: the time is usual. */
            note?: components["schemas"]["OccurrenceNote"];
        };
        /** @description A note about one run. */
        OccurrenceNote: {
            /** @description The cause of the unusual time. */
            code: components["schemas"]["OccurrenceNoteCode"];
            /** @description The note as a sentence. */
            text: string;
        };
        /**
         * @description Why a run is at an unusual time.
         * @enum {string}
         */
        OccurrenceNoteCode: "timeSkipped" | "timeRepeated" | "shortMonth";
        /** @description One run at a given time. */
        OnceRecurrence: {
            /**
             * Format: date-time
             * @description The time of the run.
             */
            at: string;
            /**
             * @description The kind of recurrence. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            kind: "once";
        };
        /** @description An organization: the tenant that owns jobs and files. */
        Org: {
            /**
             * Format: date-time
             * @description The time at which the organization was created.
             */
            createdAt: string;
            /** @description The time after which the organization is deleted. Until then the organization accepts no new work and can be restored. null: not scheduled for deletion. */
            deleteAfter: string | null;
            /** @description The organization's id. */
            id: components["schemas"]["Id"];
            /** @description The organization's name. */
            name: components["schemas"]["OrgName"];
            /** @description The caller's role. null: the caller is an API key, which has scopes. */
            role: components["schemas"]["Role"] | null;
            /** @description The time at which an administrator of the installation suspended the organization. It can then be read, and not changed. null: not suspended. */
            suspendedAt: string | null;
            /** @description Why the organization is suspended. null: not suspended. */
            suspendReason: string | null;
        };
        /** @description Numbers of an organization's open jobs. */
        OrgBacklog: {
            /**
             * Format: int32
             * @description Number of open jobs: pending or processing.
             */
            open: number;
            /**
             * Format: int32
             * @description Number of parked jobs: they wait until the organization has room.
             */
            parked: number;
            /**
             * Format: int32
             * @description Number of running jobs.
             */
            running: number;
        };
        /** @description One file of an export. */
        OrgExportFile: {
            /** @description The file's id. */
            fileId: components["schemas"]["FileId"];
            /** @description The kind of resource. Each row of the file is a resource of this kind. */
            kind: components["schemas"]["OrgExportKind"];
            /**
             * Format: int64
             * @description Number of rows in the file.
             */
            rows: number;
        };
        /**
         * @description An export has no options.
         * @example {}
         */
        OrgExportInput: Record<string, never>;
        /**
         * @description Exports the organization's data to NDJSON files, one for each kind of resource. Secrets and the contents of files are not exported.
         *     Reading the exported files needs the scope `org:own`. The exported files are deleted after a week.
         */
        OrgExportJob: {
            /**
             * Format: int32
             * @description Number of started attempts, including lost ones, which don't count towards `maxAttempts`.
             */
            attempt: number;
            /** @description The time of the cancellation request. A running handler may need a moment to stop. null: none. */
            cancelRequestedAt: string | null;
            /** @description The key and limit of the job's concurrency. null: no limit. */
            concurrency: components["schemas"]["JobConcurrency"] | null;
            /**
             * Format: date-time
             * @description The time at which the job was created.
             */
            createdAt: string;
            /** @description The user, API key or schedule that created the job. */
            createdBy: components["schemas"]["Actor"];
            /** @description The time at which the job reached a terminal status. null: the job is open. */
            endedAt: string | null;
            /** @description The error of the last failed attempt, or `expired`. null: none. */
            error: components["schemas"]["JobError"] | null;
            /** @description true in the answer to a create: the job existed and holds the unique key. Absent otherwise. */
            existing?: boolean;
            /** @description Latest first start. A job that hasn't started by then is cancelled with the error `expired`. A retry removes it. null: never. */
            expiresAt: string | null;
            /** @description The job's id. */
            id: components["schemas"]["Id"];
            /** @description The job's input. */
            input: components["schemas"]["OrgExportInput"];
            /**
             * Format: int32
             * @description Maximum number of attempts that fail or time out. A retry adds one if no attempt is left.
             */
            maxAttempts: number;
            /** @description Names and values of the caller. */
            metadata: {
                [key: string]: string;
            };
            /** @description The organization that owns the job. */
            orgId: components["schemas"]["Id"];
            /** @description The output. null: the job hasn't completed. */
            output: components["schemas"]["OrgExportOutput"] | null;
            /** @description The job whose handler created this job. The parent may have been deleted. null: no other job. */
            parentId: components["schemas"]["Id"] | null;
            /** @description Priority among the organization's jobs. */
            priority: components["schemas"]["Priority"];
            /**
             * Format: int32
             * @description The job's progress. Unit: percent.
             */
            progress: number;
            /** @description The last progress message of the handler. null: none. */
            progressMessage: string | null;
            /**
             * Format: int32
             * @description Number of retries by requests.
             */
            retries: number;
            /**
             * Format: date-time
             * @description Earliest start of the next attempt.
             */
            runAt: string;
            /** @description The time that the schedule's run is for: its due time, or the time of the manual run. null: no schedule. */
            scheduledAt: string | null;
            /** @description The schedule that created the job. null: no schedule. */
            scheduleId: components["schemas"]["Id"] | null;
            /** @description The start time of the latest attempt. null: not started. */
            startedAt: string | null;
            /** @description The job's status. */
            status: components["schemas"]["JobStatus"];
            /** @description Words that mark the job. */
            tags: string[];
            /**
             * Format: int32
             * @description Timeout of one attempt. Unit: seconds.
             */
            timeoutSeconds: number;
            /** @description The job's title, from the title template of its type and the input. At most 200 characters. null: the type has no template. */
            title: string | null;
            /** @description The cause of the job's creation. A retry doesn't change it. */
            trigger: components["schemas"]["Trigger"];
            /**
             * @description The job's type. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "org:export";
            /** @description The key of a unique job, which it holds while it is open. null: the job isn't unique. */
            uniqueKey: string | null;
        };
        /**
         * @description The kind of resource in an exported file.
         * @enum {string}
         */
        OrgExportKind: "organization" | "members" | "invitations" | "apiKeys" | "jobs" | "jobAttempts" | "jobLogs" | "schedules" | "scheduleRuns" | "files" | "auditEvents";
        /** @description The result of an export. */
        OrgExportOutput: {
            /** @description One file for each kind, even for a kind without rows. */
            files: components["schemas"]["OrgExportFile"][];
        };
        /**
         * @description Display name of an organization. Need not be unique.
         * @example Acme
         */
        OrgName: string;
        /** @description A page of a list. Every list has this shape; a list is newest first unless the operation says otherwise. */
        OrgPage: {
            /** @description The items of this page. */
            items: components["schemas"]["Org"][];
            /** @description The `cursor` of the next page. null: this is the last page. */
            nextCursor: components["schemas"]["Cursor"] | null;
        };
        /** @description Jobs and files of an organization that were created in a period. Only what still exists counts. */
        OrgUsage: {
            /**
             * Format: int64
             * @description Total size of the files. Unit: bytes.
             */
            fileBytes: number;
            /**
             * Format: int64
             * @description Number of files.
             */
            files: number;
            /**
             * Format: int64
             * @description Number of jobs.
             */
            jobs: number;
            /** @description Number of jobs by their current status. */
            jobsByStatus: components["schemas"]["StatusCounts"];
            /** @description The organization's id. */
            orgId: components["schemas"]["Id"];
            /** @description The organization's name. */
            orgName: components["schemas"]["OrgName"];
            /** @description The name of the organization's plan. */
            plan: components["schemas"]["PlanName"];
        };
        /** @description A page of a list. Every list has this shape; a list is newest first unless the operation says otherwise. */
        OrgUsagePage: {
            /** @description The items of this page. */
            items: components["schemas"]["OrgUsage"][];
            /** @description The `cursor` of the next page. null: this is the last page. */
            nextCursor: components["schemas"]["Cursor"] | null;
        };
        /**
         * @description The policy for a due or manual run while a job of an earlier run is open. Missed runs that start together don't count as overlapping.
         * @enum {string}
         */
        OverlapPolicy: "skip" | "allow" | "cancelPrevious";
        /**
         * Format: password
         * @description A password as entered.
         */
        Password: string;
        /**
         * @description The cause of a pause.
         * @enum {string}
         */
        PauseReason: "requested" | "failures";
        /** @description Percentiles of a duration. */
        Percentiles: {
            /**
             * Format: double
             * @description The median. Unit: seconds.
             */
            p50: number;
            /**
             * Format: double
             * @description The 95th percentile. Unit: seconds.
             */
            p95: number;
        };
        /** @description A signed-in user. */
        Person: {
            /** @description True if the user may call the operations under `/v1/system`. */
            administrator: boolean;
            /** @description The user's e-mail address. */
            email: string;
            /** @description True if the user has confirmed the e-mail address. */
            emailVerified: boolean;
            /** @description The user's id. */
            id: components["schemas"]["Id"];
            /** @description Display name of the user. */
            name: string;
        };
        /** @description A plan: limits and retention of the organizations that have it. */
        Plan: {
            /** @description Days for which audit events are kept. */
            auditDays: components["schemas"]["RetentionDays"];
            /** @description Days for which cancelled jobs are kept. */
            cancelledDays: components["schemas"]["RetentionDays"];
            /** @description Days for which completed jobs are kept. */
            completedDays: components["schemas"]["RetentionDays"];
            /** @description Days for which failed jobs are kept. */
            failedDays: components["schemas"]["RetentionDays"];
            /** @description Maximum size of one file. Unit: bytes. At most the installation's limit. */
            fileBytes: components["schemas"]["ByteLimit"] | null;
            /** @description The name of the plan. It never changes. */
            name: components["schemas"]["PlanName"];
            /** @description Maximum number of open jobs: pending or processing. */
            openJobs: components["schemas"]["CountLimit"] | null;
            /**
             * Format: int32
             * @description Number of organizations with this plan.
             */
            orgs: number;
            /** @description Maximum number of requests per minute and API key. */
            requestsPerMinute: components["schemas"]["PositiveLimit"] | null;
            /** @description Maximum number of admitted jobs: queued or running. At most the installation's limit. */
            runningJobs: components["schemas"]["PositiveLimit"] | null;
            /** @description Maximum number of schedules, including paused and ended ones. */
            schedules: components["schemas"]["CountLimit"] | null;
            /**
             * Format: int32
             * @description Weight in fair queueing: with a share of 2, twice as many jobs start as with a share of 1, while both have waiting jobs.
             */
            share: number;
            /** @description Maximum total size of all files and of uploads that aren't completed. Unit: bytes. */
            storedBytes: components["schemas"]["ByteLimit"] | null;
        };
        /**
         * @description The name of a plan: lower-case letters, digits and hyphens.
         * @example pro
         */
        PlanName: string;
        /** @description A page of a list. Every list has this shape; a list is newest first unless the operation says otherwise. */
        PlanPage: {
            /** @description The items of this page. */
            items: components["schemas"]["Plan"][];
            /** @description The `cursor` of the next page. null: this is the last page. */
            nextCursor: components["schemas"]["Cursor"] | null;
        };
        /**
         * Format: int32
         * @description A maximum number that is at least 1.
         */
        PositiveLimit: number;
        /**
         * @description A timetable to preview. Nothing is stored.
         * @example {
         *       "recurrence": {
         *         "kind": "cron",
         *         "expression": "*\/15 8-17 * * MON-FRI"
         *       },
         *       "timezone": "Europe/Berlin",
         *       "count": 3
         *     }
         */
        PreviewScheduleRequest: {
            /**
             * Format: int32
             * @description Maximum number of runs to return.
             * @default 5
             */
            count: number;
            /**
             * @description End: no run at or after this time. null: no limit.
             * @default null
             */
            endsAt: string | null;
            /**
             * @description Number of runs after which the schedule ends. Manual runs don't count. null: unlimited.
             * @default null
             */
            maxRuns: number | null;
            /** @description The rule for the times of the runs. */
            recurrence: components["schemas"]["Recurrence"];
            /**
             * @description Start: no run before this time. null: no limit.
             * @default null
             */
            startsAt: string | null;
            /**
             * @description The time zone of the recurrence.
             * @default UTC
             */
            timezone: components["schemas"]["TimeZone"];
        };
        /**
         * @description The priority of a job among the organization's jobs.
         * @enum {string}
         */
        Priority: "low" | "normal" | "high";
        /**
         * @description An error as a problem (RFC 9457).
         * @example {
         *       "type": "/problems/invalid-request",
         *       "title": "Validation failed",
         *       "status": 422,
         *       "detail": "input.fileId must be a uuid.",
         *       "requestId": "01890a5d-ac96-774b-bcce-b302099a8057",
         *       "errors": [
         *         {
         *           "in": "body",
         *           "pointer": "/input/fileId",
         *           "code": "invalid_format",
         *           "message": "must be a uuid"
         *         }
         *       ]
         *     }
         */
        Problem: {
            /** @description What was wrong and what to do, as a sentence. */
            detail: string;
            /** @description The faults of the request, at most 50. */
            errors?: components["schemas"]["FieldError"][];
            /** @description The exceeded limit. Only for `quota-exceeded`. */
            quota?: components["schemas"]["ExceededQuota"];
            /** @description The id of the request, as in the `X-Request-Id` header and the server's log. */
            requestId: string;
            /**
             * Format: int32
             * @description The HTTP status of the response.
             */
            status: number;
            /** @description The short name of the problem's type. */
            title: string;
            /** @description The type of the problem. */
            type: components["schemas"]["ProblemType"];
        };
        /**
         * @description The type of a problem. Each cause has its own type. The types are stable, so a client may branch on them.
         * @enum {string}
         */
        ProblemType: "/problems/malformed-body" | "/problems/malformed-header" | "/problems/invalid-request" | "/problems/unauthenticated" | "/problems/forbidden" | "/problems/not-found" | "/problems/method-not-allowed" | "/problems/job-status" | "/problems/job-not-pending" | "/problems/job-open" | "/problems/job-not-restorable" | "/problems/unique-key-in-use" | "/problems/schedule-ended" | "/problems/scheduled-job-invalid" | "/problems/overlapping-run" | "/problems/api-key-inactive" | "/problems/org-deletion-scheduled" | "/problems/org-suspended" | "/problems/org-deletion-started" | "/problems/last-owner" | "/problems/already-member" | "/problems/upload-mismatch" | "/problems/system-job-unmanaged" | "/problems/plan-exists" | "/problems/plan-in-use" | "/problems/last-administrator" | "/problems/administrator-by-setting" | "/problems/precondition-failed" | "/problems/precondition-required" | "/problems/too-many-requests" | "/problems/rate-limited" | "/problems/quota-exceeded" | "/problems/idempotency-in-flight" | "/problems/idempotency-mismatch" | "/problems/too-large" | "/problems/unsupported-media-type" | "/problems/range-not-satisfiable" | "/problems/internal" | "/problems/unavailable";
        /** @description A run that a request has queued and that hasn't started. */
        QueuedSystemRun: {
            /** @description The id that the run will have. */
            id: components["schemas"]["Id"];
            /** @description The name of the system job that will run. */
            job: string;
        };
        /** @description The runs that a request to run system jobs has queued. */
        QueuedSystemRuns: {
            /** @description One run for each job of the group. */
            runs: components["schemas"]["QueuedSystemRun"][];
        };
        /**
         * @description A quota: a limit of the plan. A request that would exceed it is refused.
         * @enum {string}
         */
        QuotaName: "openJobs" | "schedules" | "storedBytes" | "fileBytes";
        /** @description A limit of the plan and its usage. */
        QuotaUse: {
            /** @description The plan's limit. null: unlimited. The usage may exceed the limit after a change of plan. */
            limit: number | null;
            /**
             * Format: int64
             * @description The current usage of the limit.
             */
            used: number;
        };
        /** @description An invitation as the invited user sees it. */
        ReceivedInvitation: {
            /**
             * Format: date-time
             * @description The time at which the invitation expires.
             */
            expiresAt: string;
            /** @description The organization that invites. */
            orgId: components["schemas"]["Id"];
            /** @description Display name of the organization. */
            orgName: components["schemas"]["OrgName"];
            /** @description The role that the invitation grants. */
            role: components["schemas"]["Role"];
        };
        /**
         * @description When a schedule runs, discriminated by `kind`.
         *
         *     Rules for `daily`, `weekly`, `monthly` and `cron` when the clocks change:
         *
         *     - A skipped time runs later by the length of the gap: 02:30 runs at 03:30 when the clocks go from 02:00 to 03:00. If another run is due
         *     at that time, there is one run.
         *     - A repeated time runs the first time only. Exception: a `cron` that matches every hour, such as `30 * * * *`, runs both times.
         *
         *     `interval` is real time and `once` is an instant, so clock changes don't affect them.
         */
        Recurrence: components["schemas"]["DailyRecurrence"] | components["schemas"]["WeeklyRecurrence"] | components["schemas"]["MonthlyRecurrence"] | components["schemas"]["IntervalRecurrence"] | components["schemas"]["CronRecurrence"] | components["schemas"]["OnceRecurrence"];
        /**
         * @description A request for new tokens.
         * @example {
         *       "refreshToken": "the refresh token of the session"
         *     }
         */
        RefreshSessionRequest: {
            /**
             * Format: password
             * @description The refresh token. Default: the refresh token in the cookie.
             */
            refreshToken?: string;
        };
        /** @description A job or schedule was deleted. */
        RemovedUpdate: {
            /** @description The id of the resource. */
            id: components["schemas"]["Id"];
            /**
             * @description The kind of update. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            kind: "removed";
            /** @description The kind of resource. */
            subject: components["schemas"]["LiveSubject"];
        };
        /**
         * @description The period, and the format of the report. The period is either `from` and `to`, or `period`.
         * @example {
         *       "period": "lastMonth",
         *       "format": "csv"
         *     }
         * @example {
         *       "from": "2026-11-01T00:00:00Z",
         *       "to": "2026-12-01T00:00:00Z",
         *       "format": "csv"
         *     }
         */
        ReportGenerateInput: {
            /**
             * @description Format of the report file.
             * @default csv
             * @enum {string}
             */
            format: "csv" | "json";
            /**
             * Format: date-time
             * @description The report counts only jobs created at or after this time. Days start at midnight in UTC.
             */
            from?: string;
            /** @description A period relative to the time that the job is for, instead of `from` and `to`. Use it in schedules. */
            period?: components["schemas"]["ReportPeriod"];
            /**
             * Format: date-time
             * @description The report counts only jobs created before this time. After `from`, by at most 366 days.
             */
            to?: string;
        };
        /** @description Writes a report of the organization's job activity in a period, grouped by day and type. */
        ReportGenerateJob: {
            /**
             * Format: int32
             * @description Number of started attempts, including lost ones, which don't count towards `maxAttempts`.
             */
            attempt: number;
            /** @description The time of the cancellation request. A running handler may need a moment to stop. null: none. */
            cancelRequestedAt: string | null;
            /** @description The key and limit of the job's concurrency. null: no limit. */
            concurrency: components["schemas"]["JobConcurrency"] | null;
            /**
             * Format: date-time
             * @description The time at which the job was created.
             */
            createdAt: string;
            /** @description The user, API key or schedule that created the job. */
            createdBy: components["schemas"]["Actor"];
            /** @description The time at which the job reached a terminal status. null: the job is open. */
            endedAt: string | null;
            /** @description The error of the last failed attempt, or `expired`. null: none. */
            error: components["schemas"]["JobError"] | null;
            /** @description true in the answer to a create: the job existed and holds the unique key. Absent otherwise. */
            existing?: boolean;
            /** @description Latest first start. A job that hasn't started by then is cancelled with the error `expired`. A retry removes it. null: never. */
            expiresAt: string | null;
            /** @description The job's id. */
            id: components["schemas"]["Id"];
            /** @description The job's input. */
            input: components["schemas"]["ReportGenerateInput"];
            /**
             * Format: int32
             * @description Maximum number of attempts that fail or time out. A retry adds one if no attempt is left.
             */
            maxAttempts: number;
            /** @description Names and values of the caller. */
            metadata: {
                [key: string]: string;
            };
            /** @description The organization that owns the job. */
            orgId: components["schemas"]["Id"];
            /** @description The output. null: the job hasn't completed. */
            output: components["schemas"]["ReportGenerateOutput"] | null;
            /** @description The job whose handler created this job. The parent may have been deleted. null: no other job. */
            parentId: components["schemas"]["Id"] | null;
            /** @description Priority among the organization's jobs. */
            priority: components["schemas"]["Priority"];
            /**
             * Format: int32
             * @description The job's progress. Unit: percent.
             */
            progress: number;
            /** @description The last progress message of the handler. null: none. */
            progressMessage: string | null;
            /**
             * Format: int32
             * @description Number of retries by requests.
             */
            retries: number;
            /**
             * Format: date-time
             * @description Earliest start of the next attempt.
             */
            runAt: string;
            /** @description The time that the schedule's run is for: its due time, or the time of the manual run. null: no schedule. */
            scheduledAt: string | null;
            /** @description The schedule that created the job. null: no schedule. */
            scheduleId: components["schemas"]["Id"] | null;
            /** @description The start time of the latest attempt. null: not started. */
            startedAt: string | null;
            /** @description The job's status. */
            status: components["schemas"]["JobStatus"];
            /** @description Words that mark the job. */
            tags: string[];
            /**
             * Format: int32
             * @description Timeout of one attempt. Unit: seconds.
             */
            timeoutSeconds: number;
            /** @description The job's title, from the title template of its type and the input. At most 200 characters. null: the type has no template. */
            title: string | null;
            /** @description The cause of the job's creation. A retry doesn't change it. */
            trigger: components["schemas"]["Trigger"];
            /**
             * @description The job's type. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "report:generate";
            /** @description The key of a unique job, which it holds while it is open. null: the job isn't unique. */
            uniqueKey: string | null;
        };
        /** @description The result of a report. */
        ReportGenerateOutput: {
            /** @description The file with the report. */
            fileId: components["schemas"]["FileId"];
            /**
             * Format: int64
             * @description Number of jobs in the report.
             */
            jobs: number;
            /**
             * Format: int64
             * @description Number of rows in the report, one for each day and type.
             */
            rows: number;
        };
        /**
         * @description The latest complete day, week or month before the job's `scheduledAt`, in the time zone of its schedule. For a job without a schedule:
         *     before its creation, in UTC. It doesn't depend on when the job runs.
         * @enum {string}
         */
        ReportPeriod: "lastDay" | "lastWeek" | "lastMonth";
        /**
         * @description A request for a password reset.
         * @example {
         *       "email": "ada@example.com"
         *     }
         */
        RequestPasswordResetRequest: {
            /** @description The address of the account. */
            email: components["schemas"]["Email"];
        };
        /**
         * @description A password reset.
         * @example {
         *       "token": "the text after #token= in the mail",
         *       "password": "a better horse battery staple"
         *     }
         */
        ResetPasswordRequest: {
            /** @description The new password. */
            password: components["schemas"]["NewPassword"];
            /** @description The token of the link. */
            token: components["schemas"]["LinkToken"];
        };
        /**
         * @description The cause of a `reset`.
         * @enum {string}
         */
        ResetReason: "connected" | "notResumable" | "tooManyChanges" | "openTransactions";
        /** @description Retention of ended jobs and audit events. Unit: days, from the end of the job or the time of the event. */
        Retention: {
            /**
             * Format: int32
             * @description Days for which audit events are kept.
             */
            auditDays: number;
            /**
             * Format: int32
             * @description Days for which cancelled jobs are kept.
             */
            cancelledDays: number;
            /**
             * Format: int32
             * @description Days for which completed jobs are kept.
             */
            completedDays: number;
            /**
             * Format: int32
             * @description Days for which failed jobs are kept.
             */
            failedDays: number;
        };
        /**
         * Format: int32
         * @description A retention. Unit: days.
         */
        RetentionDays: number;
        /** @description The result of ending other sessions. */
        RevokedSessions: {
            /**
             * Format: int32
             * @description Number of sessions that ended.
             */
            revoked: number;
        };
        /**
         * @description The role of a member. Each role includes the scopes of the previous one.
         * @enum {string}
         */
        Role: "viewer" | "member" | "admin" | "owner";
        /**
         * @description A request for a new secret of an API key.
         * @example {
         *       "overlapSeconds": 3600
         *     }
         */
        RotateApiKeyRequest: {
            /**
             * Format: int32
             * @description Time for which the old key still works. Unit: seconds. Default: one day. At most 30 days. 0: the old key stops at once.
             * @default 86400
             */
            overlapSeconds: number;
        };
        /** @description A faulty row of a file. */
        RowProblem: {
            /**
             * Format: int64
             * @description The line at which the row starts, from 1.
             */
            line: number;
            /** @description What is wrong with the row. */
            message: string;
        };
        /** @description Number of running jobs of one type. */
        RunningJobs: {
            /**
             * Format: int32
             * @description Number of running jobs of this type.
             */
            jobs: number;
            /** @description The job type. */
            type: string;
        };
        /**
         * @description The cause of a schedule's run.
         * @enum {string}
         */
        RunTrigger: "schedule" | "manual";
        /** @description A schedule: creates a job at each time of its recurrence. */
        Schedule: {
            /**
             * Format: date-time
             * @description The time at which the schedule was created.
             */
            createdAt: string;
            /** @description The user or API key that created the schedule. */
            createdBy: components["schemas"]["Actor"];
            /** @description End: no run at or after this time. null: no limit. */
            endsAt: string | null;
            /**
             * Format: int32
             * @description Number of consecutive failed jobs since the last completed job or resume. Jobs of manual runs count too.
             */
            failuresInARow: number;
            /** @description The schedule's id. */
            id: components["schemas"]["Id"];
            /** @description The job that each run creates. */
            job: components["schemas"]["ScheduledJob"];
            /** @description The latest run that was not skipped. null: none. */
            lastRun: components["schemas"]["LastScheduleRun"] | null;
            /** @description Number of runs after which the schedule ends. null: unlimited. */
            maxRuns: number | null;
            /** @description The policy for missed runs. */
            missed: components["schemas"]["MissedPolicy"];
            /** @description Display name of the schedule. */
            name: string;
            /** @description The time of the next run. null: the schedule is paused or has ended. */
            nextRunAt: string | null;
            /** @description The organization that owns the schedule. */
            orgId: components["schemas"]["Id"];
            /** @description The policy if a job of an earlier run is still open. */
            overlap: components["schemas"]["OverlapPolicy"];
            /** @description Number of consecutive failed runs after which the schedule is paused. null: never. */
            pauseAfterFailures: number | null;
            /** @description Why the schedule is paused. null: not paused. */
            pauseReason: components["schemas"]["PauseReason"] | null;
            /** @description The rule for the times of the runs. */
            recurrence: components["schemas"]["Recurrence"];
            /**
             * Format: int32
             * @description Number of runs that created a job, without manual runs. `maxRuns` limits this number.
             */
            runCount: number;
            /** @description Start: no run before this time. null: no limit. */
            startsAt: string | null;
            /** @description Whether the schedule runs, is paused or has ended. */
            status: components["schemas"]["ScheduleStatus"];
            /** @description The time zone of the recurrence. */
            timezone: components["schemas"]["TimeZone"];
            /**
             * Format: date-time
             * @description The time of the last change by a request. Runs don't change it.
             */
            updatedAt: string;
            /**
             * Format: int32
             * @description The schedule's version, incremented by each change by a request. `If-Match` accepts it in quotes, such as `"3"`.
             */
            version: number;
        };
        /** @description The job of one type that a schedule creates. */
        ScheduledFileProfileJob: {
            /** @description The input of each created job. */
            input: components["schemas"]["FileProfileInput"];
            /**
             * Format: int32
             * @description Maximum number of attempts that fail or time out. Default: the job type's, usually 3.
             */
            maxAttempts?: number;
            /**
             * @description Names and values of the caller, at most 16. A name has up to 40 letters, digits, `_`, `.` and `-`, and a value up to 200 characters.
             *     Default: none.
             */
            metadata?: components["schemas"]["JobMetadata"];
            /**
             * @description Priority among the organization's jobs.
             * @default normal
             */
            priority: components["schemas"]["Priority"];
            /** @description Words that mark the job, at most 10. Default: none. */
            tags?: components["schemas"]["JobTag"][];
            /**
             * Format: int32
             * @description Timeout of one attempt. Unit: seconds. Default: the job type's, usually 900.
             */
            timeoutSeconds?: number;
            /**
             * Format: int32
             * @description Time to live: how long the job may wait for its first start, from its `runAt`. Unit: seconds. Default: the job type's, usually none.
             */
            ttlSeconds?: number;
            /**
             * @description The type of the created jobs. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "file:profile";
        };
        /** @description The job of one type that a schedule creates. */
        ScheduledHttpRequestJob: {
            /** @description The input of each created job. */
            input: components["schemas"]["HttpRequestInput"];
            /**
             * Format: int32
             * @description Maximum number of attempts that fail or time out. Default: the job type's, usually 3.
             */
            maxAttempts?: number;
            /**
             * @description Names and values of the caller, at most 16. A name has up to 40 letters, digits, `_`, `.` and `-`, and a value up to 200 characters.
             *     Default: none.
             */
            metadata?: components["schemas"]["JobMetadata"];
            /**
             * @description Priority among the organization's jobs.
             * @default normal
             */
            priority: components["schemas"]["Priority"];
            /** @description Words that mark the job, at most 10. Default: none. */
            tags?: components["schemas"]["JobTag"][];
            /**
             * Format: int32
             * @description Timeout of one attempt. Unit: seconds. Default: the job type's, usually 900.
             */
            timeoutSeconds?: number;
            /**
             * Format: int32
             * @description Time to live: how long the job may wait for its first start, from its `runAt`. Unit: seconds. Default: the job type's, usually none.
             */
            ttlSeconds?: number;
            /**
             * @description The type of the created jobs. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "http:request";
        };
        /** @description The job that a schedule creates, discriminated by `type`. */
        ScheduledJob: components["schemas"]["ScheduledFileProfileJob"] | components["schemas"]["ScheduledHttpRequestJob"] | components["schemas"]["ScheduledJobsImportJob"] | components["schemas"]["ScheduledReportGenerateJob"];
        /** @description The job of one type that a schedule creates. */
        ScheduledJobsImportJob: {
            /** @description The input of each created job. */
            input: components["schemas"]["JobsImportInput"];
            /**
             * Format: int32
             * @description Maximum number of attempts that fail or time out. Default: the job type's, usually 3.
             */
            maxAttempts?: number;
            /**
             * @description Names and values of the caller, at most 16. A name has up to 40 letters, digits, `_`, `.` and `-`, and a value up to 200 characters.
             *     Default: none.
             */
            metadata?: components["schemas"]["JobMetadata"];
            /**
             * @description Priority among the organization's jobs.
             * @default normal
             */
            priority: components["schemas"]["Priority"];
            /** @description Words that mark the job, at most 10. Default: none. */
            tags?: components["schemas"]["JobTag"][];
            /**
             * Format: int32
             * @description Timeout of one attempt. Unit: seconds. Default: the job type's, usually 900.
             */
            timeoutSeconds?: number;
            /**
             * Format: int32
             * @description Time to live: how long the job may wait for its first start, from its `runAt`. Unit: seconds. Default: the job type's, usually none.
             */
            ttlSeconds?: number;
            /**
             * @description The type of the created jobs. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "jobs:import";
        };
        /** @description The job of one type that a schedule creates. */
        ScheduledReportGenerateJob: {
            /** @description The input of each created job. */
            input: components["schemas"]["ReportGenerateInput"];
            /**
             * Format: int32
             * @description Maximum number of attempts that fail or time out. Default: the job type's, usually 3.
             */
            maxAttempts?: number;
            /**
             * @description Names and values of the caller, at most 16. A name has up to 40 letters, digits, `_`, `.` and `-`, and a value up to 200 characters.
             *     Default: none.
             */
            metadata?: components["schemas"]["JobMetadata"];
            /**
             * @description Priority among the organization's jobs.
             * @default normal
             */
            priority: components["schemas"]["Priority"];
            /** @description Words that mark the job, at most 10. Default: none. */
            tags?: components["schemas"]["JobTag"][];
            /**
             * Format: int32
             * @description Timeout of one attempt. Unit: seconds. Default: the job type's, usually 900.
             */
            timeoutSeconds?: number;
            /**
             * Format: int32
             * @description Time to live: how long the job may wait for its first start, from its `runAt`. Unit: seconds. Default: the job type's, usually none.
             */
            ttlSeconds?: number;
            /**
             * @description The type of the created jobs. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "report:generate";
        };
        /** @description A page of a list. Every list has this shape; a list is newest first unless the operation says otherwise. */
        SchedulePage: {
            /** @description The items of this page. */
            items: components["schemas"]["Schedule"][];
            /** @description The `cursor` of the next page. null: this is the last page. */
            nextCursor: components["schemas"]["Cursor"] | null;
        };
        /** @description The next runs of a timetable. */
        SchedulePreview: {
            /** @description The runs, earliest first. Fewer than requested: the schedule ends after them. */
            occurrences: components["schemas"]["Occurrence"][];
        };
        /** @description One run of a schedule, including skipped ones. */
        ScheduleRun: {
            /** @description The author of the run: `schedule:<id>` for a due run, the caller for a manual run. */
            actor: components["schemas"]["Actor"];
            /**
             * Format: date-time
             * @description The time at which the run was recorded.
             */
            createdAt: string;
            /** @description Time from `startedAt` to `endedAt`. Unit: milliseconds. null: one of them is null. */
            durationMs: number | null;
            /** @description The time at which the run's job reached a terminal status. null: the job is open, or there is none. */
            endedAt: string | null;
            /** @description Why the run was refused, or the error of its failed job. null: no error. */
            error: components["schemas"]["JobError"] | null;
            /** @description The run's id, unique within its schedule: the due time, or `manual:` and the id of the job. */
            id: string;
            /** @description The job that the run created. null: the run was skipped or refused. */
            jobId: components["schemas"]["Id"] | null;
            /**
             * Format: date-time
             * @description The due time, or the time of the manual run.
             */
            scheduledAt: string;
            /** @description The start of the latest attempt of the run's job. null: the job hasn't started, or there is none. */
            startedAt: string | null;
            /** @description The run's status. */
            status: components["schemas"]["ScheduleRunStatus"];
            /** @description What started the run. */
            trigger: components["schemas"]["RunTrigger"];
        };
        /** @description A page of a list. Every list has this shape; a list is newest first unless the operation says otherwise. */
        ScheduleRunPage: {
            /** @description The items of this page. */
            items: components["schemas"]["ScheduleRun"][];
            /** @description The `cursor` of the next page. null: this is the last page. */
            nextCursor: components["schemas"]["Cursor"] | null;
        };
        /**
         * @description The status of a run of a schedule.
         * @enum {string}
         */
        ScheduleRunStatus: "running" | "completed" | "failed" | "cancelled" | "missed" | "overlapped" | "refused";
        /**
         * @description The schedules to change. At least one filter is required.
         * @example {
         *       "type": [
         *         "http:request"
         *       ]
         *     }
         */
        ScheduleSelection: {
            /** @description Only schedules that this actor created. */
            createdBy?: components["schemas"]["Actor"];
            /** @description Only schedules with these ids. */
            ids?: components["schemas"]["Id"][];
            /** @description Only schedules whose name contains this text, in any case. */
            name?: string;
            /** @description Only schedules with one of these statuses. */
            status?: components["schemas"]["ScheduleStatus"][];
            /** @description Only schedules whose jobs are of one of these types. */
            type?: components["schemas"]["JobType"][];
        };
        /**
         * @description The status of a schedule.
         * @enum {string}
         */
        ScheduleStatus: "active" | "paused" | "ended";
        /** @description A schedule or one of its runs was created or changed. */
        ScheduleUpdate: {
            /**
             * @description The kind of update. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            kind: "schedule";
            /** @description The current state of the schedule. */
            schedule: components["schemas"]["Schedule"];
        };
        /**
         * @description A permission. An API key has a list of scopes; a user has the scopes of their role in the organization.
         *     The description of each operation names the scope that it needs. `x-for-people`: no API key is created with the scope, because a key can
         *     leak. `x-stopped-by-deletion`: an organization that is scheduled for deletion loses the scope. `x-stopped-by-suspension`: a suspended
         *     organization loses the scope.
         * @enum {string}
         */
        Scope: "jobs:read" | "jobs:read-private" | "jobs:write" | "files:read" | "files:write" | "schedules:read" | "schedules:write" | "org:read" | "org:write" | "members:write" | "keys:read" | "keys:write" | "audit:read" | "org:own" | "system:admin";
        /** @description A session of the caller: one sign-in. */
        Session: {
            /** @description The IP address of the sign-in. null: unknown. */
            address: string | null;
            /**
             * Format: date-time
             * @description The time of the sign-in.
             */
            createdAt: string;
            /** @description True if it is the session of this request. */
            current: boolean;
            /**
             * Format: date-time
             * @description The time at which the session ends even if it is refreshed.
             */
            expiresAt: string;
            /** @description The session's id. */
            id: components["schemas"]["Id"];
            /**
             * Format: date-time
             * @description The time at which the session ends unless it is refreshed.
             */
            idleExpiresAt: string;
            /**
             * Format: date-time
             * @description The time of the last refresh, at most 15 minutes before the last use.
             */
            lastUsedAt: string;
            /** @description The client's `User-Agent`. null: none. */
            userAgent: string | null;
        };
        /** @description A page of a list. Every list has this shape; a list is newest first unless the operation says otherwise. */
        SessionPage: {
            /** @description The items of this page. */
            items: components["schemas"]["Session"][];
            /** @description The `cursor` of the next page. null: this is the last page. */
            nextCursor: components["schemas"]["Cursor"] | null;
        };
        /** @description The tokens of a session. */
        SessionTokens: {
            /**
             * Format: password
             * @description The access token, for `Authorization: Bearer <token>`.
             */
            accessToken: string;
            /**
             * Format: password
             * @description The refresh token, for `refreshSession`. It works once; each refresh returns a new one.
             */
            refreshToken: string;
        };
        /** @description A session with new tokens. */
        SignedIn: {
            /**
             * Format: date-time
             * @description The time at which the access token expires.
             */
            accessExpiresAt: string;
            /**
             * Format: date-time
             * @description The time at which the session ends even if it is refreshed.
             */
            expiresAt: string;
            /**
             * Format: date-time
             * @description The time at which the session ends unless it is refreshed.
             */
            idleExpiresAt: string;
            /** @description The session's id, as in `listSessions`. */
            sessionId: components["schemas"]["Id"];
            /** @description The tokens of the session. null: cookies hold the tokens. */
            tokens: components["schemas"]["SessionTokens"] | null;
        };
        /**
         * @description A request to sign in.
         * @example {
         *       "email": "ada@example.com",
         *       "password": "correct horse battery staple",
         *       "tokens": "bearer"
         *     }
         */
        SignInRequest: {
            /** @description The address of the account. */
            email: components["schemas"]["Email"];
            /** @description The password of the account. */
            password: components["schemas"]["Password"];
            /**
             * @description How the client receives the tokens.
             * @default cookie
             */
            tokens: components["schemas"]["TokenDelivery"];
        };
        /**
         * @description A request to sign up.
         * @example {
         *       "email": "ada@example.com",
         *       "password": "correct horse battery staple",
         *       "name": "Ada Lovelace"
         *     }
         */
        SignUpRequest: {
            /** @description The address that the confirmation link is mailed to. */
            email: components["schemas"]["Email"];
            /** @description Display name of the user. */
            name: string;
            /** @description The password of the account. */
            password: components["schemas"]["NewPassword"];
        };
        /** @description Jobs that a bulk change left as they were. */
        SkippedJobs: {
            /**
             * Format: int64
             * @description Number of skipped jobs.
             */
            jobs: number;
            /** @description Why the jobs were skipped. */
            reason: components["schemas"]["SkipReason"];
        };
        /**
         * @description Why a bulk change left matching jobs as they were.
         * @enum {string}
         */
        SkipReason: "changedMeanwhile" | "quotaExceeded";
        /** @description Numbers of jobs by status. */
        StatusCounts: {
            /**
             * Format: int64
             * @description Number of jobs that were cancelled.
             */
            cancelled: number;
            /**
             * Format: int64
             * @description Number of jobs that succeeded.
             */
            completed: number;
            /**
             * Format: int64
             * @description Number of jobs that failed permanently.
             */
            failed: number;
            /**
             * Format: int64
             * @description Number of jobs that wait for their `runAt`, for admission or for a worker.
             */
            pending: number;
            /**
             * Format: int64
             * @description Number of jobs that a worker runs.
             */
            processing: number;
        };
        /**
         * @description The suspension of an organization.
         * @example {
         *       "reason": "The invoice of October is unpaid."
         *     }
         */
        SuspendOrgRequest: {
            /** @description Why the organization is suspended. Its members see this text. */
            reason: components["schemas"]["SuspendReason"];
        };
        /**
         * @description Why an organization is suspended. Its members see this text.
         * @example The invoice of October is unpaid.
         */
        SuspendReason: string;
        /** @description A job of the installation that runs on a cron expression. Or a named group of such jobs, which start together. */
        SystemJob: {
            /** @description Cron expression in UTC, of five fields, or of six with seconds first. */
            cron: string;
            /** @description What the job does. */
            description: string;
            /** @description Names of the jobs that a run starts: the system job itself, or all jobs of the group. */
            jobs: string[];
            /** @description The latest run. null: none. */
            lastRun: components["schemas"]["LastSystemJobRun"] | null;
            /** @description The name that identifies the system job in paths, such as `storage:cleanup`. */
            name: string;
            /** @description The time of the next run. null: not scheduled. */
            nextRunAt: string | null;
            /** @description True if the system job is active and hasn't run for twice its interval. */
            overdue: boolean;
            /** @description True if a run of the system job is in progress. */
            running: boolean;
            /** @description True if the queue has an entry for the cron expression of the system job. */
            scheduled: boolean;
            /** @description Whether the system job is paused. The status persists over restarts and deployments. */
            status: components["schemas"]["SystemJobStatus"];
            /** @description Display name of the system job. */
            title: string;
        };
        /**
         * @description The name of a system job.
         * @example storage:cleanup
         */
        SystemJobName: string;
        /** @description A page of a list. Every list has this shape; a list is newest first unless the operation says otherwise. */
        SystemJobPage: {
            /** @description The items of this page. */
            items: components["schemas"]["SystemJob"][];
            /** @description The `cursor` of the next page. null: this is the last page. */
            nextCursor: components["schemas"]["Cursor"] | null;
        };
        /** @description One run of a system job. */
        SystemJobRun: {
            /** @description The caller of a manual run. null: not manual. */
            actor: components["schemas"]["Actor"] | null;
            /** @description Duration of the run. Unit: milliseconds. null: still running. */
            durationMs: number | null;
            /** @description The time at which the run ended. null: still running. */
            endedAt: string | null;
            /** @description The run's error. null: none. */
            error: components["schemas"]["JobError"] | null;
            /** @description The run's id. In the server's log, `system_` precedes it. */
            id: components["schemas"]["Id"];
            /** @description The name of the system job that ran. */
            job: string;
            /** @description Log lines of the run, oldest first, at most 200. Empty while the run is in progress. */
            logs: components["schemas"]["SystemRunLine"][];
            /**
             * Format: date-time
             * @description The time at which the run started.
             */
            startedAt: string;
            /** @description The run's status. */
            status: components["schemas"]["SystemRunStatus"];
            /** @description What started the run. */
            trigger: components["schemas"]["SystemTrigger"];
            /** @description The worker that ran the system job. */
            workerId: components["schemas"]["Id"];
        };
        /** @description A page of a list. Every list has this shape; a list is newest first unless the operation says otherwise. */
        SystemJobRunPage: {
            /** @description The items of this page. */
            items: components["schemas"]["SystemJobRun"][];
            /** @description The `cursor` of the next page. null: this is the last page. */
            nextCursor: components["schemas"]["Cursor"] | null;
        };
        /**
         * @description The status of a system job.
         * @enum {string}
         */
        SystemJobStatus: "active" | "paused";
        /** @description The jobs of one type, of all organizations. */
        SystemJobType: {
            /**
             * Format: int32
             * @description Number of jobs whose time is in the future.
             */
            delayed: number;
            /**
             * Format: int32
             * @description Number of failed jobs that are stored. Of a system job: failed runs in the last seven days.
             */
            failed: number;
            /**
             * @description `user`: jobs of organizations. `system`: jobs of the installation.
             * @enum {string}
             */
            kind: "user" | "system";
            /** @description Whether this version of the server knows the type. Jobs of a removed type wait for ever. */
            known: boolean;
            /**
             * Format: double
             * @description Time since the oldest queued or parked job became due. Unit: seconds. 0: there is none.
             */
            oldestAgeSeconds: number;
            /**
             * Format: int32
             * @description Number of due jobs that wait until their organization has room.
             */
            parked: number;
            /**
             * Format: int32
             * @description Number of due jobs in the queue, without running and parked ones.
             */
            queued: number;
            /**
             * Format: int32
             * @description Number of running jobs of this type.
             */
            running: number;
            /** @description The job type. */
            type: string;
        };
        /** @description A page of a list. Every list has this shape; a list is newest first unless the operation says otherwise. */
        SystemJobTypePage: {
            /** @description The items of this page. */
            items: components["schemas"]["SystemJobType"][];
            /** @description The `cursor` of the next page. null: this is the last page. */
            nextCursor: components["schemas"]["Cursor"] | null;
        };
        /** @description The membership of a user in an organization. */
        SystemMembership: {
            /**
             * Format: date-time
             * @description The time at which the user joined.
             */
            joinedAt: string;
            /** @description The organization's id. */
            orgId: components["schemas"]["Id"];
            /** @description The organization's name. */
            orgName: components["schemas"]["OrgName"];
            /** @description The user's role. */
            role: components["schemas"]["Role"];
        };
        /** @description An organization as administrators of the installation see it. */
        SystemOrg: {
            /** @description The open jobs. */
            backlog: components["schemas"]["OrgBacklog"];
            /**
             * Format: date-time
             * @description The time at which the organization was created.
             */
            createdAt: string;
            /** @description Number of jobs created since the first of the month (UTC), counted up to 10,000. Deleted and pruned jobs don't count. */
            createdThisMonth: components["schemas"]["CountUpTo"];
            /** @description The time after which the organization is deleted. null: not scheduled for deletion. */
            deleteAfter: string | null;
            /** @description The organization's id. */
            id: components["schemas"]["Id"];
            /**
             * Format: int32
             * @description Number of members.
             */
            members: number;
            /** @description The organization's name. */
            name: components["schemas"]["OrgName"];
            /** @description The name of the organization's plan. */
            plan: components["schemas"]["PlanName"];
            /** @description The time at which the plan ends and the free plan follows. null: no end. */
            planEndsAt: string | null;
            /**
             * Format: int64
             * @description Total size of all files and of uploads that aren't completed. Unit: bytes.
             */
            storedBytes: number;
            /** @description The time at which the organization was suspended. null: not suspended. */
            suspendedAt: string | null;
            /** @description Why the organization is suspended. null: not suspended. */
            suspendReason: string | null;
        };
        /** @description A page of a list. Every list has this shape; a list is newest first unless the operation says otherwise. */
        SystemOrgPage: {
            /** @description The items of this page. */
            items: components["schemas"]["SystemOrg"][];
            /** @description The `cursor` of the next page. null: this is the last page. */
            nextCursor: components["schemas"]["Cursor"] | null;
        };
        /**
         * @description A state of an organization that administrators look for.
         * @enum {string}
         */
        SystemOrgState: "suspended" | "deletionScheduled";
        /** @description A user as administrators of the installation see them. */
        SystemPerson: {
            /** @description How the user became an administrator. null: the user is no administrator. */
            administrator: components["schemas"]["AdministratorBy"] | null;
            /**
             * Format: date-time
             * @description The time at which the user was created.
             */
            createdAt: string;
            /** @description The user's e-mail address. */
            email: string;
            /** @description Whether the user has proved that the address is theirs. */
            emailVerified: boolean;
            /** @description The user's id. */
            id: components["schemas"]["Id"];
            /** @description The user's name. */
            name: string;
            /**
             * Format: int32
             * @description Number of organizations that the user belongs to.
             */
            orgs: number;
        };
        /** @description A user with their organizations. */
        SystemPersonDetails: {
            /** @description How the user became an administrator. null: the user is no administrator. */
            administrator: components["schemas"]["AdministratorBy"] | null;
            /**
             * Format: date-time
             * @description The time at which the user was created.
             */
            createdAt: string;
            /** @description The user's e-mail address. */
            email: string;
            /** @description Whether the user has proved that the address is theirs. */
            emailVerified: boolean;
            /** @description The user's id. */
            id: components["schemas"]["Id"];
            /** @description The newest organizations of the user, at most 100. */
            memberships: components["schemas"]["SystemMembership"][];
            /** @description The user's name. */
            name: string;
            /**
             * Format: int32
             * @description Number of organizations that the user belongs to.
             */
            orgs: number;
        };
        /** @description A page of a list. Every list has this shape; a list is newest first unless the operation says otherwise. */
        SystemPersonPage: {
            /** @description The items of this page. */
            items: components["schemas"]["SystemPerson"][];
            /** @description The `cursor` of the next page. null: this is the last page. */
            nextCursor: components["schemas"]["Cursor"] | null;
        };
        /** @description A line that a run has logged. */
        SystemRunLine: {
            /**
             * Format: date-time
             * @description The time at which the line was logged.
             */
            at: string;
            /** @description Structured data of the line. null: none. */
            data: {
                [key: string]: unknown;
            } | null;
            /** @description The severity of the line. */
            level: components["schemas"]["LogLevel"];
            /** @description The logged message. */
            message: string;
        };
        /**
         * @description The status of a run of a system job.
         * @enum {string}
         */
        SystemRunStatus: "running" | "completed" | "failed" | "timedOut" | "cancelled" | "released" | "lost";
        /**
         * @description The cause of a system job's run.
         * @enum {string}
         */
        SystemTrigger: "cron" | "manual" | "startup";
        /**
         * @description The period of a timeline.
         * @enum {string}
         */
        TimelinePeriod: "hour" | "day" | "week";
        /** @description The jobs created in one slice of the period, with their current status. */
        TimelineSlice: {
            /**
             * Format: date-time
             * @description The start of the slice.
             */
            at: string;
            /** @description Numbers of the jobs created in the slice, by their current status. */
            byStatus: components["schemas"]["StatusCounts"];
            /**
             * Format: int64
             * @description Number of jobs created in the slice.
             */
            created: number;
            /** @description Run times of the last attempts of the jobs that have ended, of the same 100 jobs. null: none of them has ended after a start. */
            runSeconds: components["schemas"]["Percentiles"] | null;
            /**
             * @description Wait times of the jobs that have started, from the due time to the start of the last attempt. Only the latest 100 jobs of the slice
             *     are considered. null: none of them has started.
             */
            waitSeconds: components["schemas"]["Percentiles"] | null;
        };
        /**
         * @description A time of day, as `HH:MM` or `HH:MM:SS`.
         * @example 02:30
         */
        TimeOfDay: string;
        /**
         * @description An IANA time zone name, such as `Europe/Berlin`. Offsets such as `+02:00` are not accepted.
         * @example Europe/Berlin
         */
        TimeZone: string;
        /**
         * @description How the client receives a session's tokens.
         * @enum {string}
         */
        TokenDelivery: "cookie" | "bearer";
        /**
         * @description The member who becomes an owner.
         * @example {
         *       "userId": "01890a5d-ac96-774b-bcce-b302099a8057"
         *     }
         */
        TransferOrgRequest: {
            /** @description The user id of the member who becomes an owner. */
            userId: components["schemas"]["Id"];
        };
        /**
         * @description The cause of a job's creation.
         * @enum {string}
         */
        Trigger: "api" | "schedule" | "manual" | "job";
        /** @description A manual run of a schedule, and the job that it created. */
        TriggeredRun: {
            /** @description The run's id, as in `listScheduleRuns`. */
            id: string;
            /** @description The id of the created job. */
            jobId: components["schemas"]["Id"];
        };
        /** @description The numbers of jobs of one type. */
        TypeCounts: {
            /** @description Numbers of the type's jobs by status. */
            byStatus: components["schemas"]["StatusCounts"];
            /** @description The job type. */
            type: components["schemas"]["JobType"];
        };
        /** @description A unique job: the organization has at most one open job of the type with the key. */
        UniqueJob: {
            /**
             * @description The key, such as `invoice-4711`. The job holds it until it ends. While an open job holds the key, a create returns that job with
             *     `existing: true` and creates none.
             */
            key: string;
        };
        /**
         * @description A change of an API key. Absent fields keep their values.
         * @example {
         *       "name": "Import of orders"
         *     }
         */
        UpdateApiKeyRequest: {
            /** @description The new display name. */
            name?: string;
        };
        /**
         * @description A change of a file. Absent fields keep their values.
         * @example {
         *       "name": "people.csv"
         *     }
         */
        UpdateFileRequest: {
            /** @description The new display name. */
            name?: string;
        };
        /**
         * @description A change of a pending job. Absent fields keep their values.
         * @example {
         *       "priority": "high"
         *     }
         */
        UpdateJobRequest: {
            /** @description Latest first start of the job, later than now and than `runAt`. null: the job doesn't expire. */
            expiresAt?: string | null;
            /**
             * Format: int32
             * @description Maximum number of attempts that fail or time out. If that many have, the next attempt is the last.
             */
            maxAttempts?: number;
            /**
             * @description Names and values of the caller, at most 16. A name has up to 40 letters, digits, `_`, `.` and `-`, and a value up to 200 characters.
             *     Default: none.
             */
            metadata?: components["schemas"]["JobMetadata"];
            /** @description Priority among the organization's jobs. */
            priority?: components["schemas"]["Priority"];
            /**
             * Format: date-time
             * @description Earliest start of the job. A time that has passed means now. At most one year ahead.
             */
            runAt?: string;
            /** @description Words that mark the job, at most 10. Default: none. */
            tags?: components["schemas"]["JobTag"][];
            /**
             * Format: int32
             * @description Timeout of one attempt. Unit: seconds.
             */
            timeoutSeconds?: number;
        };
        /**
         * @description A change of a member's role.
         * @example {
         *       "role": "admin"
         *     }
         */
        UpdateMemberRequest: {
            /** @description The new role. */
            role: components["schemas"]["Role"];
        };
        /**
         * @description A change of an organization. Absent fields keep their values.
         * @example {
         *       "name": "Acme Corporation"
         *     }
         */
        UpdateOrgRequest: {
            /** @description The organization's new name. */
            name?: components["schemas"]["OrgName"];
        };
        /**
         * @description A change of a plan. Absent fields keep their values. A limit of null is unlimited.
         * @example {
         *       "openJobs": 50000
         *     }
         */
        UpdatePlanRequest: {
            /** @description Days for which audit events are kept. */
            auditDays?: components["schemas"]["RetentionDays"];
            /** @description Days for which cancelled jobs are kept. */
            cancelledDays?: components["schemas"]["RetentionDays"];
            /** @description Days for which completed jobs are kept. */
            completedDays?: components["schemas"]["RetentionDays"];
            /** @description Days for which failed jobs are kept. */
            failedDays?: components["schemas"]["RetentionDays"];
            /** @description Maximum size of one file. Unit: bytes. At most the installation's limit. */
            fileBytes?: components["schemas"]["ByteLimit"] | null;
            /** @description Maximum number of open jobs: pending or processing. */
            openJobs?: components["schemas"]["CountLimit"] | null;
            /** @description Maximum number of requests per minute and API key. */
            requestsPerMinute?: components["schemas"]["PositiveLimit"] | null;
            /** @description Maximum number of admitted jobs: queued or running. At most the installation's limit. */
            runningJobs?: components["schemas"]["PositiveLimit"] | null;
            /** @description Maximum number of schedules, including paused and ended ones. */
            schedules?: components["schemas"]["CountLimit"] | null;
            /**
             * Format: int32
             * @description Weight in fair queueing: with a share of 2, twice as many jobs start as with a share of 1, while both have waiting jobs.
             */
            share?: number;
            /** @description Maximum total size of all files and of uploads that aren't completed. Unit: bytes. */
            storedBytes?: components["schemas"]["ByteLimit"] | null;
        };
        /**
         * @description A change of a schedule. Absent fields keep their values. `job` and `recurrence` are replaced as a whole.
         * @example {
         *       "name": "Daily report",
         *       "recurrence": {
         *         "kind": "daily",
         *         "time": "07:30"
         *       }
         *     }
         */
        UpdateScheduleRequest: {
            /** @description End: no run at or after this time. null: no limit. */
            endsAt?: string | null;
            /** @description The job that each run creates. */
            job?: components["schemas"]["ScheduledJob"];
            /** @description Number of runs after which the schedule ends. Manual runs don't count. null: unlimited. */
            maxRuns?: number | null;
            /** @description The policy for missed runs. */
            missed?: components["schemas"]["MissedPolicy"];
            /** @description Display name. Need not be unique. */
            name?: string;
            /** @description The policy if a job of an earlier run is still open. */
            overlap?: components["schemas"]["OverlapPolicy"];
            /** @description Number of consecutive failed runs after which the schedule is paused. null: never. */
            pauseAfterFailures?: number | null;
            /** @description The rule for the times of the runs. */
            recurrence?: components["schemas"]["Recurrence"];
            /** @description Start: no run before this time. null: no limit. */
            startsAt?: string | null;
            /** @description The time zone of the recurrence. */
            timezone?: components["schemas"]["TimeZone"];
        };
        /**
         * @description A change of an organization by an administrator. Absent fields keep their values.
         * @example {
         *       "plan": "pro",
         *       "planEndsAt": "2031-01-01T00:00:00Z"
         *     }
         */
        UpdateSystemOrgRequest: {
            /** @description The name of the new plan. */
            plan?: components["schemas"]["PlanName"];
            /** @description The time at which the plan ends and the free plan follows. It must be in the future. null: no end. */
            planEndsAt?: string | null;
        };
        /** @description An upload directly to the store. */
        Upload: {
            /**
             * Format: date-time
             * @description The time until which the upload must be completed.
             */
            expiresAt: string;
            /** @description The headers to send with the content. Don't add an API key. */
            headers: {
                [key: string]: string;
            };
            /** @description The upload's id. It isn't the id of the file. */
            id: components["schemas"]["Id"];
            /**
             * @description The HTTP method of the request that sends the content to the store.
             * @enum {string}
             */
            method: "PUT";
            /** @description The upload URL, relative to the API's URL. It grants write access: keep it secret. */
            url: string;
            /**
             * Format: date-time
             * @description The time at which the URL expires.
             */
            urlExpiresAt: string;
        };
        /** @description The limits of the organization's plan, and the usage. */
        Usage: {
            /**
             * Format: int64
             * @description Maximum size of one file. Unit: bytes.
             */
            maxFileBytes: number;
            /** @description Number of open jobs: pending or processing. At the limit no job can be created. */
            openJobs: components["schemas"]["QuotaUse"];
            /** @description The plan's name. */
            plan: string;
            /** @description The time at which the plan ends and the free plan follows. null: no end. */
            planEndsAt: string | null;
            /** @description Maximum number of requests per minute and API key. null: unlimited. */
            requestsPerMinute: number | null;
            /** @description How long ended jobs and audit events are kept. */
            retention: components["schemas"]["Retention"];
            /** @description Number of running jobs. The limit applies to admitted jobs, running or queued. At the limit further jobs are parked until others end. */
            runningJobs: components["schemas"]["QuotaUse"];
            /** @description Number of schedules, including paused and ended ones. At the limit no schedule can be created. */
            schedules: components["schemas"]["QuotaUse"];
            /**
             * Format: int32
             * @description Weight in fair queueing. An organization with a share of 2 starts twice as many jobs as one with a share of 1, while both have waiting
             *     jobs.
             */
            share: number;
            /** @description Total size of all files and of uploads that aren't completed. Unit: bytes. At the limit uploads are refused. */
            storedBytes: components["schemas"]["QuotaUse"];
        };
        /**
         * @description The token of the link that a sign-up sent.
         * @example {
         *       "token": "the text after #token= in the mail"
         *     }
         */
        VerifyEmailRequest: {
            /** @description The token of the link. */
            token: components["schemas"]["LinkToken"];
        };
        /**
         * @description A day of the week.
         * @enum {string}
         */
        Weekday: "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday";
        /** @description A weekday of the month, such as the second Tuesday. */
        WeekdayOfMonth: {
            /**
             * @description The kind of day. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            kind: "weekday";
            /** @description Which occurrence of the weekday in the month. */
            week: components["schemas"]["WeekOfMonth"];
            /** @description The day of the week. */
            weekday: components["schemas"]["Weekday"];
        };
        /** @description Every week, on given days, at a time. */
        WeeklyRecurrence: {
            /**
             * @description The kind of recurrence. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            kind: "weekly";
            /** @description Local time in the schedule's time zone. */
            time: components["schemas"]["TimeOfDay"];
            /** @description The days of the week, without duplicates. */
            weekdays: components["schemas"]["Weekday"][];
        };
        /**
         * @description The occurrence of a weekday in a month.
         * @enum {string}
         */
        WeekOfMonth: "first" | "second" | "third" | "fourth" | "last";
        /** @description A process of the installation. */
        WorkerProcess: {
            /**
             * Format: date-time
             * @description The time of the last heartbeat of the process.
             */
            heartbeatAt: string;
            /** @description Name of the host that the process runs on. */
            host: string;
            /** @description The id of the process. Each start of the process has a new id. */
            id: components["schemas"]["Id"];
            /**
             * Format: int32
             * @description The operating system's id of the process on the host.
             */
            pid: number;
            /**
             * @description The role, as in the setting `ROLE`.
             * @enum {string}
             */
            role: "api" | "worker" | "scheduler" | "all";
            /** @description Numbers of the jobs that the process runs now, by type. */
            running: components["schemas"]["RunningJobs"][];
            /**
             * Format: date-time
             * @description The time at which the process started.
             */
            startedAt: string;
            /**
             * @description `lost`: the heartbeat is overdue. A stopped process leaves the list.
             * @enum {string}
             */
            status: "alive" | "lost";
            /** @description The job types that the process runs. */
            types: string[];
            /** @description The version of Gaffer that the process runs. */
            version: string;
        };
        /** @description A page of a list. Every list has this shape; a list is newest first unless the operation says otherwise. */
        WorkerProcessPage: {
            /** @description The items of this page. */
            items: components["schemas"]["WorkerProcess"][];
            /** @description The `cursor` of the next page. null: this is the last page. */
            nextCursor: components["schemas"]["Cursor"] | null;
        };
    };
    responses: {
        /**
         * @description Already a member (`already-member`): The user already belongs to the organization.
         *
         *     Request in progress (`idempotency-in-flight`): Another request with the same `Idempotency-Key` is in progress. Send this one again to get its response.
         */
        AlreadyMemberOrIdempotencyInFlight: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description API key inactive (`api-key-inactive`): The API key has expired or was revoked. Create a new one. */
        ApiKeyInactive: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description You don't have access (`forbidden`): The caller lacks the access that the operation needs, or a page of another origin sent the request with cookies. */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description You don't have access (`forbidden`): The caller lacks the access that the operation needs, or a page of another origin sent the request with cookies.
         *
         *     Organization scheduled for deletion (`org-deletion-scheduled`): The organization accepts no new work. Its owner can restore it.
         *
         *     Organization suspended (`org-suspended`): An administrator of the installation has suspended the organization. It can be read, and not changed.
         */
        ForbiddenOrOrgDeletionScheduledOrOrgSuspended: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description You don't have access (`forbidden`): The caller lacks the access that the operation needs, or a page of another origin sent the request with cookies.
         *
         *     Organization scheduled for deletion (`org-deletion-scheduled`): The organization accepts no new work. Its owner can restore it.
         *
         *     Quota exceeded (`quota-exceeded`): The request would exceed a limit of the organization's plan; see `quota`. Reduce the usage or change the plan. Not 429, because waiting alone doesn't help.
         *
         *     Organization suspended (`org-suspended`): An administrator of the installation has suspended the organization. It can be read, and not changed.
         */
        ForbiddenOrOrgDeletionScheduledOrQuotaExceededOrOrgSuspended: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description You don't have access (`forbidden`): The caller lacks the access that the operation needs, or a page of another origin sent the request with cookies.
         *
         *     Organization suspended (`org-suspended`): An administrator of the installation has suspended the organization. It can be read, and not changed.
         */
        ForbiddenOrOrgSuspended: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description You don't have access (`forbidden`): The caller lacks the access that the operation needs, or a page of another origin sent the request with cookies.
         *
         *     Quota exceeded (`quota-exceeded`): The request would exceed a limit of the organization's plan; see `quota`. Reduce the usage or change the plan. Not 429, because waiting alone doesn't help.
         *
         *     Organization scheduled for deletion (`org-deletion-scheduled`): The organization accepts no new work. Its owner can restore it.
         *
         *     Organization suspended (`org-suspended`): An administrator of the installation has suspended the organization. It can be read, and not changed.
         */
        ForbiddenOrQuotaExceededOrOrgDeletionScheduledOrOrgSuspended: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Request in progress (`idempotency-in-flight`): Another request with the same `Idempotency-Key` is in progress. Send this one again to get its response. */
        IdempotencyInFlight: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Internal error (`internal`): An unexpected error. Find it in the server's log by `requestId`. */
        Internal: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Validation failed (`invalid-request`): A field, parameter or header is missing, unknown or has a value that isn't allowed; see `errors`. */
        InvalidRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description Validation failed (`invalid-request`): A field, parameter or header is missing, unknown or has a value that isn't allowed; see `errors`.
         *
         *     Idempotency key reused (`idempotency-mismatch`): The `Idempotency-Key` was used for another operation or body in the last 24 hours. Use a new key.
         */
        InvalidRequestOrIdempotencyMismatch: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Job not pending (`job-not-pending`): The job isn't pending, so it can't be changed. Create another job. */
        JobNotPending: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description Job not restorable (`job-not-restorable`): The job isn't cancelled, was running when it was cancelled, or was cancelled more than a minute ago. Retry it instead.
         *
         *     Unique key in use (`unique-key-in-use`): Another job holds the unique key of this job. Wait until that job ends, or cancel it.
         *
         *     Request in progress (`idempotency-in-flight`): Another request with the same `Idempotency-Key` is in progress. Send this one again to get its response.
         */
        JobNotRestorableOrUniqueKeyInUseOrIdempotencyInFlight: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Job is open (`job-open`): The job is pending or processing, so it can't be deleted. Cancel it first. */
        JobOpen: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description Wrong job status (`job-status`): The job's status doesn't allow this. Only open jobs can be cancelled; only failed and cancelled jobs can be retried.
         *
         *     Request in progress (`idempotency-in-flight`): Another request with the same `Idempotency-Key` is in progress. Send this one again to get its response.
         */
        JobStatusOrIdempotencyInFlight: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description Wrong job status (`job-status`): The job's status doesn't allow this. Only open jobs can be cancelled; only failed and cancelled jobs can be retried.
         *
         *     Unique key in use (`unique-key-in-use`): Another job holds the unique key of this job. Wait until that job ends, or cancel it.
         *
         *     Request in progress (`idempotency-in-flight`): Another request with the same `Idempotency-Key` is in progress. Send this one again to get its response.
         */
        JobStatusOrUniqueKeyInUseOrIdempotencyInFlight: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description Last administrator (`last-administrator`): The installation needs an administrator. Make another user an administrator first.
         *
         *     Administrator by setting (`administrator-by-setting`): The setting `ADMIN_EMAILS` makes the user an administrator. Remove the address there.
         */
        LastAdministratorOrAdministratorBySetting: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Last owner (`last-owner`): An organization needs an owner. Make another member an owner first. */
        LastOwner: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Malformed body (`malformed-body`): The body is not JSON or can't be read. */
        MalformedBody: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description Malformed body (`malformed-body`): The body is not JSON or can't be read.
         *
         *     Malformed header (`malformed-header`): A conditional header, such as `If-Match`, isn't a list of entity tags.
         */
        MalformedBodyOrMalformedHeader: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Malformed header (`malformed-header`): A conditional header, such as `If-Match`, isn't a list of entity tags. */
        MalformedHeader: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not found (`not-found`): No such resource in this organization. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description Organization is being deleted (`org-deletion-started`): The grace period is over, so the organization can't be restored.
         *
         *     Request in progress (`idempotency-in-flight`): Another request with the same `Idempotency-Key` is in progress. Send this one again to get its response.
         */
        OrgDeletionStartedOrIdempotencyInFlight: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description Overlapping run (`overlapping-run`): An earlier run of the schedule or system job is still open. Wait until it ends.
         *
         *     System job not managed (`system-job-unmanaged`): The system job is scheduled in the queue, not by Gaffer. Change it where it was created.
         */
        OverlappingRunOrSystemJobUnmanaged: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Plan exists (`plan-exists`): A plan with this name exists. Change it, or use another name. */
        PlanExists: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Plan in use (`plan-in-use`): An organization has the plan, or new organizations get it. Give the organizations another plan first. */
        PlanInUse: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Precondition failed (`precondition-failed`): The resource has changed since the version in `If-Match`. Read it again and reapply your change. */
        PreconditionFailed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Precondition required (`precondition-required`): The operation needs an `If-Match` header with the `ETag` that the resource was read with. */
        PreconditionRequired: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Range not satisfiable (`range-not-satisfiable`): The byte range is outside the file. */
        RangeNotSatisfiable: {
            headers: {
                /** @description `bytes`, an asterisk, a slash and the size of the file. */
                "Content-Range": string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Rate limit exceeded (`rate-limited`): The caller exceeded its request rate or its concurrent bytes. Nothing was done; try again after `Retry-After` seconds. */
        RateLimited: {
            headers: {
                /** @description Delay before a retry. Unit: seconds. */
                "Retry-After": number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description Rate limit exceeded (`rate-limited`): The caller exceeded its request rate or its concurrent bytes. Nothing was done; try again after `Retry-After` seconds.
         *
         *     Too many requests (`too-many-requests`): A limit of this one operation, such as one manual run per minute or the number of open streams. Try again after `Retry-After` seconds.
         */
        RateLimitedOrTooManyRequests: {
            headers: {
                /** @description Delay before a retry. Unit: seconds. */
                "Retry-After": number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description Scheduled job is invalid (`scheduled-job-invalid`): The job type or input of the schedule is no longer valid. Change the schedule's job.
         *
         *     Request in progress (`idempotency-in-flight`): Another request with the same `Idempotency-Key` is in progress. Send this one again to get its response.
         */
        ScheduledJobInvalidOrIdempotencyInFlight: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description Scheduled job is invalid (`scheduled-job-invalid`): The job type or input of the schedule is no longer valid. Change the schedule's job.
         *
         *     Overlapping run (`overlapping-run`): An earlier run of the schedule or system job is still open. Wait until it ends.
         *
         *     Request in progress (`idempotency-in-flight`): Another request with the same `Idempotency-Key` is in progress. Send this one again to get its response.
         */
        ScheduledJobInvalidOrOverlappingRunOrIdempotencyInFlight: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description Schedule has ended (`schedule-ended`): The schedule has no run left. Give it a later end or more runs.
         *
         *     Request in progress (`idempotency-in-flight`): Another request with the same `Idempotency-Key` is in progress. Send this one again to get its response.
         */
        ScheduleEndedOrIdempotencyInFlight: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description System job not managed (`system-job-unmanaged`): The system job is scheduled in the queue, not by Gaffer. Change it where it was created. */
        SystemJobUnmanaged: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Body too large (`too-large`): The body exceeds the operation's limit, which its description states. */
        TooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Unauthenticated (`unauthenticated`): No API key or session, or one that is unknown, expired or revoked; or a wrong password. */
        Unauthenticated: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Unavailable (`unavailable`): The server or a service that it needs doesn't respond; try again after `Retry-After` seconds. */
        Unavailable: {
            headers: {
                /** @description Delay before a retry. Unit: seconds. */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description Unique key in use (`unique-key-in-use`): Another job holds the unique key of this job. Wait until that job ends, or cancel it.
         *
         *     Request in progress (`idempotency-in-flight`): Another request with the same `Idempotency-Key` is in progress. Send this one again to get its response.
         */
        UniqueKeyInUseOrIdempotencyInFlight: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Unsupported media type (`unsupported-media-type`): The operation doesn't accept the body's media type. */
        UnsupportedMediaType: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description Upload doesn't match (`upload-mismatch`): The uploaded content is missing, or differs from the declared size or hash. Upload it again.
         *
         *     Request in progress (`idempotency-in-flight`): Another request with the same `Idempotency-Key` is in progress. Send this one again to get its response.
         */
        UploadMismatchOrIdempotencyInFlight: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /**
         * @description The API key's id.
         * @example 7Gm2kQ9xTz4b
         */
        "ApiKeyPath.keyId": components["schemas"]["ApiKeyId"];
        /** @description Only events of this operation. */
        "AuditFilters.action": string;
        /** @description Only events of this actor. */
        "AuditFilters.actor": components["schemas"]["Actor"];
        /** @description Only events before this time. */
        "AuditFilters.createdBefore": string;
        /** @description Only events at or after this time. */
        "AuditFilters.createdFrom": string;
        /** @description Only events whose target has this id. */
        "AuditFilters.targetId": string;
        /**
         * @description The file's id.
         * @example 01890a5d-ac96-774b-bcce-b302099a8057
         */
        "FilePath.fileId": components["schemas"]["Id"];
        /**
         * @description A unique value, such as a UUID. For 24 hours, the same key with the same request returns the same response, marked with
         *     `Idempotent-Replayed: true`, and changes nothing. A request that fails doesn't use its key: nothing was changed, so send it again, or
         *     corrected, with the same key. After a lost connection or a 503 the result may be unknown; the same request with the same key is safe.
         *     Errors: `idempotency-mismatch` for another operation, parameters or body; `idempotency-in-flight` while the first request is in
         *     progress.
         */
        IdempotencyHeader: string;
        /**
         * @description The `ETag` of the last read, a list of tags, or `*`. Only changes by requests matter, so a run or a use in between doesn't refuse the
         *     change. Errors: 412 if the resource has changed since, and for a weak tag (`W/`). 400 for a value that isn't a list of entity tags.
         */
        IfMatch: string;
        /** @description The `ETag` of the last read. The response is 304 without a body if nothing has changed. Errors: 400 for a value that isn't a list of entity tags. */
        IfNoneMatch: string;
        /**
         * @description The invitation's id.
         * @example 01890a5d-ac96-774b-bcce-b302099a8057
         */
        "InvitationPath.invitationId": components["schemas"]["Id"];
        /** @description Only jobs created before this instant. */
        "JobFilters.createdBefore": string;
        /** @description Only jobs that this actor created. */
        "JobFilters.createdBy": components["schemas"]["Actor"];
        /** @description Only jobs created at or after this instant. */
        "JobFilters.createdFrom": string;
        /** @description Only jobs that ended before this instant. */
        "JobFilters.endedBefore": string;
        /** @description Only jobs that ended at or after this instant. */
        "JobFilters.endedFrom": string;
        /** @description Only jobs whose last error has this code. */
        "JobFilters.errorCode": string;
        /**
         * @description Only jobs that have all of these names and values in their metadata, such as `customer:4711`. In a query, a value can't have a comma,
         *     because commas separate the values of a parameter.
         */
        "JobFilters.metadata": components["schemas"]["MetadataPair"][];
        /** @description Only jobs that the handler of this job created. */
        "JobFilters.parentId": components["schemas"]["Id"];
        /** @description Only jobs of this schedule, including manual runs. */
        "JobFilters.scheduleId": components["schemas"]["Id"];
        /** @description Only jobs whose last attempt started before this instant. */
        "JobFilters.startedBefore": string;
        /** @description Only jobs whose last attempt started at or after this instant. */
        "JobFilters.startedFrom": string;
        /** @description Only jobs with one of these statuses. */
        "JobFilters.status": components["schemas"]["JobStatus"][];
        /** @description Only jobs that have all of these tags. */
        "JobFilters.tag": components["schemas"]["JobTag"][];
        /** @description Only jobs with one of these triggers. */
        "JobFilters.trigger": components["schemas"]["Trigger"][];
        /** @description Only jobs of one of these types. */
        "JobFilters.type": components["schemas"]["JobType"][];
        /**
         * @description The job's id.
         * @example 01890a5d-ac96-774b-bcce-b302099a8057
         */
        "JobPath.jobId": components["schemas"]["Id"];
        /** @description Only jobs with these ids. */
        "JobQuery.ids": components["schemas"]["Id"][];
        /** @description Only updates of jobs that this actor created. */
        "LiveJobFilters.createdBy": components["schemas"]["Actor"];
        /** @description Only updates of this job. */
        "LiveJobFilters.jobId": components["schemas"]["Id"];
        /** @description Only updates of jobs that the handler of this job created. */
        "LiveJobFilters.parentId": components["schemas"]["Id"];
        /** @description Only updates of jobs of this schedule, including manual runs. */
        "LiveJobFilters.scheduleId": components["schemas"]["Id"];
        /** @description Only updates of jobs with these triggers. */
        "LiveJobFilters.trigger": components["schemas"]["Trigger"][];
        /** @description Only updates of jobs of these types. */
        "LiveJobFilters.type": components["schemas"]["JobType"][];
        /**
         * @description The id of the user.
         * @example 01890a5d-ac96-774b-bcce-b302099a8057
         */
        "MemberPath.userId": components["schemas"]["Id"];
        /**
         * @description The organization's id. The caller must belong to the organization.
         * @example 01890a5d-ac96-774b-bcce-b302099a8057
         */
        OrgPath: components["schemas"]["Id"];
        /** @description The `nextCursor` of the previous page. The filters must be the same. */
        "PageParameters.cursor": components["schemas"]["Cursor"];
        /** @description Maximum number of items per page. */
        "PageParameters.limit": number;
        /**
         * @description The name of the plan.
         * @example pro
         */
        PlanPath: components["schemas"]["PlanName"];
        /** @description Only schedules that this actor created. */
        "ScheduleFilters.createdBy": components["schemas"]["Actor"];
        /** @description Only schedules whose name contains this text, in any case. */
        "ScheduleFilters.name": string;
        /** @description Only schedules with one of these statuses. */
        "ScheduleFilters.status": components["schemas"]["ScheduleStatus"][];
        /** @description Only schedules whose jobs are of one of these types. */
        "ScheduleFilters.type": components["schemas"]["JobType"][];
        /**
         * @description The schedule's id.
         * @example 01890a5d-ac96-774b-bcce-b302099a8057
         */
        "SchedulePath.scheduleId": components["schemas"]["Id"];
        /**
         * @description The id of the API key.
         * @example 7Gm2kQ9xTz4b
         */
        "SystemApiKeyPath.keyId": components["schemas"]["ApiKeyId"];
        /**
         * @description The name of the system job.
         * @example storage:cleanup
         */
        SystemJobPath: components["schemas"]["SystemJobName"];
        /** @description Only organizations with this plan. */
        "SystemOrgFilters.plan": components["schemas"]["PlanName"];
        /** @description Only organizations whose name contains this text, without regard to case, or whose id starts with it. */
        "SystemOrgFilters.q": string;
        /** @description Only organizations in this state. */
        "SystemOrgFilters.state": components["schemas"]["SystemOrgState"];
        /**
         * @description The organization's id.
         * @example 01890a5d-ac96-774b-bcce-b302099a8057
         */
        SystemOrgPath: components["schemas"]["Id"];
        /** @description Only administrators of the installation. */
        "SystemPersonFilters.only": "administrators";
        /** @description Only users whose name or address contains this text, without regard to case, or whose id starts with it. */
        "SystemPersonFilters.q": string;
        /**
         * @description The user's id.
         * @example 01890a5d-ac96-774b-bcce-b302099a8057
         */
        SystemPersonPath: components["schemas"]["Id"];
        /** @description Only what was created before this time. Default: no limit. */
        "UsagePeriod.createdBefore": string;
        /** @description Only what was created at or after this time. Default: the first of the month (UTC). */
        "UsagePeriod.createdFrom": string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "currentPassword": "correct horse battery staple",
                 *       "newPassword": "a better horse battery staple"
                 *     }
                 */
                "application/json": components["schemas"]["ChangePasswordRequest"];
            };
        };
        responses: {
            /** @description The operation succeeded. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MalformedBody"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    refreshSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "refreshToken": "the refresh token of the session"
                 *     }
                 */
                "application/json": components["schemas"]["RefreshSessionRequest"];
            };
        };
        responses: {
            /** @description The session was opened or refreshed. */
            200: {
                headers: {
                    /** @description The tokens as cookies, for `tokens: cookie`. */
                    "Set-Cookie"?: string[];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
            400: components["responses"]["MalformedBody"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    requestPasswordReset: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "ada@example.com"
                 *     }
                 */
                "application/json": components["schemas"]["RequestPasswordResetRequest"];
            };
        };
        responses: {
            /** @description The request is accepted. The result is sent by mail. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MalformedBody"];
            401: components["responses"]["Unauthenticated"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    resetPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "the text after #token= in the mail",
                 *       "password": "a better horse battery staple"
                 *     }
                 */
                "application/json": components["schemas"]["ResetPasswordRequest"];
            };
        };
        responses: {
            /** @description The operation succeeded. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MalformedBody"];
            401: components["responses"]["Unauthenticated"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listSessions: {
        parameters: {
            query: {
                /** @description The `nextCursor` of the previous page. The filters must be the same. */
                cursor?: components["parameters"]["PageParameters.cursor"];
                /** @description Maximum number of items per page. */
                limit: components["parameters"]["PageParameters.limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request has succeeded. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionPage"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    revokeSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The session's id.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                sessionId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The operation succeeded. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    revokeOtherSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request has succeeded. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevokedSessions"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "ada@example.com",
                 *       "password": "correct horse battery staple",
                 *       "tokens": "bearer"
                 *     }
                 */
                "application/json": components["schemas"]["SignInRequest"];
            };
        };
        responses: {
            /** @description The session was opened or refreshed. */
            200: {
                headers: {
                    /** @description The tokens as cookies, for `tokens: cookie`. */
                    "Set-Cookie"?: string[];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
            400: components["responses"]["MalformedBody"];
            401: components["responses"]["Unauthenticated"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. The response removes the session's cookies. */
            204: {
                headers: {
                    /** @description Removes the session's cookies. */
                    "Set-Cookie"?: string[];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    signUp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "ada@example.com",
                 *       "password": "correct horse battery staple",
                 *       "name": "Ada Lovelace"
                 *     }
                 */
                "application/json": components["schemas"]["SignUpRequest"];
            };
        };
        responses: {
            /** @description The request is accepted. The result is sent by mail. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MalformedBody"];
            401: components["responses"]["Unauthenticated"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    verifyEmail: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "the text after #token= in the mail"
                 *     }
                 */
                "application/json": components["schemas"]["VerifyEmailRequest"];
            };
        };
        responses: {
            /** @description The operation succeeded. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MalformedBody"];
            401: components["responses"]["Unauthenticated"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    acceptInvitation: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A unique value, such as a UUID. For 24 hours, the same key with the same request returns the same response, marked with
                 *     `Idempotent-Replayed: true`, and changes nothing. A request that fails doesn't use its key: nothing was changed, so send it again, or
                 *     corrected, with the same key. After a lost connection or a 503 the result may be unknown; the same request with the same key is safe.
                 *     Errors: `idempotency-mismatch` for another operation, parameters or body; `idempotency-in-flight` while the first request is in
                 *     progress.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyHeader"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "Gj3kVxTq0aPz8mWc5RfYbN1uHs6eLdOi2tKvXy7ZQwE"
                 *     }
                 */
                "application/json": components["schemas"]["InvitationTokenRequest"];
            };
        };
        responses: {
            /** @description The request has succeeded. */
            200: {
                headers: {
                    /** @description `true` if this is the response to an earlier request with the same `Idempotency-Key`. Absent otherwise. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Org"];
                };
            };
            400: components["responses"]["MalformedBody"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["AlreadyMemberOrIdempotencyInFlight"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequestOrIdempotencyMismatch"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    findInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "Gj3kVxTq0aPz8mWc5RfYbN1uHs6eLdOi2tKvXy7ZQwE"
                 *     }
                 */
                "application/json": components["schemas"]["InvitationTokenRequest"];
            };
        };
        responses: {
            /** @description The request has succeeded. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceivedInvitation"];
                };
            };
            400: components["responses"]["MalformedBody"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request has succeeded. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listOrgs: {
        parameters: {
            query: {
                /** @description The `nextCursor` of the previous page. The filters must be the same. */
                cursor?: components["parameters"]["PageParameters.cursor"];
                /** @description Maximum number of items per page. */
                limit: components["parameters"]["PageParameters.limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request has succeeded. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrgPage"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    createOrg: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A unique value, such as a UUID. For 24 hours, the same key with the same request returns the same response, marked with
                 *     `Idempotent-Replayed: true`, and changes nothing. A request that fails doesn't use its key: nothing was changed, so send it again, or
                 *     corrected, with the same key. After a lost connection or a 503 the result may be unknown; the same request with the same key is safe.
                 *     Errors: `idempotency-mismatch` for another operation, parameters or body; `idempotency-in-flight` while the first request is in
                 *     progress.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyHeader"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Acme"
                 *     }
                 */
                "application/json": components["schemas"]["CreateOrgRequest"];
            };
        };
        responses: {
            /** @description The organization was created. */
            201: {
                headers: {
                    /** @description `true` if this is the response to an earlier request with the same `Idempotency-Key`. Absent otherwise. */
                    "Idempotent-Replayed"?: "true";
                    /** @description The path of the organization. */
                    Location: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Org"];
                };
            };
            400: components["responses"]["MalformedBody"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["IdempotencyInFlight"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequestOrIdempotencyMismatch"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getOrg: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the last read. The response is 304 without a body if nothing has changed. Errors: 400 for a value that isn't a list of entity tags. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description The organization's id. The caller must belong to the organization.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The current state of the organization. */
            200: {
                headers: {
                    /** @description The entity tag, such as `"3.Qm9vaw"`. It changes with each change of the response. A compressed response has its own tag. */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Org"];
                };
            };
            /** @description The resource hasn't changed since the read that `If-None-Match` names. */
            304: {
                headers: {
                    /** @description The entity tag, such as `"3.Qm9vaw"`. It changes with each change of the response. A compressed response has its own tag. */
                    ETag: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MalformedHeader"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteOrg: {
        parameters: {
            query: {
                /**
                 * @description The organization's exact name, as a confirmation.
                 * @example Acme
                 */
                name: components["schemas"]["ConfirmedOrgName"];
            };
            header?: {
                /**
                 * @description The `ETag` of the last read, a list of tags, or `*`. Only changes by requests matter, so a run or a use in between doesn't refuse the
                 *     change. Errors: 412 if the resource has changed since, and for a weak tag (`W/`). 400 for a value that isn't a list of entity tags.
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The organization's id. The caller must belong to the organization.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The organization is scheduled for deletion. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Org"];
                };
            };
            400: components["responses"]["MalformedHeader"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrOrgSuspended"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateOrg: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the last read, a list of tags, or `*`. Only changes by requests matter, so a run or a use in between doesn't refuse the
                 *     change. Errors: 412 if the resource has changed since, and for a weak tag (`W/`). 400 for a value that isn't a list of entity tags.
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The organization's id. The caller must belong to the organization.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Acme Corporation"
                 *     }
                 */
                "application/json": components["schemas"]["UpdateOrgRequest"];
                "application/merge-patch+json": components["schemas"]["UpdateOrgRequest"];
            };
        };
        responses: {
            /** @description The current state of the organization. */
            200: {
                headers: {
                    /** @description The entity tag, such as `"3.Qm9vaw"`. It changes with each change of the response. A compressed response has its own tag. */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Org"];
                };
            };
            400: components["responses"]["MalformedBodyOrMalformedHeader"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrOrgSuspended"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listApiKeys: {
        parameters: {
            query: {
                /** @description The `nextCursor` of the previous page. The filters must be the same. */
                cursor?: components["parameters"]["PageParameters.cursor"];
                /** @description Maximum number of items per page. */
                limit: components["parameters"]["PageParameters.limit"];
            };
            header?: never;
            path: {
                /**
                 * @description The organization's id. The caller must belong to the organization.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request has succeeded. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyPage"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    createApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The organization's id. The caller must belong to the organization.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Orders service",
                 *       "scopes": [
                 *         "jobs:read",
                 *         "jobs:write"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["CreateApiKeyRequest"];
            };
        };
        responses: {
            /** @description The API key was created. */
            201: {
                headers: {
                    /** @description The path of the new API key. */
                    Location: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewApiKey"];
                };
            };
            400: components["responses"]["MalformedBody"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrOrgSuspended"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the last read. The response is 304 without a body if nothing has changed. Errors: 400 for a value that isn't a list of entity tags. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description The API key's id.
                 * @example 7Gm2kQ9xTz4b
                 */
                keyId: components["parameters"]["ApiKeyPath.keyId"];
                /**
                 * @description The organization's id. The caller must belong to the organization.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The current state of the API key. */
            200: {
                headers: {
                    /** @description The entity tag, such as `"3.Qm9vaw"`. It changes with each change of the response. A compressed response has its own tag. */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            /** @description The resource hasn't changed since the read that `If-None-Match` names. */
            304: {
                headers: {
                    /** @description The entity tag, such as `"3.Qm9vaw"`. It changes with each change of the response. A compressed response has its own tag. */
                    ETag: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MalformedHeader"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    revokeApiKey: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the last read, a list of tags, or `*`. Only changes by requests matter, so a run or a use in between doesn't refuse the
                 *     change. Errors: 412 if the resource has changed since, and for a weak tag (`W/`). 400 for a value that isn't a list of entity tags.
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The API key's id.
                 * @example 7Gm2kQ9xTz4b
                 */
                keyId: components["parameters"]["ApiKeyPath.keyId"];
                /**
                 * @description The organization's id. The caller must belong to the organization.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description There is no content to send for this request, but the headers may be useful. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MalformedHeader"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrOrgSuspended"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateApiKey: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the last read, a list of tags, or `*`. Only changes by requests matter, so a run or a use in between doesn't refuse the
                 *     change. Errors: 412 if the resource has changed since, and for a weak tag (`W/`). 400 for a value that isn't a list of entity tags.
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The API key's id.
                 * @example 7Gm2kQ9xTz4b
                 */
                keyId: components["parameters"]["ApiKeyPath.keyId"];
                /**
                 * @description The organization's id. The caller must belong to the organization.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Import of orders"
                 *     }
                 */
                "application/json": components["schemas"]["UpdateApiKeyRequest"];
                "application/merge-patch+json": components["schemas"]["UpdateApiKeyRequest"];
            };
        };
        responses: {
            /** @description The current state of the API key. */
            200: {
                headers: {
                    /** @description The entity tag, such as `"3.Qm9vaw"`. It changes with each change of the response. A compressed response has its own tag. */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            400: components["responses"]["MalformedBodyOrMalformedHeader"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrOrgSuspended"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    rotateApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The API key's id.
                 * @example 7Gm2kQ9xTz4b
                 */
                keyId: components["parameters"]["ApiKeyPath.keyId"];
                /**
                 * @description The organization's id. The caller must belong to the organization.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "overlapSeconds": 3600
                 *     }
                 */
                "application/json": components["schemas"]["RotateApiKeyRequest"];
            };
        };
        responses: {
            /** @description The API key was created. */
            201: {
                headers: {
                    /** @description The path of the new API key. */
                    Location: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewApiKey"];
                };
            };
            400: components["responses"]["MalformedBody"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrOrgSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["ApiKeyInactive"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listAuditEvents: {
        parameters: {
            query: {
                /** @description Only events of this operation. */
                action?: components["parameters"]["AuditFilters.action"];
                /** @description Only events of this actor. */
                actor?: components["parameters"]["AuditFilters.actor"];
                /** @description Only events before this time. */
                createdBefore?: components["parameters"]["AuditFilters.createdBefore"];
                /** @description Only events at or after this time. */
                createdFrom?: components["parameters"]["AuditFilters.createdFrom"];
                /** @description The `nextCursor` of the previous page. The filters must be the same. */
                cursor?: components["parameters"]["PageParameters.cursor"];
                /** @description Maximum number of items per page. */
                limit: components["parameters"]["PageParameters.limit"];
                /** @description Only events whose target has this id. */
                targetId?: components["parameters"]["AuditFilters.targetId"];
            };
            header?: never;
            path: {
                /**
                 * @description The organization's id. The caller must belong to the organization.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request has succeeded. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditEventPage"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    exportOrg: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A unique value, such as a UUID. For 24 hours, the same key with the same request returns the same response, marked with
                 *     `Idempotent-Replayed: true`, and changes nothing. A request that fails doesn't use its key: nothing was changed, so send it again, or
                 *     corrected, with the same key. After a lost connection or a 503 the result may be unknown; the same request with the same key is safe.
                 *     Errors: `idempotency-mismatch` for another operation, parameters or body; `idempotency-in-flight` while the first request is in
                 *     progress.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyHeader"];
            };
            path: {
                /**
                 * @description The organization's id. The caller must belong to the organization.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The export job was created. */
            201: {
                headers: {
                    /** @description `true` if this is the response to an earlier request with the same `Idempotency-Key`. Absent otherwise. */
                    "Idempotent-Replayed"?: "true";
                    /** @description The path of the job. */
                    Location: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrgExportJob"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrOrgDeletionScheduledOrQuotaExceededOrOrgSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["IdempotencyInFlight"];
            422: components["responses"]["InvalidRequestOrIdempotencyMismatch"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listFiles: {
        parameters: {
            query: {
                /** @description Only files with this media type. */
                contentType?: string;
                /** @description Only files that this actor created. */
                createdBy?: components["schemas"]["Actor"];
                /** @description The `nextCursor` of the previous page. The filters must be the same. */
                cursor?: components["parameters"]["PageParameters.cursor"];
                /** @description Maximum number of items per page. */
                limit: components["parameters"]["PageParameters.limit"];
                /** @description Only files whose name has this text, whatever its case. */
                name?: string;
            };
            header?: never;
            path: {
                /**
                 * @description The organization's id. The caller must belong to the organization.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request has succeeded. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FilePage"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    uploadFile: {
        parameters: {
            query: {
                /** @description The time after which the file is deleted. Default: never. */
                expiresAt?: string;
                /**
                 * @description Display name of the file.
                 * @example orders.csv
                 */
                name: components["schemas"]["FileName"];
            };
            header?: {
                /**
                 * @description A unique value, such as a UUID. For 24 hours, the same key with the same request returns the same response, marked with
                 *     `Idempotent-Replayed: true`, and changes nothing. A request that fails doesn't use its key: nothing was changed, so send it again, or
                 *     corrected, with the same key. After a lost connection or a 503 the result may be unknown; the same request with the same key is safe.
                 *     Errors: `idempotency-mismatch` for another operation, parameters or body; `idempotency-in-flight` while the first request is in
                 *     progress.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyHeader"];
            };
            path: {
                /**
                 * @description The organization's id. The caller must belong to the organization.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        /** @description The content. */
        requestBody: {
            content: {
                "*/*": unknown;
            };
        };
        responses: {
            /** @description A file was stored. */
            201: {
                headers: {
                    /** @description `true` if this is the response to an earlier request with the same `Idempotency-Key`. Absent otherwise. */
                    "Idempotent-Replayed"?: "true";
                    /** @description The path of the file. */
                    Location: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["File"];
                };
            };
            400: components["responses"]["MalformedBody"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrQuotaExceededOrOrgDeletionScheduledOrOrgSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["IdempotencyInFlight"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["InvalidRequestOrIdempotencyMismatch"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getFile: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the last read. The response is 304 without a body if nothing has changed. Errors: 400 for a value that isn't a list of entity tags. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description The file's id.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                fileId: components["parameters"]["FilePath.fileId"];
                /**
                 * @description The organization's id. The caller must belong to the organization.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The current state of the file. */
            200: {
                headers: {
                    /** @description The entity tag, such as `"3.Qm9vaw"`. It changes with each change of the response. A compressed response has its own tag. */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["File"];
                };
            };
            /** @description The resource hasn't changed since the read that `If-None-Match` names. */
            304: {
                headers: {
                    /** @description The entity tag, such as `"3.Qm9vaw"`. It changes with each change of the response. A compressed response has its own tag. */
                    ETag: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MalformedHeader"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteFile: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the last read, a list of tags, or `*`. Only changes by requests matter, so a run or a use in between doesn't refuse the
                 *     change. Errors: 412 if the resource has changed since, and for a weak tag (`W/`). 400 for a value that isn't a list of entity tags.
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The file's id.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                fileId: components["parameters"]["FilePath.fileId"];
                /**
                 * @description The organization's id. The caller must belong to the organization.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description There is no content to send for this request, but the headers may be useful. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MalformedHeader"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrOrgDeletionScheduledOrOrgSuspended"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateFile: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the last read, a list of tags, or `*`. Only changes by requests matter, so a run or a use in between doesn't refuse the
                 *     change. Errors: 412 if the resource has changed since, and for a weak tag (`W/`). 400 for a value that isn't a list of entity tags.
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The file's id.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                fileId: components["parameters"]["FilePath.fileId"];
                /**
                 * @description The organization's id. The caller must belong to the organization.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "people.csv"
                 *     }
                 */
                "application/json": components["schemas"]["UpdateFileRequest"];
                "application/merge-patch+json": components["schemas"]["UpdateFileRequest"];
            };
        };
        responses: {
            /** @description The current state of the file. */
            200: {
                headers: {
                    /** @description The entity tag, such as `"3.Qm9vaw"`. It changes with each change of the response. A compressed response has its own tag. */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["File"];
                };
            };
            400: components["responses"]["MalformedBodyOrMalformedHeader"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrOrgDeletionScheduledOrOrgSuspended"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    downloadFile: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the last read. The response is 304 without a body if nothing has changed. Errors: 400 for a value that isn't a list of entity tags. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description The `ETag` of the part that the client has. `Range` applies only if it is still the file's tag; otherwise the response is the whole file. A date or a weak tag never matches. */
                "If-Range"?: string;
                /** @description One byte range: `bytes=0-99`, `bytes=100-` or `bytes=-100`. Any other value returns the whole file. */
                Range?: string;
            };
            path: {
                /**
                 * @description The file's id.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                fileId: components["parameters"]["FilePath.fileId"];
                /**
                 * @description The organization's id. The caller must belong to the organization.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The whole content. */
            200: {
                headers: {
                    /** @description Always `bytes`: one byte range is supported. */
                    "Accept-Ranges": "bytes";
                    /** @description Always an attachment, with the file's name. */
                    "Content-Disposition": string;
                    /** @description Size of the body. Unit: bytes. */
                    "Content-Length": number;
                    /** @description Identifies the content of the file. */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": unknown;
                };
            };
            /** @description A part of the content. */
            206: {
                headers: {
                    /** @description Always `bytes`: one byte range is supported. */
                    "Accept-Ranges": "bytes";
                    /** @description Always an attachment, with the file's name. */
                    "Content-Disposition": string;
                    /** @description Size of the body. Unit: bytes. */
                    "Content-Length": number;
                    /** @description The range of the bytes, such as `bytes 0-99/1234`. */
                    "Content-Range": string;
                    /** @description Identifies the content of the file. */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": unknown;
                };
            };
            /** @description The resource hasn't changed since the read that `If-None-Match` names. */
            304: {
                headers: {
                    /** @description The entity tag, such as `"3.Qm9vaw"`. It changes with each change of the response. A compressed response has its own tag. */
                    ETag: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MalformedHeader"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            416: components["responses"]["RangeNotSatisfiable"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getFileUrl: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The file's id.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                fileId: components["parameters"]["FilePath.fileId"];
                /**
                 * @description The organization's id. The caller must belong to the organization.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request has succeeded. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileUrl"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    createUpload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The organization's id. The caller must belong to the organization.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "orders.csv",
                 *       "contentType": "text/csv",
                 *       "sizeBytes": 1234
                 *     }
                 */
                "application/json": components["schemas"]["CreateUploadRequest"];
            };
        };
        responses: {
            /** @description The upload was created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upload"];
                };
            };
            400: components["responses"]["MalformedBody"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrQuotaExceededOrOrgDeletionScheduledOrOrgSuspended"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    completeUpload: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A unique value, such as a UUID. For 24 hours, the same key with the same request returns the same response, marked with
                 *     `Idempotent-Replayed: true`, and changes nothing. A request that fails doesn't use its key: nothing was changed, so send it again, or
                 *     corrected, with the same key. After a lost connection or a 503 the result may be unknown; the same request with the same key is safe.
                 *     Errors: `idempotency-mismatch` for another operation, parameters or body; `idempotency-in-flight` while the first request is in
                 *     progress.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyHeader"];
            };
            path: {
                /**
                 * @description The organization's id. The caller must belong to the organization.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                orgId: components["parameters"]["OrgPath"];
                /**
                 * @description The upload's id.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                uploadId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A file was stored. */
            201: {
                headers: {
                    /** @description `true` if this is the response to an earlier request with the same `Idempotency-Key`. Absent otherwise. */
                    "Idempotent-Replayed"?: "true";
                    /** @description The path of the file. */
                    Location: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["File"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrQuotaExceededOrOrgDeletionScheduledOrOrgSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["UploadMismatchOrIdempotencyInFlight"];
            422: components["responses"]["InvalidRequestOrIdempotencyMismatch"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listInvitations: {
        parameters: {
            query: {
                /** @description The `nextCursor` of the previous page. The filters must be the same. */
                cursor?: components["parameters"]["PageParameters.cursor"];
                /** @description Maximum number of items per page. */
                limit: components["parameters"]["PageParameters.limit"];
            };
            header?: never;
            path: {
                /**
                 * @description The organization's id. The caller must belong to the organization.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request has succeeded. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationPage"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    createInvitation: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A unique value, such as a UUID. For 24 hours, the same key with the same request returns the same response, marked with
                 *     `Idempotent-Replayed: true`, and changes nothing. A request that fails doesn't use its key: nothing was changed, so send it again, or
                 *     corrected, with the same key. After a lost connection or a 503 the result may be unknown; the same request with the same key is safe.
                 *     Errors: `idempotency-mismatch` for another operation, parameters or body; `idempotency-in-flight` while the first request is in
                 *     progress.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyHeader"];
            };
            path: {
                /**
                 * @description The organization's id. The caller must belong to the organization.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "grace@example.com",
                 *       "role": "member"
                 *     }
                 */
                "application/json": components["schemas"]["CreateInvitationRequest"];
            };
        };
        responses: {
            /** @description The invitation was created and mailed. */
            201: {
                headers: {
                    /** @description `true` if this is the response to an earlier request with the same `Idempotency-Key`. Absent otherwise. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invitation"];
                };
            };
            400: components["responses"]["MalformedBody"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrOrgSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["AlreadyMemberOrIdempotencyInFlight"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequestOrIdempotencyMismatch"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    revokeInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The invitation's id.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                invitationId: components["parameters"]["InvitationPath.invitationId"];
                /**
                 * @description The organization's id. The caller must belong to the organization.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description There is no content to send for this request, but the headers may be useful. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrOrgSuspended"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listJobTypes: {
        parameters: {
            query: {
                /** @description The `nextCursor` of the previous page. The filters must be the same. */
                cursor?: components["parameters"]["PageParameters.cursor"];
                /** @description Maximum number of items per page. */
                limit: components["parameters"]["PageParameters.limit"];
            };
            header?: never;
            path: {
                /**
                 * @description The organization's id. The caller must belong to the organization.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request has succeeded. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobTypeDescriptionPage"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listJobs: {
        parameters: {
            query: {
                /** @description Only jobs created before this instant. */
                createdBefore?: components["parameters"]["JobFilters.createdBefore"];
                /** @description Only jobs that this actor created. */
                createdBy?: components["parameters"]["JobFilters.createdBy"];
                /** @description Only jobs created at or after this instant. */
                createdFrom?: components["parameters"]["JobFilters.createdFrom"];
                /** @description The `nextCursor` of the previous page. The filters must be the same. */
                cursor?: components["parameters"]["PageParameters.cursor"];
                /** @description Only jobs that ended before this instant. */
                endedBefore?: components["parameters"]["JobFilters.endedBefore"];
                /** @description Only jobs that ended at or after this instant. */
                endedFrom?: components["parameters"]["JobFilters.endedFrom"];
                /** @description Only jobs whose last error has this code. */
                errorCode?: components["parameters"]["JobFilters.errorCode"];
                /** @description Only jobs with these ids. */
                ids?: components["parameters"]["JobQuery.ids"];
                /** @description Parts to add to each job, separated by commas: `include=input,output`. */
                include?: components["schemas"]["JobPart"][];
                /** @description Maximum number of items per page. */
                limit: components["parameters"]["PageParameters.limit"];
                /**
                 * @description Only jobs that have all of these names and values in their metadata, such as `customer:4711`. In a query, a value can't have a comma,
                 *     because commas separate the values of a parameter.
                 */
                metadata?: components["parameters"]["JobFilters.metadata"];
                /** @description Only jobs that the handler of this job created. */
                parentId?: components["parameters"]["JobFilters.parentId"];
                /** @description Only jobs of this schedule, including manual runs. */
                scheduleId?: components["parameters"]["JobFilters.scheduleId"];
                /** @description Only jobs whose last attempt started before this instant. */
                startedBefore?: components["parameters"]["JobFilters.startedBefore"];
                /** @description Only jobs whose last attempt started at or after this instant. */
                startedFrom?: components["parameters"]["JobFilters.startedFrom"];
                /** @description Only jobs with one of these statuses. */
                status?: components["parameters"]["JobFilters.status"];
                /** @description Only jobs that have all of these tags. */
                tag?: components["parameters"]["JobFilters.tag"];
                /** @description Only jobs with one of these triggers. */
                trigger?: components["parameters"]["JobFilters.trigger"];
                /** @description Only jobs of one of these types. */
                type?: components["parameters"]["JobFilters.type"];
            };
            header?: never;
            path: {
                /**
                 * @description The organization's id. The caller must belong to the organization.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request has succeeded. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListedJobPage"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    createJob: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A unique value, such as a UUID. For 24 hours, the same key with the same request returns the same response, marked with
                 *     `Idempotent-Replayed: true`, and changes nothing. A request that fails doesn't use its key: nothing was changed, so send it again, or
                 *     corrected, with the same key. After a lost connection or a 503 the result may be unknown; the same request with the same key is safe.
                 *     Errors: `idempotency-mismatch` for another operation, parameters or body; `idempotency-in-flight` while the first request is in
                 *     progress.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyHeader"];
            };
            path: {
                /**
                 * @description The organization's id. The caller must belong to the organization.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateJobRequest"];
            };
        };
        responses: {
            /** @description A job was created. */
            201: {
                headers: {
                    /** @description `true` if this is the response to an earlier request with the same `Idempotency-Key`. Absent otherwise. */
                    "Idempotent-Replayed"?: "true";
                    /** @description The path of the job. */
                    Location: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            400: components["responses"]["MalformedBody"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrQuotaExceededOrOrgDeletionScheduledOrOrgSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["IdempotencyInFlight"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequestOrIdempotencyMismatch"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getJob: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the last read. The response is 304 without a body if nothing has changed. Errors: 400 for a value that isn't a list of entity tags. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description The job's id.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                jobId: components["parameters"]["JobPath.jobId"];
                /**
                 * @description The organization's id. The caller must belong to the organization.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The current state of the job. */
            200: {
                headers: {
                    /** @description The entity tag, such as `"3.Qm9vaw"`. It changes with each change of the response. A compressed response has its own tag. */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description The resource hasn't changed since the read that `If-None-Match` names. */
            304: {
                headers: {
                    /** @description The entity tag, such as `"3.Qm9vaw"`. It changes with each change of the response. A compressed response has its own tag. */
                    ETag: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MalformedHeader"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteJob: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the last read, a list of tags, or `*`. Only changes by requests matter, so a run or a use in between doesn't refuse the
                 *     change. Errors: 412 if the resource has changed since, and for a weak tag (`W/`). 400 for a value that isn't a list of entity tags.
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The job's id.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                jobId: components["parameters"]["JobPath.jobId"];
                /**
                 * @description The organization's id. The caller must belong to the organization.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description There is no content to send for this request, but the headers may be useful. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MalformedHeader"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrOrgDeletionScheduledOrOrgSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["JobOpen"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateJob: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the last read, a list of tags, or `*`. Only changes by requests matter, so a run or a use in between doesn't refuse the
                 *     change. Errors: 412 if the resource has changed since, and for a weak tag (`W/`). 400 for a value that isn't a list of entity tags.
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The job's id.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                jobId: components["parameters"]["JobPath.jobId"];
                /**
                 * @description The organization's id. The caller must belong to the organization.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "priority": "high"
                 *     }
                 */
                "application/json": components["schemas"]["UpdateJobRequest"];
                "application/merge-patch+json": components["schemas"]["UpdateJobRequest"];
            };
        };
        responses: {
            /** @description The current state of the job. */
            200: {
                headers: {
                    /** @description The entity tag, such as `"3.Qm9vaw"`. It changes with each change of the response. A compressed response has its own tag. */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            400: components["responses"]["MalformedBodyOrMalformedHeader"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrOrgDeletionScheduledOrOrgSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["JobNotPending"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listJobAttempts: {
        parameters: {
            query: {
                /** @description The `nextCursor` of the previous page. The filters must be the same. */
                cursor?: components["parameters"]["PageParameters.cursor"];
                /** @description Maximum number of items per page. */
                limit: components["parameters"]["PageParameters.limit"];
            };
            header?: never;
            path: {
                /**
                 * @description The job's id.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                jobId: components["parameters"]["JobPath.jobId"];
                /**
                 * @description The organization's id. The caller must belong to the organization.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request has succeeded. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobAttemptPage"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getJobBlockedBy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The job's id.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                jobId: components["parameters"]["JobPath.jobId"];
                /**
                 * @description The organization's id. The caller must belong to the organization.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request has succeeded. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobBlockedBy"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    cancelJob: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A unique value, such as a UUID. For 24 hours, the same key with the same request returns the same response, marked with
                 *     `Idempotent-Replayed: true`, and changes nothing. A request that fails doesn't use its key: nothing was changed, so send it again, or
                 *     corrected, with the same key. After a lost connection or a 503 the result may be unknown; the same request with the same key is safe.
                 *     Errors: `idempotency-mismatch` for another operation, parameters or body; `idempotency-in-flight` while the first request is in
                 *     progress.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyHeader"];
            };
            path: {
                /**
                 * @description The job's id.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                jobId: components["parameters"]["JobPath.jobId"];
                /**
                 * @description The organization's id. The caller must belong to the organization.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request has succeeded. */
            200: {
                headers: {
                    /** @description `true` if this is the response to an earlier request with the same `Idempotency-Key`. Absent otherwise. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrOrgDeletionScheduledOrOrgSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["JobStatusOrIdempotencyInFlight"];
            422: components["responses"]["InvalidRequestOrIdempotencyMismatch"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listJobChildren: {
        parameters: {
            query: {
                /** @description The `nextCursor` of the previous page. The filters must be the same. */
                cursor?: components["parameters"]["PageParameters.cursor"];
                /** @description Maximum number of items per page. */
                limit: components["parameters"]["PageParameters.limit"];
            };
            header?: never;
            path: {
                /**
                 * @description The job's id.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                jobId: components["parameters"]["JobPath.jobId"];
                /**
                 * @description The organization's id. The caller must belong to the organization.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request has succeeded. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobSummaryPage"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listJobLogs: {
        parameters: {
            query: {
                /** @description Only lines of this attempt. */
                attempt?: number;
                /** @description The `nextCursor` of the previous page. The filters must be the same. */
                cursor?: components["parameters"]["PageParameters.cursor"];
                /** @description Only lines with one of these levels. */
                level?: components["schemas"]["LogLevel"][];
                /** @description Maximum number of items per page. */
                limit: components["parameters"]["PageParameters.limit"];
            };
            header?: never;
            path: {
                /**
                 * @description The job's id.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                jobId: components["parameters"]["JobPath.jobId"];
                /**
                 * @description The organization's id. The caller must belong to the organization.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request has succeeded. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobLogPage"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    restoreJob: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A unique value, such as a UUID. For 24 hours, the same key with the same request returns the same response, marked with
                 *     `Idempotent-Replayed: true`, and changes nothing. A request that fails doesn't use its key: nothing was changed, so send it again, or
                 *     corrected, with the same key. After a lost connection or a 503 the result may be unknown; the same request with the same key is safe.
                 *     Errors: `idempotency-mismatch` for another operation, parameters or body; `idempotency-in-flight` while the first request is in
                 *     progress.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyHeader"];
            };
            path: {
                /**
                 * @description The job's id.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                jobId: components["parameters"]["JobPath.jobId"];
                /**
                 * @description The organization's id. The caller must belong to the organization.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request has succeeded. */
            200: {
                headers: {
                    /** @description `true` if this is the response to an earlier request with the same `Idempotency-Key`. Absent otherwise. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrQuotaExceededOrOrgDeletionScheduledOrOrgSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["JobNotRestorableOrUniqueKeyInUseOrIdempotencyInFlight"];
            422: components["responses"]["InvalidRequestOrIdempotencyMismatch"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    retryJob: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A unique value, such as a UUID. For 24 hours, the same key with the same request returns the same response, marked with
                 *     `Idempotent-Replayed: true`, and changes nothing. A request that fails doesn't use its key: nothing was changed, so send it again, or
                 *     corrected, with the same key. After a lost connection or a 503 the result may be unknown; the same request with the same key is safe.
                 *     Errors: `idempotency-mismatch` for another operation, parameters or body; `idempotency-in-flight` while the first request is in
                 *     progress.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyHeader"];
            };
            path: {
                /**
                 * @description The job's id.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                jobId: components["parameters"]["JobPath.jobId"];
                /**
                 * @description The organization's id. The caller must belong to the organization.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request has succeeded. */
            200: {
                headers: {
                    /** @description `true` if this is the response to an earlier request with the same `Idempotency-Key`. Absent otherwise. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrQuotaExceededOrOrgDeletionScheduledOrOrgSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["JobStatusOrUniqueKeyInUseOrIdempotencyInFlight"];
            422: components["responses"]["InvalidRequestOrIdempotencyMismatch"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    createJobs: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A unique value, such as a UUID. For 24 hours, the same key with the same request returns the same response, marked with
                 *     `Idempotent-Replayed: true`, and changes nothing. A request that fails doesn't use its key: nothing was changed, so send it again, or
                 *     corrected, with the same key. After a lost connection or a 503 the result may be unknown; the same request with the same key is safe.
                 *     Errors: `idempotency-mismatch` for another operation, parameters or body; `idempotency-in-flight` while the first request is in
                 *     progress.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyHeader"];
            };
            path: {
                /**
                 * @description The organization's id. The caller must belong to the organization.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "jobs": [
                 *         {
                 *           "type": "http:request",
                 *           "input": {
                 *             "url": "https://example.com/reports"
                 *           }
                 *         },
                 *         {
                 *           "type": "file:profile",
                 *           "input": {
                 *             "fileId": "01890a5d-ac96-774b-bcce-b302099a8057"
                 *           }
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["CreateJobsRequest"];
            };
        };
        responses: {
            /** @description The jobs were created. */
            201: {
                headers: {
                    /** @description `true` if this is the response to an earlier request with the same `Idempotency-Key`. Absent otherwise. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreateJobsResponse"];
                };
            };
            400: components["responses"]["MalformedBody"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrQuotaExceededOrOrgDeletionScheduledOrOrgSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["IdempotencyInFlight"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequestOrIdempotencyMismatch"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    cancelJobs: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A unique value, such as a UUID. For 24 hours, the same key with the same request returns the same response, marked with
                 *     `Idempotent-Replayed: true`, and changes nothing. A request that fails doesn't use its key: nothing was changed, so send it again, or
                 *     corrected, with the same key. After a lost connection or a 503 the result may be unknown; the same request with the same key is safe.
                 *     Errors: `idempotency-mismatch` for another operation, parameters or body; `idempotency-in-flight` while the first request is in
                 *     progress.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyHeader"];
            };
            path: {
                /**
                 * @description The organization's id. The caller must belong to the organization.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "status": [
                 *         "failed"
                 *       ],
                 *       "endedBefore": "2026-12-01T00:00:00Z"
                 *     }
                 */
                "application/json": components["schemas"]["JobSelection"];
            };
        };
        responses: {
            /** @description The request has succeeded. */
            200: {
                headers: {
                    /** @description `true` if this is the response to an earlier request with the same `Idempotency-Key`. Absent otherwise. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedJobs"];
                };
            };
            400: components["responses"]["MalformedBody"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrOrgDeletionScheduledOrOrgSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["IdempotencyInFlight"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequestOrIdempotencyMismatch"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    countJobs: {
        parameters: {
            query?: {
                /** @description Only jobs created before this instant. */
                createdBefore?: components["parameters"]["JobFilters.createdBefore"];
                /** @description Only jobs that this actor created. */
                createdBy?: components["parameters"]["JobFilters.createdBy"];
                /** @description Only jobs created at or after this instant. */
                createdFrom?: components["parameters"]["JobFilters.createdFrom"];
                /** @description Only jobs that ended before this instant. */
                endedBefore?: components["parameters"]["JobFilters.endedBefore"];
                /** @description Only jobs that ended at or after this instant. */
                endedFrom?: components["parameters"]["JobFilters.endedFrom"];
                /** @description Only jobs whose last error has this code. */
                errorCode?: components["parameters"]["JobFilters.errorCode"];
                /** @description Only jobs with these ids. */
                ids?: components["parameters"]["JobQuery.ids"];
                /**
                 * @description Only jobs that have all of these names and values in their metadata, such as `customer:4711`. In a query, a value can't have a comma,
                 *     because commas separate the values of a parameter.
                 */
                metadata?: components["parameters"]["JobFilters.metadata"];
                /** @description Only jobs that the handler of this job created. */
                parentId?: components["parameters"]["JobFilters.parentId"];
                /** @description Only jobs of this schedule, including manual runs. */
                scheduleId?: components["parameters"]["JobFilters.scheduleId"];
                /** @description Only jobs whose last attempt started before this instant. */
                startedBefore?: components["parameters"]["JobFilters.startedBefore"];
                /** @description Only jobs whose last attempt started at or after this instant. */
                startedFrom?: components["parameters"]["JobFilters.startedFrom"];
                /** @description Only jobs with one of these statuses. */
                status?: components["parameters"]["JobFilters.status"];
                /** @description Only jobs that have all of these tags. */
                tag?: components["parameters"]["JobFilters.tag"];
                /** @description Only jobs with one of these triggers. */
                trigger?: components["parameters"]["JobFilters.trigger"];
                /** @description Only jobs of one of these types. */
                type?: components["parameters"]["JobFilters.type"];
            };
            header?: never;
            path: {
                /**
                 * @description The organization's id. The caller must belong to the organization.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request has succeeded. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobCount"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    retryJobs: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A unique value, such as a UUID. For 24 hours, the same key with the same request returns the same response, marked with
                 *     `Idempotent-Replayed: true`, and changes nothing. A request that fails doesn't use its key: nothing was changed, so send it again, or
                 *     corrected, with the same key. After a lost connection or a 503 the result may be unknown; the same request with the same key is safe.
                 *     Errors: `idempotency-mismatch` for another operation, parameters or body; `idempotency-in-flight` while the first request is in
                 *     progress.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyHeader"];
            };
            path: {
                /**
                 * @description The organization's id. The caller must belong to the organization.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "status": [
                 *         "failed"
                 *       ],
                 *       "endedBefore": "2026-12-01T00:00:00Z"
                 *     }
                 */
                "application/json": components["schemas"]["JobSelection"];
            };
        };
        responses: {
            /** @description The request has succeeded. */
            200: {
                headers: {
                    /** @description `true` if this is the response to an earlier request with the same `Idempotency-Key`. Absent otherwise. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedJobs"];
                };
            };
            400: components["responses"]["MalformedBody"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrQuotaExceededOrOrgDeletionScheduledOrOrgSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["UniqueKeyInUseOrIdempotencyInFlight"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequestOrIdempotencyMismatch"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getJobStats: {
        parameters: {
            query?: {
                /** @description Only jobs created before this instant. */
                createdBefore?: components["parameters"]["JobFilters.createdBefore"];
                /** @description Only jobs that this actor created. */
                createdBy?: components["parameters"]["JobFilters.createdBy"];
                /** @description Only jobs created at or after this instant. */
                createdFrom?: components["parameters"]["JobFilters.createdFrom"];
                /** @description Only jobs that ended before this instant. */
                endedBefore?: components["parameters"]["JobFilters.endedBefore"];
                /** @description Only jobs that ended at or after this instant. */
                endedFrom?: components["parameters"]["JobFilters.endedFrom"];
                /** @description Only jobs whose last error has this code. */
                errorCode?: components["parameters"]["JobFilters.errorCode"];
                /** @description Only jobs with these ids. */
                ids?: components["parameters"]["JobQuery.ids"];
                /**
                 * @description Only jobs that have all of these names and values in their metadata, such as `customer:4711`. In a query, a value can't have a comma,
                 *     because commas separate the values of a parameter.
                 */
                metadata?: components["parameters"]["JobFilters.metadata"];
                /** @description Only jobs that the handler of this job created. */
                parentId?: components["parameters"]["JobFilters.parentId"];
                /** @description Only jobs of this schedule, including manual runs. */
                scheduleId?: components["parameters"]["JobFilters.scheduleId"];
                /** @description Only jobs whose last attempt started before this instant. */
                startedBefore?: components["parameters"]["JobFilters.startedBefore"];
                /** @description Only jobs whose last attempt started at or after this instant. */
                startedFrom?: components["parameters"]["JobFilters.startedFrom"];
                /** @description Only jobs with one of these statuses. */
                status?: components["parameters"]["JobFilters.status"];
                /** @description Only jobs that have all of these tags. */
                tag?: components["parameters"]["JobFilters.tag"];
                /** @description Only jobs with one of these triggers. */
                trigger?: components["parameters"]["JobFilters.trigger"];
                /** @description Only jobs of one of these types. */
                type?: components["parameters"]["JobFilters.type"];
            };
            header?: never;
            path: {
                /**
                 * @description The organization's id. The caller must belong to the organization.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request has succeeded. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobStats"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getJobTimeline: {
        parameters: {
            query: {
                /** @description Only jobs created before this instant. */
                createdBefore?: components["parameters"]["JobFilters.createdBefore"];
                /** @description Only jobs that this actor created. */
                createdBy?: components["parameters"]["JobFilters.createdBy"];
                /** @description Only jobs created at or after this instant. */
                createdFrom?: components["parameters"]["JobFilters.createdFrom"];
                /** @description Only jobs that ended before this instant. */
                endedBefore?: components["parameters"]["JobFilters.endedBefore"];
                /** @description Only jobs that ended at or after this instant. */
                endedFrom?: components["parameters"]["JobFilters.endedFrom"];
                /** @description Only jobs whose last error has this code. */
                errorCode?: components["parameters"]["JobFilters.errorCode"];
                /** @description Only jobs with these ids. */
                ids?: components["parameters"]["JobQuery.ids"];
                /**
                 * @description Only jobs that have all of these names and values in their metadata, such as `customer:4711`. In a query, a value can't have a comma,
                 *     because commas separate the values of a parameter.
                 */
                metadata?: components["parameters"]["JobFilters.metadata"];
                /** @description Only jobs that the handler of this job created. */
                parentId?: components["parameters"]["JobFilters.parentId"];
                /** @description The length of the period, which ends now. */
                period: components["schemas"]["TimelinePeriod"];
                /** @description Only jobs of this schedule, including manual runs. */
                scheduleId?: components["parameters"]["JobFilters.scheduleId"];
                /** @description Only jobs whose last attempt started before this instant. */
                startedBefore?: components["parameters"]["JobFilters.startedBefore"];
                /** @description Only jobs whose last attempt started at or after this instant. */
                startedFrom?: components["parameters"]["JobFilters.startedFrom"];
                /** @description Only jobs with one of these statuses. */
                status?: components["parameters"]["JobFilters.status"];
                /** @description Only jobs that have all of these tags. */
                tag?: components["parameters"]["JobFilters.tag"];
                /** @description Only jobs with one of these triggers. */
                trigger?: components["parameters"]["JobFilters.trigger"];
                /** @description Only jobs of one of these types. */
                type?: components["parameters"]["JobFilters.type"];
            };
            header?: never;
            path: {
                /**
                 * @description The organization's id. The caller must belong to the organization.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request has succeeded. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobTimeline"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    leaveOrg: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The organization's id. The caller must belong to the organization.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description There is no content to send for this request, but the headers may be useful. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["LastOwner"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    streamLiveUpdates: {
        parameters: {
            query?: {
                /** @description Only updates of jobs that this actor created. */
                createdBy?: components["parameters"]["LiveJobFilters.createdBy"];
                /** @description Only updates of this job. */
                jobId?: components["parameters"]["LiveJobFilters.jobId"];
                /** @description Only updates of jobs that the handler of this job created. */
                parentId?: components["parameters"]["LiveJobFilters.parentId"];
                /** @description Only updates of jobs of this schedule, including manual runs. */
                scheduleId?: components["parameters"]["LiveJobFilters.scheduleId"];
                /** @description Only updates of this subject. `reset` and `end` are always sent. */
                subject?: components["schemas"]["LiveSubject"];
                /** @description Only updates of jobs with these triggers. */
                trigger?: components["parameters"]["LiveJobFilters.trigger"];
                /** @description Only updates of jobs of these types. */
                type?: components["parameters"]["LiveJobFilters.type"];
            };
            header?: {
                /** @description The last received id. An unknown id is answered with `reset`. */
                "Last-Event-ID"?: string;
            };
            path: {
                /**
                 * @description The organization's id. The caller must belong to the organization.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Server-sent events. The `data` of each event is one line of JSON. */
            200: {
                headers: {
                    /** @description Tells proxies not to buffer the stream. */
                    "X-Accel-Buffering": "no";
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["LiveUpdate"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimitedOrTooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listMembers: {
        parameters: {
            query: {
                /** @description The `nextCursor` of the previous page. The filters must be the same. */
                cursor?: components["parameters"]["PageParameters.cursor"];
                /** @description Maximum number of items per page. */
                limit: components["parameters"]["PageParameters.limit"];
            };
            header?: never;
            path: {
                /**
                 * @description The organization's id. The caller must belong to the organization.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request has succeeded. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberPage"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the last read. The response is 304 without a body if nothing has changed. Errors: 400 for a value that isn't a list of entity tags. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description The organization's id. The caller must belong to the organization.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                orgId: components["parameters"]["OrgPath"];
                /**
                 * @description The id of the user.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                userId: components["parameters"]["MemberPath.userId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The current state of the member. */
            200: {
                headers: {
                    /** @description The entity tag, such as `"3.Qm9vaw"`. It changes with each change of the response. A compressed response has its own tag. */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            /** @description The resource hasn't changed since the read that `If-None-Match` names. */
            304: {
                headers: {
                    /** @description The entity tag, such as `"3.Qm9vaw"`. It changes with each change of the response. A compressed response has its own tag. */
                    ETag: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MalformedHeader"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    removeMember: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the last read, a list of tags, or `*`. Only changes by requests matter, so a run or a use in between doesn't refuse the
                 *     change. Errors: 412 if the resource has changed since, and for a weak tag (`W/`). 400 for a value that isn't a list of entity tags.
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The organization's id. The caller must belong to the organization.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                orgId: components["parameters"]["OrgPath"];
                /**
                 * @description The id of the user.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                userId: components["parameters"]["MemberPath.userId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description There is no content to send for this request, but the headers may be useful. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MalformedHeader"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrOrgSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["LastOwner"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateMember: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the last read, a list of tags, or `*`. Only changes by requests matter, so a run or a use in between doesn't refuse the
                 *     change. Errors: 412 if the resource has changed since, and for a weak tag (`W/`). 400 for a value that isn't a list of entity tags.
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The organization's id. The caller must belong to the organization.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                orgId: components["parameters"]["OrgPath"];
                /**
                 * @description The id of the user.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                userId: components["parameters"]["MemberPath.userId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "role": "admin"
                 *     }
                 */
                "application/json": components["schemas"]["UpdateMemberRequest"];
                "application/merge-patch+json": components["schemas"]["UpdateMemberRequest"];
            };
        };
        responses: {
            /** @description The current state of the member. */
            200: {
                headers: {
                    /** @description The entity tag, such as `"3.Qm9vaw"`. It changes with each change of the response. A compressed response has its own tag. */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            400: components["responses"]["MalformedBodyOrMalformedHeader"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrOrgSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["LastOwner"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    restoreOrg: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A unique value, such as a UUID. For 24 hours, the same key with the same request returns the same response, marked with
                 *     `Idempotent-Replayed: true`, and changes nothing. A request that fails doesn't use its key: nothing was changed, so send it again, or
                 *     corrected, with the same key. After a lost connection or a 503 the result may be unknown; the same request with the same key is safe.
                 *     Errors: `idempotency-mismatch` for another operation, parameters or body; `idempotency-in-flight` while the first request is in
                 *     progress.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyHeader"];
            };
            path: {
                /**
                 * @description The organization's id. The caller must belong to the organization.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request has succeeded. */
            200: {
                headers: {
                    /** @description `true` if this is the response to an earlier request with the same `Idempotency-Key`. Absent otherwise. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Org"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrOrgSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["OrgDeletionStartedOrIdempotencyInFlight"];
            422: components["responses"]["InvalidRequestOrIdempotencyMismatch"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listSchedules: {
        parameters: {
            query: {
                /** @description Only schedules that this actor created. */
                createdBy?: components["parameters"]["ScheduleFilters.createdBy"];
                /** @description The `nextCursor` of the previous page. The filters must be the same. */
                cursor?: components["parameters"]["PageParameters.cursor"];
                /** @description Maximum number of items per page. */
                limit: components["parameters"]["PageParameters.limit"];
                /** @description Only schedules whose name contains this text, in any case. */
                name?: components["parameters"]["ScheduleFilters.name"];
                /** @description Only schedules with one of these statuses. */
                status?: components["parameters"]["ScheduleFilters.status"];
                /** @description Only schedules whose jobs are of one of these types. */
                type?: components["parameters"]["ScheduleFilters.type"];
            };
            header?: never;
            path: {
                /**
                 * @description The organization's id. The caller must belong to the organization.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request has succeeded. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SchedulePage"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    createSchedule: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A unique value, such as a UUID. For 24 hours, the same key with the same request returns the same response, marked with
                 *     `Idempotent-Replayed: true`, and changes nothing. A request that fails doesn't use its key: nothing was changed, so send it again, or
                 *     corrected, with the same key. After a lost connection or a 503 the result may be unknown; the same request with the same key is safe.
                 *     Errors: `idempotency-mismatch` for another operation, parameters or body; `idempotency-in-flight` while the first request is in
                 *     progress.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyHeader"];
            };
            path: {
                /**
                 * @description The organization's id. The caller must belong to the organization.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Weekday report",
                 *       "job": {
                 *         "type": "http:request",
                 *         "input": {
                 *           "url": "https://example.com/reports"
                 *         }
                 *       },
                 *       "recurrence": {
                 *         "kind": "weekly",
                 *         "weekdays": [
                 *           "monday",
                 *           "friday"
                 *         ],
                 *         "time": "09:00"
                 *       },
                 *       "timezone": "Europe/Berlin"
                 *     }
                 */
                "application/json": components["schemas"]["CreateScheduleRequest"];
            };
        };
        responses: {
            /** @description A schedule was created. */
            201: {
                headers: {
                    /** @description The entity tag, such as `"3.Qm9vaw"`. It changes with each change of the response. A compressed response has its own tag. */
                    ETag: string;
                    /** @description `true` if this is the response to an earlier request with the same `Idempotency-Key`. Absent otherwise. */
                    "Idempotent-Replayed"?: "true";
                    /** @description The path of the schedule. */
                    Location: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Schedule"];
                };
            };
            400: components["responses"]["MalformedBody"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrQuotaExceededOrOrgDeletionScheduledOrOrgSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["IdempotencyInFlight"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequestOrIdempotencyMismatch"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getSchedule: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the last read. The response is 304 without a body if nothing has changed. Errors: 400 for a value that isn't a list of entity tags. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description The organization's id. The caller must belong to the organization.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                orgId: components["parameters"]["OrgPath"];
                /**
                 * @description The schedule's id.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                scheduleId: components["parameters"]["SchedulePath.scheduleId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The current state of the schedule. */
            200: {
                headers: {
                    /** @description The entity tag, such as `"3.Qm9vaw"`. It changes with each change of the response. A compressed response has its own tag. */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Schedule"];
                };
            };
            /** @description The resource hasn't changed since the read that `If-None-Match` names. */
            304: {
                headers: {
                    /** @description The entity tag, such as `"3.Qm9vaw"`. It changes with each change of the response. A compressed response has its own tag. */
                    ETag: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MalformedHeader"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteSchedule: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the last read, a list of tags, or `*`. Only changes by requests matter, so a run or a use in between doesn't refuse the
                 *     change. Errors: 412 if the resource has changed since, and for a weak tag (`W/`). 400 for a value that isn't a list of entity tags.
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The organization's id. The caller must belong to the organization.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                orgId: components["parameters"]["OrgPath"];
                /**
                 * @description The schedule's id.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                scheduleId: components["parameters"]["SchedulePath.scheduleId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description There is no content to send for this request, but the headers may be useful. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MalformedHeader"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrOrgDeletionScheduledOrOrgSuspended"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateSchedule: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the last read, a list of tags, or `*`. Only changes by requests matter, so a run or a use in between doesn't refuse the
                 *     change. Errors: 412 if the resource has changed since, and for a weak tag (`W/`). 400 for a value that isn't a list of entity tags.
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The organization's id. The caller must belong to the organization.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                orgId: components["parameters"]["OrgPath"];
                /**
                 * @description The schedule's id.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                scheduleId: components["parameters"]["SchedulePath.scheduleId"];
            };
            cookie?: never;
        };
        /** @description The changes of the schedule. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Daily report",
                 *       "recurrence": {
                 *         "kind": "daily",
                 *         "time": "07:30"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["UpdateScheduleRequest"];
                "application/merge-patch+json": components["schemas"]["UpdateScheduleRequest"];
            };
        };
        responses: {
            /** @description The current state of the schedule. */
            200: {
                headers: {
                    /** @description The entity tag, such as `"3.Qm9vaw"`. It changes with each change of the response. A compressed response has its own tag. */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Schedule"];
                };
            };
            400: components["responses"]["MalformedBodyOrMalformedHeader"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrOrgDeletionScheduledOrOrgSuspended"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    backfillSchedule: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A unique value, such as a UUID. For 24 hours, the same key with the same request returns the same response, marked with
                 *     `Idempotent-Replayed: true`, and changes nothing. A request that fails doesn't use its key: nothing was changed, so send it again, or
                 *     corrected, with the same key. After a lost connection or a 503 the result may be unknown; the same request with the same key is safe.
                 *     Errors: `idempotency-mismatch` for another operation, parameters or body; `idempotency-in-flight` while the first request is in
                 *     progress.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyHeader"];
            };
            path: {
                /**
                 * @description The organization's id. The caller must belong to the organization.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                orgId: components["parameters"]["OrgPath"];
                /**
                 * @description The schedule's id.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                scheduleId: components["parameters"]["SchedulePath.scheduleId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "from": "2026-11-01T00:00:00Z",
                 *       "to": "2026-11-02T00:00:00Z",
                 *       "dryRun": true
                 *     }
                 */
                "application/json": components["schemas"]["BackfillRequest"];
            };
        };
        responses: {
            /** @description The request has succeeded. */
            200: {
                headers: {
                    /** @description `true` if this is the response to an earlier request with the same `Idempotency-Key`. Absent otherwise. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Backfill"];
                };
            };
            400: components["responses"]["MalformedBody"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrQuotaExceededOrOrgDeletionScheduledOrOrgSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["ScheduledJobInvalidOrIdempotencyInFlight"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequestOrIdempotencyMismatch"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    pauseSchedule: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A unique value, such as a UUID. For 24 hours, the same key with the same request returns the same response, marked with
                 *     `Idempotent-Replayed: true`, and changes nothing. A request that fails doesn't use its key: nothing was changed, so send it again, or
                 *     corrected, with the same key. After a lost connection or a 503 the result may be unknown; the same request with the same key is safe.
                 *     Errors: `idempotency-mismatch` for another operation, parameters or body; `idempotency-in-flight` while the first request is in
                 *     progress.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyHeader"];
            };
            path: {
                /**
                 * @description The organization's id. The caller must belong to the organization.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                orgId: components["parameters"]["OrgPath"];
                /**
                 * @description The schedule's id.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                scheduleId: components["parameters"]["SchedulePath.scheduleId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The current state of the schedule. */
            200: {
                headers: {
                    /** @description The entity tag, such as `"3.Qm9vaw"`. It changes with each change of the response. A compressed response has its own tag. */
                    ETag: string;
                    /** @description `true` if this is the response to an earlier request with the same `Idempotency-Key`. Absent otherwise. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Schedule"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrOrgDeletionScheduledOrOrgSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["ScheduleEndedOrIdempotencyInFlight"];
            422: components["responses"]["InvalidRequestOrIdempotencyMismatch"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    resumeSchedule: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A unique value, such as a UUID. For 24 hours, the same key with the same request returns the same response, marked with
                 *     `Idempotent-Replayed: true`, and changes nothing. A request that fails doesn't use its key: nothing was changed, so send it again, or
                 *     corrected, with the same key. After a lost connection or a 503 the result may be unknown; the same request with the same key is safe.
                 *     Errors: `idempotency-mismatch` for another operation, parameters or body; `idempotency-in-flight` while the first request is in
                 *     progress.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyHeader"];
            };
            path: {
                /**
                 * @description The organization's id. The caller must belong to the organization.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                orgId: components["parameters"]["OrgPath"];
                /**
                 * @description The schedule's id.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                scheduleId: components["parameters"]["SchedulePath.scheduleId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The current state of the schedule. */
            200: {
                headers: {
                    /** @description The entity tag, such as `"3.Qm9vaw"`. It changes with each change of the response. A compressed response has its own tag. */
                    ETag: string;
                    /** @description `true` if this is the response to an earlier request with the same `Idempotency-Key`. Absent otherwise. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Schedule"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrOrgDeletionScheduledOrOrgSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["IdempotencyInFlight"];
            422: components["responses"]["InvalidRequestOrIdempotencyMismatch"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listScheduleRuns: {
        parameters: {
            query: {
                /** @description The `nextCursor` of the previous page. The filters must be the same. */
                cursor?: components["parameters"]["PageParameters.cursor"];
                /** @description Maximum number of items per page. */
                limit: components["parameters"]["PageParameters.limit"];
                /** @description Only runs with this status. */
                status?: components["schemas"]["ScheduleRunStatus"];
            };
            header?: never;
            path: {
                /**
                 * @description The organization's id. The caller must belong to the organization.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                orgId: components["parameters"]["OrgPath"];
                /**
                 * @description The schedule's id.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                scheduleId: components["parameters"]["SchedulePath.scheduleId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request has succeeded. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduleRunPage"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    triggerSchedule: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A unique value, such as a UUID. For 24 hours, the same key with the same request returns the same response, marked with
                 *     `Idempotent-Replayed: true`, and changes nothing. A request that fails doesn't use its key: nothing was changed, so send it again, or
                 *     corrected, with the same key. After a lost connection or a 503 the result may be unknown; the same request with the same key is safe.
                 *     Errors: `idempotency-mismatch` for another operation, parameters or body; `idempotency-in-flight` while the first request is in
                 *     progress.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyHeader"];
            };
            path: {
                /**
                 * @description The organization's id. The caller must belong to the organization.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                orgId: components["parameters"]["OrgPath"];
                /**
                 * @description The schedule's id.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                scheduleId: components["parameters"]["SchedulePath.scheduleId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The run's job was created. */
            201: {
                headers: {
                    /** @description `true` if this is the response to an earlier request with the same `Idempotency-Key`. Absent otherwise. */
                    "Idempotent-Replayed"?: "true";
                    /** @description The path of the created job. */
                    Location: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TriggeredRun"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrQuotaExceededOrOrgDeletionScheduledOrOrgSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["ScheduledJobInvalidOrOverlappingRunOrIdempotencyInFlight"];
            422: components["responses"]["InvalidRequestOrIdempotencyMismatch"];
            429: components["responses"]["RateLimitedOrTooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    pauseSchedules: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A unique value, such as a UUID. For 24 hours, the same key with the same request returns the same response, marked with
                 *     `Idempotent-Replayed: true`, and changes nothing. A request that fails doesn't use its key: nothing was changed, so send it again, or
                 *     corrected, with the same key. After a lost connection or a 503 the result may be unknown; the same request with the same key is safe.
                 *     Errors: `idempotency-mismatch` for another operation, parameters or body; `idempotency-in-flight` while the first request is in
                 *     progress.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyHeader"];
            };
            path: {
                /**
                 * @description The organization's id. The caller must belong to the organization.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "type": [
                 *         "http:request"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["ScheduleSelection"];
            };
        };
        responses: {
            /** @description The request has succeeded. */
            200: {
                headers: {
                    /** @description `true` if this is the response to an earlier request with the same `Idempotency-Key`. Absent otherwise. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedSchedules"];
                };
            };
            400: components["responses"]["MalformedBody"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrOrgDeletionScheduledOrOrgSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["IdempotencyInFlight"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequestOrIdempotencyMismatch"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    previewSchedule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The organization's id. The caller must belong to the organization.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "recurrence": {
                 *         "kind": "cron",
                 *         "expression": "*\/15 8-17 * * MON-FRI"
                 *       },
                 *       "timezone": "Europe/Berlin",
                 *       "count": 3
                 *     }
                 */
                "application/json": components["schemas"]["PreviewScheduleRequest"];
            };
        };
        responses: {
            /** @description The request has succeeded. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SchedulePreview"];
                };
            };
            400: components["responses"]["MalformedBody"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    resumeSchedules: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A unique value, such as a UUID. For 24 hours, the same key with the same request returns the same response, marked with
                 *     `Idempotent-Replayed: true`, and changes nothing. A request that fails doesn't use its key: nothing was changed, so send it again, or
                 *     corrected, with the same key. After a lost connection or a 503 the result may be unknown; the same request with the same key is safe.
                 *     Errors: `idempotency-mismatch` for another operation, parameters or body; `idempotency-in-flight` while the first request is in
                 *     progress.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyHeader"];
            };
            path: {
                /**
                 * @description The organization's id. The caller must belong to the organization.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "type": [
                 *         "http:request"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["ScheduleSelection"];
            };
        };
        responses: {
            /** @description The request has succeeded. */
            200: {
                headers: {
                    /** @description `true` if this is the response to an earlier request with the same `Idempotency-Key`. Absent otherwise. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedSchedules"];
                };
            };
            400: components["responses"]["MalformedBody"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrOrgDeletionScheduledOrOrgSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["IdempotencyInFlight"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequestOrIdempotencyMismatch"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    transferOrg: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The organization's id. The caller must belong to the organization.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "userId": "01890a5d-ac96-774b-bcce-b302099a8057"
                 *     }
                 */
                "application/json": components["schemas"]["TransferOrgRequest"];
            };
        };
        responses: {
            /** @description The request has succeeded. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Org"];
                };
            };
            400: components["responses"]["MalformedBody"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrOrgSuspended"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getUsage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The organization's id. The caller must belong to the organization.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request has succeeded. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Usage"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listSystemAuditEvents: {
        parameters: {
            query: {
                /** @description Only events of this operation. */
                action?: components["parameters"]["AuditFilters.action"];
                /** @description Only events of this actor. */
                actor?: components["parameters"]["AuditFilters.actor"];
                /** @description Only events before this time. */
                createdBefore?: components["parameters"]["AuditFilters.createdBefore"];
                /** @description Only events at or after this time. */
                createdFrom?: components["parameters"]["AuditFilters.createdFrom"];
                /** @description The `nextCursor` of the previous page. The filters must be the same. */
                cursor?: components["parameters"]["PageParameters.cursor"];
                /** @description Maximum number of items per page. */
                limit: components["parameters"]["PageParameters.limit"];
                /** @description Only events whose target has this id. */
                targetId?: components["parameters"]["AuditFilters.targetId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request has succeeded. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditEventPage"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listSystemJobTypes: {
        parameters: {
            query: {
                /** @description The `nextCursor` of the previous page. The filters must be the same. */
                cursor?: components["parameters"]["PageParameters.cursor"];
                /** @description Maximum number of items per page. */
                limit: components["parameters"]["PageParameters.limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request has succeeded. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SystemJobTypePage"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listSystemJobs: {
        parameters: {
            query: {
                /** @description The `nextCursor` of the previous page. The filters must be the same. */
                cursor?: components["parameters"]["PageParameters.cursor"];
                /** @description Maximum number of items per page. */
                limit: components["parameters"]["PageParameters.limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request has succeeded. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SystemJobPage"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    findJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The job's id.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                jobId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request has succeeded. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FoundJob"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    pauseSystemJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The name of the system job.
                 * @example storage:cleanup
                 */
                name: components["parameters"]["SystemJobPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request has succeeded. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SystemJob"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["SystemJobUnmanaged"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    resumeSystemJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The name of the system job.
                 * @example storage:cleanup
                 */
                name: components["parameters"]["SystemJobPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request has succeeded. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SystemJob"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["SystemJobUnmanaged"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    runSystemJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The name of the system job.
                 * @example storage:cleanup
                 */
                name: components["parameters"]["SystemJobPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request has been accepted for processing, but processing has not yet completed. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueuedSystemRuns"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["OverlappingRunOrSystemJobUnmanaged"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listSystemJobRuns: {
        parameters: {
            query: {
                /** @description The `nextCursor` of the previous page. The filters must be the same. */
                cursor?: components["parameters"]["PageParameters.cursor"];
                /** @description Maximum number of items per page. */
                limit: components["parameters"]["PageParameters.limit"];
            };
            header?: never;
            path: {
                /**
                 * @description The name of the system job.
                 * @example storage:cleanup
                 */
                name: components["parameters"]["SystemJobPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request has succeeded. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SystemJobRunPage"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listSystemOrgs: {
        parameters: {
            query: {
                /** @description The `nextCursor` of the previous page. The filters must be the same. */
                cursor?: components["parameters"]["PageParameters.cursor"];
                /** @description Maximum number of items per page. */
                limit: components["parameters"]["PageParameters.limit"];
                /** @description Only organizations with this plan. */
                plan?: components["parameters"]["SystemOrgFilters.plan"];
                /** @description Only organizations whose name contains this text, without regard to case, or whose id starts with it. */
                q?: components["parameters"]["SystemOrgFilters.q"];
                /** @description Only organizations in this state. */
                state?: components["parameters"]["SystemOrgFilters.state"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request has succeeded. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SystemOrgPage"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getSystemOrg: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the last read. The response is 304 without a body if nothing has changed. Errors: 400 for a value that isn't a list of entity tags. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description The organization's id.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                id: components["parameters"]["SystemOrgPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The current state of an organization. */
            200: {
                headers: {
                    /** @description The entity tag, such as `"3.Qm9vaw"`. It changes with each change of the response. A compressed response has its own tag. */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SystemOrg"];
                };
            };
            /** @description The resource hasn't changed since the read that `If-None-Match` names. */
            304: {
                headers: {
                    /** @description The entity tag, such as `"3.Qm9vaw"`. It changes with each change of the response. A compressed response has its own tag. */
                    ETag: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MalformedHeader"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateSystemOrg: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the last read, a list of tags, or `*`. Only changes by requests matter, so a run or a use in between doesn't refuse the
                 *     change. Errors: 412 if the resource has changed since, and for a weak tag (`W/`). 400 for a value that isn't a list of entity tags.
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The organization's id.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                id: components["parameters"]["SystemOrgPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "plan": "pro",
                 *       "planEndsAt": "2031-01-01T00:00:00Z"
                 *     }
                 */
                "application/json": components["schemas"]["UpdateSystemOrgRequest"];
                "application/merge-patch+json": components["schemas"]["UpdateSystemOrgRequest"];
            };
        };
        responses: {
            /** @description The current state of an organization. */
            200: {
                headers: {
                    /** @description The entity tag, such as `"3.Qm9vaw"`. It changes with each change of the response. A compressed response has its own tag. */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SystemOrg"];
                };
            };
            400: components["responses"]["MalformedBodyOrMalformedHeader"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    grantKeyAdministrator: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The organization's id.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                id: components["parameters"]["SystemOrgPath"];
                /**
                 * @description The id of the API key.
                 * @example 7Gm2kQ9xTz4b
                 */
                keyId: components["parameters"]["SystemApiKeyPath.keyId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description There is no content to send for this request, but the headers may be useful. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    revokeKeyAdministrator: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The organization's id.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                id: components["parameters"]["SystemOrgPath"];
                /**
                 * @description The id of the API key.
                 * @example 7Gm2kQ9xTz4b
                 */
                keyId: components["parameters"]["SystemApiKeyPath.keyId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description There is no content to send for this request, but the headers may be useful. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    restoreSystemOrg: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The organization's id.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                id: components["parameters"]["SystemOrgPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request has succeeded. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SystemOrg"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    suspendOrg: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The organization's id.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                id: components["parameters"]["SystemOrgPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "The invoice of October is unpaid."
                 *     }
                 */
                "application/json": components["schemas"]["SuspendOrgRequest"];
            };
        };
        responses: {
            /** @description The request has succeeded. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SystemOrg"];
                };
            };
            400: components["responses"]["MalformedBody"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    unsuspendOrg: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The organization's id.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                id: components["parameters"]["SystemOrgPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request has succeeded. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SystemOrg"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listSystemPeople: {
        parameters: {
            query: {
                /** @description The `nextCursor` of the previous page. The filters must be the same. */
                cursor?: components["parameters"]["PageParameters.cursor"];
                /** @description Maximum number of items per page. */
                limit: components["parameters"]["PageParameters.limit"];
                /** @description Only administrators of the installation. */
                only?: components["parameters"]["SystemPersonFilters.only"];
                /** @description Only users whose name or address contains this text, without regard to case, or whose id starts with it. */
                q?: components["parameters"]["SystemPersonFilters.q"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request has succeeded. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SystemPersonPage"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getSystemPerson: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The user's id.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                userId: components["parameters"]["SystemPersonPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request has succeeded. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SystemPersonDetails"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    grantAdministrator: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The user's id.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                userId: components["parameters"]["SystemPersonPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request has succeeded. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SystemPersonDetails"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    revokeAdministrator: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The user's id.
                 * @example 01890a5d-ac96-774b-bcce-b302099a8057
                 */
                userId: components["parameters"]["SystemPersonPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request has succeeded. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SystemPersonDetails"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["LastAdministratorOrAdministratorBySetting"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listPlans: {
        parameters: {
            query: {
                /** @description The `nextCursor` of the previous page. The filters must be the same. */
                cursor?: components["parameters"]["PageParameters.cursor"];
                /** @description Maximum number of items per page. */
                limit: components["parameters"]["PageParameters.limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request has succeeded. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanPage"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    createPlan: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "team",
                 *       "openJobs": 50000,
                 *       "runningJobs": 20,
                 *       "schedules": 100,
                 *       "storedBytes": 10737418240,
                 *       "fileBytes": 1073741824,
                 *       "requestsPerMinute": 1200,
                 *       "share": 2,
                 *       "completedDays": 14,
                 *       "failedDays": 60,
                 *       "cancelledDays": 14,
                 *       "auditDays": 90
                 *     }
                 */
                "application/json": components["schemas"]["CreatePlanRequest"];
            };
        };
        responses: {
            /** @description The plan was created. */
            201: {
                headers: {
                    /** @description The path of the plan. */
                    Location: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Plan"];
                };
            };
            400: components["responses"]["MalformedBody"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["PlanExists"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getPlan: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the last read. The response is 304 without a body if nothing has changed. Errors: 400 for a value that isn't a list of entity tags. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description The name of the plan.
                 * @example pro
                 */
                plan: components["parameters"]["PlanPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The current state of a plan. */
            200: {
                headers: {
                    /** @description The entity tag, such as `"3.Qm9vaw"`. It changes with each change of the response. A compressed response has its own tag. */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Plan"];
                };
            };
            /** @description The resource hasn't changed since the read that `If-None-Match` names. */
            304: {
                headers: {
                    /** @description The entity tag, such as `"3.Qm9vaw"`. It changes with each change of the response. A compressed response has its own tag. */
                    ETag: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MalformedHeader"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    deletePlan: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the last read, a list of tags, or `*`. Only changes by requests matter, so a run or a use in between doesn't refuse the
                 *     change. Errors: 412 if the resource has changed since, and for a weak tag (`W/`). 400 for a value that isn't a list of entity tags.
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The name of the plan.
                 * @example pro
                 */
                plan: components["parameters"]["PlanPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description There is no content to send for this request, but the headers may be useful. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MalformedHeader"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["PlanInUse"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    updatePlan: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the last read, a list of tags, or `*`. Only changes by requests matter, so a run or a use in between doesn't refuse the
                 *     change. Errors: 412 if the resource has changed since, and for a weak tag (`W/`). 400 for a value that isn't a list of entity tags.
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The name of the plan.
                 * @example pro
                 */
                plan: components["parameters"]["PlanPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "openJobs": 50000
                 *     }
                 */
                "application/json": components["schemas"]["UpdatePlanRequest"];
                "application/merge-patch+json": components["schemas"]["UpdatePlanRequest"];
            };
        };
        responses: {
            /** @description The current state of a plan. */
            200: {
                headers: {
                    /** @description The entity tag, such as `"3.Qm9vaw"`. It changes with each change of the response. A compressed response has its own tag. */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Plan"];
                };
            };
            400: components["responses"]["MalformedBodyOrMalformedHeader"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listOrgUsage: {
        parameters: {
            query: {
                /** @description Only what was created before this time. Default: no limit. */
                createdBefore?: components["parameters"]["UsagePeriod.createdBefore"];
                /** @description Only what was created at or after this time. Default: the first of the month (UTC). */
                createdFrom?: components["parameters"]["UsagePeriod.createdFrom"];
                /** @description The `nextCursor` of the previous page. The filters must be the same. */
                cursor?: components["parameters"]["PageParameters.cursor"];
                /** @description Maximum number of items per page. */
                limit: components["parameters"]["PageParameters.limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request has succeeded. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrgUsagePage"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listWorkers: {
        parameters: {
            query: {
                /** @description The `nextCursor` of the previous page. The filters must be the same. */
                cursor?: components["parameters"]["PageParameters.cursor"];
                /** @description Maximum number of items per page. */
                limit: components["parameters"]["PageParameters.limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request has succeeded. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkerProcessPage"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
}
