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
         * @description Makes new tokens. The refresh token is then worthless, but for a few seconds in which it makes the same tokens again, for
         *     an answer that was lost or two windows that ask at once. Whoever sends it later ends the session: somebody has stolen it.
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
         * @description Sends a link for a new password to the address, if somebody has an account with it. The answer doesn't tell.
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
         * @description Sets a new password by the token of such a link, which is good for an hour, and ends all sessions.
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
         * @description Lists where the caller is signed in, newest first.
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
         * @description Ends one of the caller's sessions, at once.
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
         * @description Ends all of the caller's sessions but the one that asks, at once.
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
         * @description Signs in. The access token is good for 15 minutes; `refreshSession` makes a new one.
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
         * @description Ends the session that asks.
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
         * @description Asks for an account. The answer is always the same: a mail is sent, with a link that makes the account, or to somebody
         *     who has one already, with a word about that. The link is good for a day.
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
         * @description Makes the account that a sign-up asked for. Afterwards its address and password sign in.
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
         * @description Takes the person into the organization that invited them, once. Refused like `findInvitation`.
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
         * @description Tells the person where an invitation leads. One that is unknown, lapsed, revoked, accepted or meant for another address is not
         *     found, always in the same words.
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
         * @description Tells who is asking, and what they may do.
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
         * @description Lists the organizations that the person belongs to, the latest first, with their role in each.
         *
         *     Needs a signed-in user; an API key can't call this.
         */
        get: operations["listOrgs"];
        put?: never;
        /**
         * Create an organization
         * @description Creates an organization, whose owner the person becomes.
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
         * @description Deletes the organization once a time of grace is over, seven days unless the installation says otherwise. From now on it
         *     takes no new work: jobs and files can't be created, changed or deleted, nor can schedules; what is due of schedules is
         *     refused, and open jobs are cancelled. API keys notice within five seconds. Everything can still be read, keys and
         *     people be managed, and the organization be restored. Then jobs, schedules, files and their contents, keys, members and the
         *     audit log are removed for good, and only that it happened stays on record. People stay who they are, whether or not they
         *     belong to another organization. Deleting it again changes nothing.
         *
         *     Needs the scope `org:own`, which an owner has.
         */
        delete: operations["deleteOrg"];
        options?: never;
        head?: never;
        /**
         * Update an organization
         * @description Changes the organization; what the body leaves out stays.
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
         * @description Lists the organization's API keys, newest first, also those that have expired or were revoked.
         *
         *     Needs the scope `keys:read`, which the role admin and those above have.
         */
        get: operations["listApiKeys"];
        put?: never;
        /**
         * Create an API key
         * @description Creates an API key. It belongs to the organization and acts as itself, whatever becomes of its creator. The answer is
         *     the only one that has its secret, so there is no `Idempotency-Key`: after a lost answer, revoke it and create another.
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
         * @description Revokes an API key. It stops working within five seconds, and for good. Revoking again changes nothing.
         *
         *     Needs the scope `keys:write`, which the role admin and those above have.
         */
        delete: operations["revokeApiKey"];
        options?: never;
        head?: never;
        patch?: never;
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
         * @description Replaces an API key: creates another with the same name, scopes and end, and lets the old one expire after the overlap. It
         *     takes everything that the key may do.
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
         * @description Lists the changes that requests made in the organization, newest first. Each was written in the transaction of its
         *     change and can't be altered. How long they are kept depends on the plan. What schedules and workers do isn't among
         *     them: jobs and runs tell that themselves.
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
         * @description Exports the organization: creates a job of type `org:export`, which nothing else can, and whose output lists the files that
         *     it has written. They have what was there when the job was created; what changes while it runs may be in them as it was
         *     before or after.
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
         * @description Uploads a file: the request's body is its content, streamed to storage, and `Content-Type` its media type. A 201
         *     means that all of it is stored.
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
         * @description Reads what is known of a file.
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
        patch?: never;
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
         * @description Makes a URL at which a file can be read for five minutes without an API key, such as by a browser.
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
         * @description Begins an upload that doesn't pass through the API: put the content at the URL that this answers with, and complete
         *     the upload. Before that there is no file.
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
         * @description Makes an upload a file, once its content was put. The content is read and must be what was announced: if it isn't, or isn't
         *     there, this is refused with 409, and the content can be put again. Completing again answers with the same file.
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
         * @description Lists the invitations that haven't been accepted or revoked, latest first, lapsed ones included.
         *
         *     Needs the scope `org:read`, which the role viewer and those above have.
         */
        get: operations["listInvitations"];
        put?: never;
        /**
         * Invite a person
         * @description Invites somebody by mail, for seven days. Inviting the same address again replaces the earlier invitation, whose token is
         *     worth nothing any more. Nobody gives a role that may do more than they may themselves, and an API key can't make an owner.
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
         * @description Takes an invitation back: its token is worth nothing any more.
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
         * @description Lists the job types with their schemas, descriptions and examples.
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
         * @description Lists jobs, newest first. Filters combine with *and*.
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
         * @description Reads a job.
         *
         *     Needs the scope `jobs:read`, which the role viewer and those above have.
         */
        get: operations["getJob"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
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
         * @description Lists the attempts of a job.
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
         * @description Tells why a job isn't running: what it waits for at this moment.
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
         * @description Cancels a job. A pending one is cancelled at once. A running one is told to stop: `cancelRequestedAt` is set, and
         *     it becomes `cancelled` when its handler has stopped. Cancelling again changes nothing.
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
    "/v1/orgs/{orgId}/jobs/{jobId}/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List a job's log lines
         * @description Lists what the job's handler logged, oldest first; at most 1,000 lines are kept of each attempt.
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
         * @description Undoes the cancellation of a job that was pending. It is pending again, with the `runAt`, the priority and the place in the queue
         *     that it had. Allowed for one minute after the cancellation. A job that was running when it was cancelled can't be restored: retry it.
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
         * @description Gives a failed or cancelled job one more attempt, at once.
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
         * @description Creates up to 1,000 jobs at once: all of them, or none when one is refused.
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
         * @description Cancels up to 500 of the selected jobs, as `cancelJob` does each, all together or none: of those that wait and then of those that run,
         *     the oldest first. What has ended, or has been asked to stop before, is left alone; so is what there isn't.
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
         * @description Gives up to 500 of the selected jobs one more attempt, as `retryJob` does each, all together or none: of those that failed and then of
         *     those that were cancelled, the oldest first. Others are left alone, and so is what there isn't.
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
         * @description Counts jobs by status and type.
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
         * @description Tells what became of the jobs of the last hour, day or week, and how long they waited and ran.
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
         * @description Takes the person out of the organization. What they made there stays: jobs, schedules, files and API keys belong to the
         *     organization. Its last owner can't leave.
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
         * @description Lists the people of the organization, whoever signed up last first.
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
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a member
         * @description Removes a member, whose next request finds no organization any more. The same rules hold as for a change of their role. What they
         *     made stays: jobs, schedules, files and API keys belong to the organization.
         *
         *     Needs the scope `members:write`, which the role admin and those above have.
         */
        delete: operations["removeMember"];
        options?: never;
        head?: never;
        /**
         * Change a member's role
         * @description Gives a member another role. Nobody changes a role, nor gives one, that may do more than they may themselves; an API key can't make an owner, nor
         *     unmake one. The last owner stays one.
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
         * Restore a deleted organization
         * @description Takes the deletion of the organization back, until its time of grace is over. Jobs that were cancelled stay so and can be
         *     retried; schedules go on with their next run. Restoring one that isn't to be deleted changes nothing.
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
         * @description Creates a schedule. It is active at once, and runs for the first time when it is next due.
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
         * @description Deletes a schedule and its list of runs. Its jobs stay, and those that run go on.
         *
         *     Needs the scope `schedules:write`, which the role admin and those above have.
         */
        delete: operations["deleteSchedule"];
        options?: never;
        head?: never;
        /**
         * Update a schedule
         * @description Changes a schedule; what the body leaves out stays. Runs that were made stay too, and the next one follows from what the
         *     schedule is now. An end that is changed can bring an ended schedule back.
         *
         *     Needs the scope `schedules:write`, which the role admin and those above have.
         *
         *     The body has at most 2 MiB.
         */
        patch: operations["updateSchedule"];
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
         * @description Pauses a schedule. Pausing again changes nothing; one that has ended can't be paused.
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
         * @description Resumes a paused schedule with the next run that is due; those whose time passed meanwhile are left out, whatever
         *     `missed` says. If nothing is left to run it has ended. Resuming one that isn't paused changes nothing.
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
         * @description Creates the schedule's job now, whatever its state, and changes nothing of when it is due. A schedule may be triggered
         *     only so often.
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
         * @description Tells when a schedule with this timetable would run, from now on, as if it were created now. Says on each run that
         *     daylight saving or a short month affects how it does.
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
         * @description Makes another member an owner, and the owner who asks for it an admin. An API key can't do it.
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
         * @description Reads what the organization may use by its plan, and what it does use.
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
         * @description Lists the changes that requests made to the installation itself, newest first. They are kept for a year.
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
    "/v1/system/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List system jobs
         * @description Lists the system jobs as they are scheduled.
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
    "/v1/system/jobs/{name}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Disable a system job
         * @description Disables a system job: it runs by hand only. A run that is under way goes on. Disabling again changes nothing.
         *
         *     Needs the scope `system:admin`.
         */
        post: operations["disableSystemJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/system/jobs/{name}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Enable a system job
         * @description Enables a system job: it runs on its schedule from now on. Enabling again changes nothing.
         *
         *     Needs the scope `system:admin`.
         */
        post: operations["enableSystemJob"];
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
         * @description Runs a system job at once, also when it is disabled. A system job never overlaps itself: while a run of it waits or is
         *     under way this is refused with 409.
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
         * @description Lists the newest runs of a system job.
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
    "/v1/system/queues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List queues
         * @description Counts what waits, runs and has failed, by type.
         *
         *     Needs the scope `system:admin`.
         */
        get: operations["listQueues"];
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
         * @description Lists the processes of the installation.
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
        /** @description Nothing is before it: it starts as soon as a worker has a free slot for its type, which mostly is at once. */
        AboutToStart: {
            /**
             * @description Which kind it is. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            kind: "starting";
        };
        /**
         * @description Who did something: `key:<API key id>`, `user:<user id>`, `schedule:<schedule id>` or `system`.
         * @example key:7Gm2kQ9xTz4b
         */
        Actor: string;
        /** @description How many others come first. */
        Ahead: {
            /**
             * Format: int32
             * @description How many there are, as far as they were counted: to 1,000.
             */
            count: number;
            /** @description Whether there are more than that. */
            more: boolean;
        };
        /** @description An API key of the organization, without its secret. */
        ApiKey: {
            /**
             * Format: date-time
             * @description When it was created.
             */
            createdAt: string;
            /** @description Who created it. */
            createdBy: components["schemas"]["Actor"];
            /** @description When it stops working; null: never. */
            expiresAt: string | null;
            /** @description Its id, which `createdBy` and the audit log name. */
            id: components["schemas"]["ApiKeyId"];
            /** @description When it was last used, to the minute; null: never. */
            lastUsedAt: string | null;
            /** @description What it is called. */
            name: string;
            /** @description When it was revoked; null: it wasn't. */
            revokedAt: string | null;
            /** @description What it may do. */
            scopes: components["schemas"]["Scope"][];
        };
        /**
         * @description The part of an API key between its first two underscores. It may be shown.
         * @example 7Gm2kQ9xTz4b
         */
        ApiKeyId: string;
        /** @description The API key that a request was made with. */
        ApiKeyInUse: {
            /** @description When it stops working. */
            expiresAt: string | null;
            /** @description The part of the key between the first two underscores. */
            id: string;
            /** @description What it is called. */
            name: string;
            /** @description What it may do. */
            scopes: components["schemas"]["Scope"][];
        };
        /** @description A page of a list, newest first unless the operation says otherwise. */
        ApiKeyPage: {
            /** @description The items of this page. */
            items: components["schemas"]["ApiKey"][];
            /** @description Pass it as `cursor` to get the next page; null on the last one. */
            nextCursor: components["schemas"]["Cursor"] | null;
        };
        /**
         * @description How an attempt ended, or that it hasn't.
         * @enum {string}
         */
        AttemptStatus: "running" | "completed" | "failed" | "timedOut" | "cancelled" | "lost";
        /** @description One change, as a request made it. */
        AuditEvent: {
            /**
             * @description The operation that made it, by its `operationId`, such as `createJob`. Two that aren't operations: `orgs:purge` when that system
             *     job removed an organization, and `provisionPerson` when somebody came with the identity provider's token for the first time.
             */
            action: string;
            /** @description Who made it. */
            actor: components["schemas"]["Actor"];
            /** @description The address that the request came from; null where it isn't known. */
            address: string | null;
            /**
             * Format: date-time
             * @description When the change was made.
             */
            at: string;
            /** @description What there is to know of the change beyond that, such as the role before and after. */
            details: {
                [key: string]: unknown;
            };
            /** @description The event's id. */
            id: components["schemas"]["Id"];
            /**
             * @description The id of the request, which its answer's `X-Request-Id` header and the server's log carry too; of `orgs:purge` its run's, of
             *     `provisionPerson` one of its own.
             */
            requestId: string;
            /** @description What it was made to. */
            target: components["schemas"]["AuditTarget"];
        };
        /** @description A page of a list, newest first unless the operation says otherwise. */
        AuditEventPage: {
            /** @description The items of this page. */
            items: components["schemas"]["AuditEvent"][];
            /** @description Pass it as `cursor` to get the next page; null on the last one. */
            nextCursor: components["schemas"]["Cursor"] | null;
        };
        /** @description What a change was made to. */
        AuditTarget: {
            /** @description Its id. */
            id: string;
            /** @description What kind of thing it is, such as `job`, `schedule`, `file`, `member` or `apiKey`. */
            type: string;
        };
        /**
         * @description What a pending job waits for, told apart by `kind`. Of several things it is the one that holds it up the longest: `scheduled`
         *     before `noWorker` before `concurrency` before `queued` or `quarantine`.
         */
        BlockedBy: components["schemas"]["BlockedByTime"] | components["schemas"]["BlockedByMissingWorker"] | components["schemas"]["BlockedByConcurrency"] | components["schemas"]["BlockedByQueue"] | components["schemas"]["BlockedByQuarantine"] | components["schemas"]["AboutToStart"];
        /** @description The organization has as many jobs in line or running as it may. */
        BlockedByConcurrency: {
            /** @description The organization's jobs that are let in before this one: of a higher priority, or as high and older. */
            ahead: components["schemas"]["Ahead"];
            /**
             * @description Which kind it is. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            kind: "concurrency";
            /**
             * Format: int32
             * @description How many it may have.
             */
            limit: number;
            /** @description What sets the limit. */
            limitedBy: components["schemas"]["ConcurrencyLimit"];
            /**
             * Format: int32
             * @description How many it has.
             */
            used: number;
        };
        /** @description No process that lives runs jobs of its type: a worker has to be started, or one that has a handler for the type. */
        BlockedByMissingWorker: {
            /**
             * @description Which kind it is. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            kind: "noWorker";
            /** @description The type that nobody runs. */
            type: components["schemas"]["JobType"];
        };
        /** @description A worker crashed while it ran this job, so the job waits to run in a process of its own. Each worker runs a few such jobs at once. */
        BlockedByQuarantine: {
            /** @description The jobs in quarantine, of all types and organizations, that start before this one. */
            ahead: components["schemas"]["Ahead"];
            /**
             * @description Which kind it is. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            kind: "quarantine";
        };
        /** @description It is in line for a worker, and others of its type are before it. Organizations take turns, by the shares of their plans. */
        BlockedByQueue: {
            /** @description The jobs of this type, of all organizations, that start before this one. More may still come in before it. */
            ahead: components["schemas"]["Ahead"];
            /**
             * @description Which kind it is. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            kind: "queued";
        };
        /** @description It isn't due yet. */
        BlockedByTime: {
            /**
             * @description Which kind it is. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            kind: "scheduled";
            /** @description Why it isn't due before. */
            reason: components["schemas"]["NotDueReason"];
            /**
             * Format: date-time
             * @description When it is due.
             */
            until: string;
        };
        /** @description What became of a selection of jobs. */
        ChangedJobs: {
            /**
             * Format: int32
             * @description How many jobs this call has changed.
             */
            changed: number;
            /** @description There are more that could be, so call again with the same selection. */
            more: boolean;
        };
        /** @description A change of password. */
        ChangePasswordRequest: {
            /** @description The password that counts now. */
            currentPassword: components["schemas"]["Password"];
            /** @description The one that shall count. */
            newPassword: components["schemas"]["NewPassword"];
        };
        /**
         * @description What sets the limit of the jobs that an organization may have in line or running.
         * @enum {string}
         */
        ConcurrencyLimit: "plan" | "installation";
        /**
         * @description The name of the organization, exactly, so that nobody deletes one by mistake.
         * @example Acme
         */
        ConfirmedOrgName: string;
        /**
         * @description The job types that a request may name for its job: all but those that an operation of their own creates.
         * @enum {string}
         */
        CreatableJobType: "file:profile" | "http:request" | "jobs:import" | "report:generate";
        /** @description Asks for an API key. */
        CreateApiKeyRequest: {
            /**
             * Format: date-time
             * @description When it stops working; absent: never.
             */
            expiresAt?: string;
            /** @description What to call it. */
            name: string;
            /** @description What it may do: nothing that its creator may not do, and neither `org:own` nor `system:admin`. */
            scopes: components["schemas"]["Scope"][];
        };
        /** @description Asks for a job of one type. */
        CreateFileProfileJob: {
            /** @description What it is asked to do. */
            input: components["schemas"]["FileProfileInput"];
            /**
             * Format: int32
             * @description How often it is tried at the most; absent: the type's own, 3 unless it says otherwise.
             */
            maxAttempts?: number;
            /**
             * @description Its turn among the organization's jobs.
             * @default normal
             */
            priority: components["schemas"]["Priority"];
            /**
             * Format: date-time
             * @description Not before this instant; absent: now. At most a year ahead.
             */
            runAt?: string;
            /**
             * Format: int32
             * @description How long one attempt may take, in seconds; absent: the type's own, 900 unless it says otherwise.
             */
            timeoutSeconds?: number;
            /**
             * @description The job's type. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "file:profile";
        };
        /** @description Asks for a job of one type. */
        CreateHttpRequestJob: {
            /** @description What it is asked to do. */
            input: components["schemas"]["HttpRequestInput"];
            /**
             * Format: int32
             * @description How often it is tried at the most; absent: the type's own, 3 unless it says otherwise.
             */
            maxAttempts?: number;
            /**
             * @description Its turn among the organization's jobs.
             * @default normal
             */
            priority: components["schemas"]["Priority"];
            /**
             * Format: date-time
             * @description Not before this instant; absent: now. At most a year ahead.
             */
            runAt?: string;
            /**
             * Format: int32
             * @description How long one attempt may take, in seconds; absent: the type's own, 900 unless it says otherwise.
             */
            timeoutSeconds?: number;
            /**
             * @description The job's type. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "http:request";
        };
        /** @description Whom to invite. */
        CreateInvitationRequest: {
            /** @description Their address, to which the invitation is mailed. */
            email: components["schemas"]["Email"];
            /** @description What they will be. */
            role: components["schemas"]["Role"];
        };
        /** @description Asks for a job; the shape of `input` depends on `type`. */
        CreateJobRequest: components["schemas"]["CreateFileProfileJob"] | components["schemas"]["CreateHttpRequestJob"] | components["schemas"]["CreateJobsImportJob"] | components["schemas"]["CreateReportGenerateJob"];
        /** @description Asks for a job of one type. */
        CreateJobsImportJob: {
            /** @description What it is asked to do. */
            input: components["schemas"]["JobsImportInput"];
            /**
             * Format: int32
             * @description How often it is tried at the most; absent: the type's own, 3 unless it says otherwise.
             */
            maxAttempts?: number;
            /**
             * @description Its turn among the organization's jobs.
             * @default normal
             */
            priority: components["schemas"]["Priority"];
            /**
             * Format: date-time
             * @description Not before this instant; absent: now. At most a year ahead.
             */
            runAt?: string;
            /**
             * Format: int32
             * @description How long one attempt may take, in seconds; absent: the type's own, 900 unless it says otherwise.
             */
            timeoutSeconds?: number;
            /**
             * @description The job's type. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "jobs:import";
        };
        /** @description Several jobs to create together. */
        CreateJobsRequest: {
            /** @description The jobs. All are created, or none. */
            jobs: components["schemas"]["CreateJobRequest"][];
        };
        /** @description The jobs that were created. */
        CreateJobsResponse: {
            /** @description The jobs, in the order of the request. */
            items: components["schemas"]["Job"][];
        };
        /** @description A new organization. */
        CreateOrgRequest: {
            /** @description Its name. Others may have the same. */
            name: components["schemas"]["OrgName"];
        };
        /** @description Asks for a job of one type. */
        CreateReportGenerateJob: {
            /** @description What it is asked to do. */
            input: components["schemas"]["ReportGenerateInput"];
            /**
             * Format: int32
             * @description How often it is tried at the most; absent: the type's own, 3 unless it says otherwise.
             */
            maxAttempts?: number;
            /**
             * @description Its turn among the organization's jobs.
             * @default normal
             */
            priority: components["schemas"]["Priority"];
            /**
             * Format: date-time
             * @description Not before this instant; absent: now. At most a year ahead.
             */
            runAt?: string;
            /**
             * Format: int32
             * @description How long one attempt may take, in seconds; absent: the type's own, 900 unless it says otherwise.
             */
            timeoutSeconds?: number;
            /**
             * @description The job's type. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "report:generate";
        };
        /** @description Asks for a schedule. */
        CreateScheduleRequest: {
            /**
             * @description Every run is before this instant; null: it has no end.
             * @default null
             */
            endsAt: string | null;
            /** @description The job that each run creates. */
            job: components["schemas"]["ScheduledJob"];
            /**
             * @description After so many runs it ends; null: it doesn't. A run that was triggered by hand isn't counted.
             * @default null
             */
            maxRuns: number | null;
            /**
             * @description What becomes of runs that were missed.
             * @default skip
             */
            missed: components["schemas"]["MissedPolicy"];
            /** @description What it is called; need not be unique. */
            name: string;
            /**
             * @description What happens when the run before hasn't ended.
             * @default skip
             */
            overlap: components["schemas"]["OverlapPolicy"];
            /**
             * @description It is paused when the jobs of so many runs in a row have failed; null: never.
             * @default null
             */
            pauseAfterFailures: number | null;
            /** @description When it runs. */
            recurrence: components["schemas"]["Recurrence"];
            /**
             * @description No run is before this instant; null: it begins at once.
             * @default null
             */
            startsAt: string | null;
            /**
             * @description The zone whose clocks the recurrence is read on.
             * @default UTC
             */
            timezone: components["schemas"]["TimeZone"];
        };
        /** @description A file that a client wants to upload to the store by itself. */
        CreateUploadRequest: {
            /**
             * @description Its media type.
             * @example text/csv
             */
            contentType: string;
            /**
             * Format: date-time
             * @description When the file may be removed; absent: it is kept.
             */
            expiresAt?: string;
            /** @description What the file is called. */
            name: string;
            /** @description The SHA-256 of its content, in hexadecimal. What arrives must have it. */
            sha256?: string;
            /**
             * Format: int64
             * @description How many bytes it has, exactly. More than 5 GiB can't be uploaded at once.
             */
            sizeBytes: number;
        };
        /** @description Whenever a cron expression matches the zone's clocks. */
        CronRecurrence: {
            /**
             * @description Minute, hour, day of month, month and day of week; with six fields, seconds come first, and must lie at least 5
             *     seconds apart. Fields take `*`, numbers, ranges, lists and steps, and names such as `MON` and `JAN`; 0 and 7 both are
             *     Sunday. If neither day field begins with `*`, a day that matches one of them is enough. A date that a month doesn't
             *     have is left out, as by any cron: `0 0 31 * *` runs seven times a year.
             * @example *\/15 8-17 * * MON-FRI
             */
            expression: string;
            /**
             * @description Which recurrence it is. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            kind: "cron";
        };
        /** @description Where a page of a list continues. Opaque, bound to the organization and the filters it was made for. */
        Cursor: string;
        /** @description Every day at a time. */
        DailyRecurrence: {
            /**
             * @description Which recurrence it is. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            kind: "daily";
            /** @description When, on the zone's clocks. */
            time: components["schemas"]["TimeOfDay"];
        };
        /** @description A day of the month by its number. */
        DayOfMonth: {
            /**
             * Format: int32
             * @description The day. In a month that is shorter it is the month's last day: 31 runs on February 28, or 29 in a leap year.
             */
            day: number;
            /**
             * @description Which day it is. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            kind: "day";
        };
        /**
         * Format: email
         * @description An e-mail address. Upper and lower case are the same.
         * @example ada@example.com
         */
        Email: string;
        /**
         * @description Why the server ends a stream.
         * @enum {string}
         */
        EndReason: "access" | "stopping" | "unavailable" | "slow";
        /** @description One error of an attempt's chain of errors. */
        ErrorDetail: {
            /** @description Its code. */
            code: string | null;
            /**
             * Format: int32
             * @description How deep it is nested: 0 for the value that was thrown.
             */
            depth: number;
            /** @description Its message; of an object that isn't an error, its JSON. */
            message: string;
            /** @description How it belongs to the errors before it. */
            relation: components["schemas"]["ErrorRelation"];
            /** @description Its stack frames, one a line; empty when it has none. */
            stack: string;
            /** @description The name of its constructor; of a value that isn't an object, its type. */
            type: string;
        };
        /**
         * @description How an error in a list of error details belongs to the errors before it.
         * @enum {string}
         */
        ErrorRelation: "thrown" | "cause" | "member";
        /** @description The quota that a request would exceed: `used` and `requested` are more than `limit`. */
        ExceededQuota: {
            /**
             * Format: int64
             * @description How much the plan allows.
             */
            limit: number;
            /** @description Which quota it is. */
            name: components["schemas"]["QuotaName"];
            /**
             * Format: int64
             * @description How much the request asks for; of a content that is still coming, as much as had come.
             */
            requested: number;
            /**
             * Format: int64
             * @description How much was in use; 0 for a quota in which nothing adds up.
             */
            used: number;
        };
        /** @description One thing that is wrong with a request. */
        FieldError: {
            /**
             * @description The part of the request that `pointer` points into.
             * @enum {string}
             */
            in: "body" | "query" | "path" | "header";
            /** @description What was wrong and what is expected. */
            message: string;
            /** @description A JSON pointer (RFC 6901) to the value, such as `/input/fileId`, or to where it is missing. */
            pointer: string;
        };
        /** @description A file that the organization uploaded, or that one of its jobs wrote. */
        File: {
            /** @description Its media type, as the upload said. */
            contentType: string;
            /**
             * Format: date-time
             * @description When it was stored.
             */
            createdAt: string;
            /** @description Who put it there. */
            createdBy: components["schemas"]["Actor"];
            /** @description After this instant it is gone; null: kept. */
            expiresAt: string | null;
            /** @description Its id. */
            id: components["schemas"]["Id"];
            /** @description What it is called; shown, never used as a path. */
            name: string;
            /** @description The organization it belongs to. */
            orgId: components["schemas"]["Id"];
            /** @description The SHA-256 of its content, in hexadecimal. */
            sha256: string;
            /**
             * Format: int64
             * @description Its size in bytes.
             */
            sizeBytes: number;
        };
        /**
         * Format: uuid
         * @description The id of a file of the organization, as its upload returned it. By this name forms know that one may choose among those that there are.
         * @example 01890a5d-ac96-774b-bcce-b302099a8057
         */
        FileId: string;
        /** @description A page of a list, newest first unless the operation says otherwise. */
        FilePage: {
            /** @description The items of this page. */
            items: components["schemas"]["File"][];
            /** @description Pass it as `cursor` to get the next page; null on the last one. */
            nextCursor: components["schemas"]["Cursor"] | null;
        };
        /** @description What one column holds. */
        FileProfileColumn: {
            /**
             * Format: int64
             * @description How many different values it has: exact while there are few, then within about one percent.
             */
            distinctEstimate: number;
            /** @description Its largest value. */
            max: string | number | null;
            /** @description The mean of a column of numbers. */
            mean: number | null;
            /** @description Its smallest value. */
            min: string | number | null;
            /** @description Its name from the header, or `column_1` and so on. */
            name: string;
            /**
             * Format: int64
             * @description Rows in which it is empty, null or absent.
             */
            nulls: number;
            /**
             * @description The narrowest type that fits every value in it.
             * @enum {string}
             */
            type: "empty" | "boolean" | "integer" | "number" | "date" | "datetime" | "string" | "json" | "mixed";
        };
        /**
         * @description Which file to describe, and how to read it.
         * @example {
         *       "fileId": "01890a5d-ac96-774b-bcce-b302099a8057"
         *     }
         */
        FileProfileInput: {
            /**
             * @description What separates the fields of a CSV file; absent: found from its first lines.
             * @enum {string}
             */
            delimiter?: "," | ";" | "\t" | "|";
            /** @description The file, as the upload returned it. */
            fileId: components["schemas"]["FileId"];
            /**
             * @description How the file is written; `auto` looks at its beginning.
             * @default auto
             * @enum {string}
             */
            format: "auto" | "csv" | "ndjson";
            /**
             * @description Whether the first record of a CSV file names the columns.
             * @default true
             */
            header: boolean;
        };
        /**
         * @description Reads an uploaded CSV or NDJSON file of any size once and describes it: its rows, and for each column the type,
         *     nulls, distinct values, minimum, maximum and mean.
         */
        FileProfileJob: {
            /**
             * Format: int32
             * @description How many attempts were started.
             */
            attempt: number;
            /** @description Set once somebody has asked to cancel it. A running handler is told, and may need a moment to stop. */
            cancelRequestedAt: string | null;
            /** @description When it reached its final state. */
            completedAt: string | null;
            /**
             * Format: date-time
             * @description When it was created.
             */
            createdAt: string;
            /** @description Who created it. */
            createdBy: components["schemas"]["Actor"];
            /** @description Why it failed; null unless it did. While it waits for another attempt: why the last one failed. */
            error: components["schemas"]["JobError"] | null;
            /** @description The job's id. */
            id: components["schemas"]["Id"];
            /** @description What it was asked to do. */
            input: components["schemas"]["FileProfileInput"];
            /**
             * Format: int32
             * @description After this many attempts it is not tried again.
             */
            maxAttempts: number;
            /** @description The organization it belongs to. */
            orgId: components["schemas"]["Id"];
            /** @description What it produced; null until it has completed. */
            output: components["schemas"]["FileProfileOutput"] | null;
            /** @description Its turn among the organization's jobs. */
            priority: components["schemas"]["Priority"];
            /**
             * Format: int32
             * @description How far it is, in percent.
             */
            progress: number;
            /** @description What it is doing, as its handler last said. */
            progressMessage: string | null;
            /**
             * Format: date-time
             * @description It doesn't start before this instant.
             */
            runAt: string;
            /** @description The schedule that it is a run of; null when it is none. */
            scheduleId: components["schemas"]["Id"] | null;
            /** @description When its latest attempt started. */
            startedAt: string | null;
            /** @description Where it is in its life. */
            status: components["schemas"]["JobStatus"];
            /**
             * Format: int32
             * @description How long one attempt may take, in seconds.
             */
            timeoutSeconds: number;
            /** @description What caused its current run. */
            trigger: components["schemas"]["Trigger"];
            /**
             * @description Its type. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "file:profile";
        };
        /** @description What a file holds. */
        FileProfileOutput: {
            /**
             * Format: int64
             * @description The size of the file.
             */
            bytes: number;
            /** @description The columns, in the order of the file. */
            columns: components["schemas"]["FileProfileColumn"][];
            /** @description What separates the fields of a CSV file. */
            delimiter?: string;
            /**
             * @description How the file was read.
             * @enum {string}
             */
            format: "csv" | "ndjson";
            /** @description The first 20 rows that are not as they should be. */
            problems: components["schemas"]["RowProblem"][];
            /**
             * Format: int64
             * @description CSV records with more or fewer fields than the header; NDJSON lines that are not an object.
             */
            raggedRows: number;
            /**
             * Format: int64
             * @description Rows of data; a header doesn't count.
             */
            rows: number;
        };
        /** @description Where a content can be read, and until when. */
        FileUrl: {
            /**
             * Format: date-time
             * @description Until when it works.
             */
            expiresAt: string;
            /** @description The URL. Resolve it against the URL of the API. Whoever has it may read the content: keep it secret. */
            url: string;
        };
        /** @description One header. One that has several values may be there several times. */
        HttpHeader: {
            /** @description Its name. In answers it is in lower case. */
            name: string;
            /** @description Its value, one character for each byte. */
            value: string;
        };
        /**
         * @description What to send, and what to make of the answer. It is stored with the job: whoever may read the job may read it.
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
            /** @description What to send with POST, PUT, PATCH, DELETE or OPTIONS; `headers` says what it is. */
            body?: string;
            /**
             * @description How `body` is written: as text, sent in UTF-8, or as bytes in base64.
             * @default text
             * @enum {string}
             */
            bodyEncoding: "text" | "base64";
            /**
             * @description The statuses with which the job completes; absent: 200 to 299. A redirect that is expected isn't followed, and a 503
             *     that is expected isn't retried.
             */
            expectedStatuses?: components["schemas"]["HttpStatus"][];
            /**
             * @description Headers to send. Those that belong to the connection, such as `Host`, `Content-Length` and `Transfer-Encoding`, are
             *     refused; all together may have 8,192 characters.
             */
            headers?: components["schemas"]["HttpHeader"][];
            /**
             * Format: int32
             * @description How many redirects to follow. Headers that could tell a secret stay behind when one leads to another origin.
             * @default 5
             */
            maxRedirects: number;
            /**
             * Format: int32
             * @description How much of the answer's body to keep, in bytes.
             * @default 65536
             */
            maxResponseBytes: number;
            /**
             * @description The method.
             * @default GET
             * @enum {string}
             */
            method: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS";
            /**
             * Format: int32
             * @description How long everything may take, redirects and the body of the answer included, in seconds.
             * @default 30
             */
            timeoutSeconds: number;
            /**
             * @description What to call, with `http` or `https` and without a user or password. Its host must be at public addresses only, or
             *     be one that this installation allows; so must that of each redirect.
             */
            url: string;
        };
        /**
         * @description Calls a URL on the public internet. Retries what may pass: no answer (`unreachable`), and 408, 425, 429 and 5xx
         *     (`unexpected_status`), after `Retry-After` if the answer has one. The job fails with the code of its last attempt when they
         *     are used up, and with `unexpected_status` at once for any other status that isn't expected. A job may run more than once,
         *     so the request carries its id as `Idempotency-Key`, unless `headers` has one.
         */
        HttpRequestJob: {
            /**
             * Format: int32
             * @description How many attempts were started.
             */
            attempt: number;
            /** @description Set once somebody has asked to cancel it. A running handler is told, and may need a moment to stop. */
            cancelRequestedAt: string | null;
            /** @description When it reached its final state. */
            completedAt: string | null;
            /**
             * Format: date-time
             * @description When it was created.
             */
            createdAt: string;
            /** @description Who created it. */
            createdBy: components["schemas"]["Actor"];
            /** @description Why it failed; null unless it did. While it waits for another attempt: why the last one failed. */
            error: components["schemas"]["JobError"] | null;
            /** @description The job's id. */
            id: components["schemas"]["Id"];
            /** @description What it was asked to do. */
            input: components["schemas"]["HttpRequestInput"];
            /**
             * Format: int32
             * @description After this many attempts it is not tried again.
             */
            maxAttempts: number;
            /** @description The organization it belongs to. */
            orgId: components["schemas"]["Id"];
            /** @description What it produced; null until it has completed. */
            output: components["schemas"]["HttpRequestOutput"] | null;
            /** @description Its turn among the organization's jobs. */
            priority: components["schemas"]["Priority"];
            /**
             * Format: int32
             * @description How far it is, in percent.
             */
            progress: number;
            /** @description What it is doing, as its handler last said. */
            progressMessage: string | null;
            /**
             * Format: date-time
             * @description It doesn't start before this instant.
             */
            runAt: string;
            /** @description The schedule that it is a run of; null when it is none. */
            scheduleId: components["schemas"]["Id"] | null;
            /** @description When its latest attempt started. */
            startedAt: string | null;
            /** @description Where it is in its life. */
            status: components["schemas"]["JobStatus"];
            /**
             * Format: int32
             * @description How long one attempt may take, in seconds.
             */
            timeoutSeconds: number;
            /** @description What caused its current run. */
            trigger: components["schemas"]["Trigger"];
            /**
             * @description Its type. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "http:request";
        };
        /** @description The answer. */
        HttpRequestOutput: {
            /** @description Its body, after `gzip` or `br` is undone. */
            body: string;
            /**
             * @description How `body` is written: as text, or as bytes in base64 when they aren't text of the charset that they claim.
             * @enum {string}
             */
            bodyEncoding: "text" | "base64";
            /** @description Its headers, in the order in which they came. */
            headers: components["schemas"]["HttpHeader"][];
            /**
             * Format: int32
             * @description Its status.
             */
            status: number;
            /** @description Whether the body was longer than `maxResponseBytes` and the rest is left out. */
            truncated: boolean;
            /** @description Where it came from, which redirects may have changed. */
            url: string;
        };
        /**
         * Format: int32
         * @description A status of HTTP.
         */
        HttpStatus: number;
        /**
         * Format: uuid
         * @description A UUID. Ids that the server makes are UUIDv7, so they sort by the time they were made.
         * @example 01890a5d-ac96-774b-bcce-b302099a8057
         */
        Id: string;
        /**
         * @description Every so many seconds, minutes or hours of real time, counted from `startsAt`, which is the first run, or without it
         *     from the schedule's creation, one interval after which it first runs. It is always counted from there, so it never
         *     drifts; and daylight saving makes none of its intervals shorter or longer.
         */
        IntervalRecurrence: {
            /**
             * Format: int32
             * @description How many units. At least 5 seconds.
             */
            every: number;
            /**
             * @description Which recurrence it is. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            kind: "interval";
            /** @description The unit. */
            unit: components["schemas"]["IntervalUnit"];
        };
        /**
         * @description A unit of an interval: real time, whatever the clocks do.
         * @enum {string}
         */
        IntervalUnit: "seconds" | "minutes" | "hours";
        /** @description Someone who was asked into the organization and hasn't come yet. */
        Invitation: {
            /**
             * Format: date-time
             * @description When they were invited.
             */
            createdAt: string;
            /** @description Who is invited, in lower case. */
            email: string;
            /**
             * Format: date-time
             * @description When it is too late to accept. It stays in the list for 30 days from then on.
             */
            expiresAt: string;
            /** @description Its id. */
            id: components["schemas"]["Id"];
            /** @description Who invited them. */
            invitedBy: components["schemas"]["Actor"];
            /** @description What they will be. */
            role: components["schemas"]["Role"];
        };
        /** @description A page of a list, newest first unless the operation says otherwise. */
        InvitationPage: {
            /** @description The items of this page. */
            items: components["schemas"]["Invitation"][];
            /** @description Pass it as `cursor` to get the next page; null on the last one. */
            nextCursor: components["schemas"]["Cursor"] | null;
        };
        /**
         * @description What was mailed with an invitation: whoever has it, and the address that was invited, is let in once.
         * @example Gj3kVxTq0aPz8mWc5RfYbN1uHs6eLdOi2tKvXy7ZQwE
         */
        InvitationToken: string;
        /** @description The token of an invitation. It is in the body because URLs are written to logs. */
        InvitationTokenRequest: {
            /** @description The token, as it was mailed. */
            token: components["schemas"]["InvitationToken"];
        };
        /** @description A job, told apart by its `type`. */
        Job: components["schemas"]["FileProfileJob"] | components["schemas"]["HttpRequestJob"] | components["schemas"]["JobsImportJob"] | components["schemas"]["OrgExportJob"] | components["schemas"]["ReportGenerateJob"];
        /** @description One time that a worker ran the job. */
        JobAttempt: {
            /**
             * Format: int32
             * @description Its number, from 1.
             */
            attempt: number;
            /** @description How long it took, in milliseconds; null while it runs. */
            durationMs: number | null;
            /** @description When it ended. */
            endedAt: string | null;
            /** @description Why it failed. */
            error: components["schemas"]["JobError"] | null;
            /**
             * @description What was thrown, with its causes: at most 10 errors, 16 KiB together. Absent for callers without `system:admin`,
             *     unless the installation shows it to members.
             */
            errorDetails?: components["schemas"]["ErrorDetail"][];
            /**
             * Format: date-time
             * @description When it started.
             */
            startedAt: string;
            /** @description How it ended. */
            status: components["schemas"]["AttemptStatus"];
            /** @description The worker that ran it. */
            workerId: string;
        };
        /** @description The attempts of a job. */
        JobAttemptList: {
            /** @description The attempts, first to latest. */
            items: components["schemas"]["JobAttempt"][];
        };
        /** @description Why a job isn't running. */
        JobBlockedBy: {
            /** @description What it waits for; null unless it is pending. */
            blockedBy: components["schemas"]["BlockedBy"] | null;
            /** @description Where the job is in its life. */
            status: components["schemas"]["JobStatus"];
        };
        /** @description Why a job, or one of its attempts, failed. */
        JobError: {
            /**
             * @description A word that a program can act on: `handler_error`, `timeout`, `invalid_input`, `invalid_output`, `process_exited`,
             *     `out_of_memory`, `worker_lost` or a code of the job type's own.
             */
            code: string;
            /** @description What went wrong, for a person. */
            message: string;
        };
        /** @description How a job is handled, next to its type and input. */
        JobHandling: {
            /**
             * Format: int32
             * @description How often it is tried at the most; absent: the type's own, 3 unless it says otherwise.
             */
            maxAttempts?: number;
            /**
             * @description Its turn among the organization's jobs.
             * @default normal
             */
            priority: components["schemas"]["Priority"];
            /**
             * Format: int32
             * @description How long one attempt may take, in seconds; absent: the type's own, 900 unless it says otherwise.
             */
            timeoutSeconds?: number;
        };
        /** @description A line that the job's handler logged. */
        JobLog: {
            /**
             * Format: date-time
             * @description When it was logged.
             */
            at: string;
            /**
             * Format: int32
             * @description The attempt that logged it.
             */
            attempt: number;
            /** @description What it says beyond its message. */
            data: {
                [key: string]: unknown;
            } | null;
            /** @description How much it matters. */
            level: components["schemas"]["LogLevel"];
            /**
             * Format: int32
             * @description Its place within the attempt, from 1.
             */
            line: number;
            /** @description What it says. */
            message: string;
        };
        /** @description A page of a list, newest first unless the operation says otherwise. */
        JobLogPage: {
            /** @description The items of this page. */
            items: components["schemas"]["JobLog"][];
            /** @description Pass it as `cursor` to get the next page; null on the last one. */
            nextCursor: components["schemas"]["Cursor"] | null;
        };
        /** @description A page of a list, newest first unless the operation says otherwise. */
        JobPage: {
            /** @description The items of this page. */
            items: components["schemas"]["Job"][];
            /** @description Pass it as `cursor` to get the next page; null on the last one. */
            nextCursor: components["schemas"]["Cursor"] | null;
        };
        /** @description Which jobs to change: those for which all holds that is given. Something has to be. */
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
            /** @description Only jobs with these ids. */
            ids?: components["schemas"]["Id"][];
            /** @description Only jobs of this schedule, triggered ones included. */
            scheduleId?: components["schemas"]["Id"];
            /** @description Only jobs with this status. */
            status?: components["schemas"]["JobStatus"];
            /** @description Only jobs of this type. */
            type?: components["schemas"]["JobType"];
        };
        /**
         * @description Which file to import, and what its rows are.
         * @example {
         *       "fileId": "01890a5d-ac96-774b-bcce-b302099a8057",
         *       "type": "http:request"
         *     }
         */
        JobsImportInput: {
            /**
             * @description What separates the fields of a CSV file; absent: found from its first lines.
             * @enum {string}
             */
            delimiter?: "," | ";" | "\t" | "|";
            /**
             * @description The file, as the upload returned it. A line of NDJSON is the input of a job. In CSV the first record names fields
             *     of the input; a cell is what its field wants: text, or else JSON such as `5`, `true` or `[{"a": 1}]`; an empty cell
             *     is a field that is absent.
             */
            fileId: components["schemas"]["FileId"];
            /**
             * @description How the file is written; `auto` looks at its beginning.
             * @default auto
             * @enum {string}
             */
            format: "auto" | "csv" | "ndjson";
            /** @description How the jobs are handled; absent: as if each had been created without a word about it. */
            handling?: components["schemas"]["JobHandling"];
            /** @description The type of all the jobs. Any but `jobs:import`, which fails with `not_importable`. */
            type: components["schemas"]["CreatableJobType"];
        };
        /**
         * @description Creates a job for each row of an uploaded CSV or NDJSON file, up to 1,000 at a time. A row that isn't a valid input of
         *     the type is left out and listed in a report with its line; the others are created all the same. However often the
         *     import is interrupted, tried again or retried by hand, a row's job is created once. A cancel stops it between two
         *     chunks: the jobs that it has created by then stay.
         */
        JobsImportJob: {
            /**
             * Format: int32
             * @description How many attempts were started.
             */
            attempt: number;
            /** @description Set once somebody has asked to cancel it. A running handler is told, and may need a moment to stop. */
            cancelRequestedAt: string | null;
            /** @description When it reached its final state. */
            completedAt: string | null;
            /**
             * Format: date-time
             * @description When it was created.
             */
            createdAt: string;
            /** @description Who created it. */
            createdBy: components["schemas"]["Actor"];
            /** @description Why it failed; null unless it did. While it waits for another attempt: why the last one failed. */
            error: components["schemas"]["JobError"] | null;
            /** @description The job's id. */
            id: components["schemas"]["Id"];
            /** @description What it was asked to do. */
            input: components["schemas"]["JobsImportInput"];
            /**
             * Format: int32
             * @description After this many attempts it is not tried again.
             */
            maxAttempts: number;
            /** @description The organization it belongs to. */
            orgId: components["schemas"]["Id"];
            /** @description What it produced; null until it has completed. */
            output: components["schemas"]["JobsImportOutput"] | null;
            /** @description Its turn among the organization's jobs. */
            priority: components["schemas"]["Priority"];
            /**
             * Format: int32
             * @description How far it is, in percent.
             */
            progress: number;
            /** @description What it is doing, as its handler last said. */
            progressMessage: string | null;
            /**
             * Format: date-time
             * @description It doesn't start before this instant.
             */
            runAt: string;
            /** @description The schedule that it is a run of; null when it is none. */
            scheduleId: components["schemas"]["Id"] | null;
            /** @description When its latest attempt started. */
            startedAt: string | null;
            /** @description Where it is in its life. */
            status: components["schemas"]["JobStatus"];
            /**
             * Format: int32
             * @description How long one attempt may take, in seconds.
             */
            timeoutSeconds: number;
            /** @description What caused its current run. */
            trigger: components["schemas"]["Trigger"];
            /**
             * @description Its type. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "jobs:import";
        };
        /** @description What became of the rows. */
        JobsImportOutput: {
            /**
             * Format: int64
             * @description How many jobs were created, in all attempts together.
             */
            created: number;
            /** @description The first 20 of them. */
            problems: components["schemas"]["RowProblem"][];
            /**
             * Format: int64
             * @description How many rows were left out.
             */
            rejected: number;
            /** @description A CSV file of all rows that were left out: line, field and message. Null when there is none. */
            reportFileId: components["schemas"]["FileId"] | null;
            /**
             * Format: int64
             * @description Rows of the file; a header and blank lines don't count.
             */
            rows: number;
        };
        /** @description How the organization's jobs stand. */
        JobStats: {
            /** @description All jobs by status. */
            byStatus: components["schemas"]["StatusCounts"];
            /** @description The same for each type that has jobs. */
            byType: components["schemas"]["TypeCounts"][];
            /** @description For how long the oldest job that could run has been waiting, in seconds; null when none waits. */
            oldestPendingAgeSeconds: number | null;
        };
        /**
         * @description Where a job is in its life. `completed`, `failed` and `cancelled` are final.
         * @enum {string}
         */
        JobStatus: "pending" | "processing" | "completed" | "failed" | "cancelled";
        /** @description A job without its input and output. `getJob` returns them. */
        JobSummary: {
            /**
             * Format: int32
             * @description How many attempts were started.
             */
            attempt: number;
            /** @description Set once somebody has asked to cancel it. A running handler is told, and may need a moment to stop. */
            cancelRequestedAt: string | null;
            /** @description When it reached its final state. */
            completedAt: string | null;
            /**
             * Format: date-time
             * @description When it was created.
             */
            createdAt: string;
            /** @description Who created it. */
            createdBy: components["schemas"]["Actor"];
            /** @description Why it failed; null unless it did. While it waits for another attempt: why the last one failed. */
            error: components["schemas"]["JobError"] | null;
            /** @description The job's id. */
            id: components["schemas"]["Id"];
            /**
             * Format: int32
             * @description After this many attempts it is not tried again.
             */
            maxAttempts: number;
            /** @description The organization it belongs to. */
            orgId: components["schemas"]["Id"];
            /** @description Its turn among the organization's jobs. */
            priority: components["schemas"]["Priority"];
            /**
             * Format: int32
             * @description How far it is, in percent.
             */
            progress: number;
            /** @description What it is doing, as its handler last said. */
            progressMessage: string | null;
            /**
             * Format: date-time
             * @description It doesn't start before this instant.
             */
            runAt: string;
            /** @description The schedule that it is a run of; null when it is none. */
            scheduleId: components["schemas"]["Id"] | null;
            /** @description When its latest attempt started. */
            startedAt: string | null;
            /** @description Where it is in its life. */
            status: components["schemas"]["JobStatus"];
            /**
             * Format: int32
             * @description How long one attempt may take, in seconds.
             */
            timeoutSeconds: number;
            /** @description What caused its current run. */
            trigger: components["schemas"]["Trigger"];
            /** @description The job type. */
            type: components["schemas"]["JobType"];
        };
        /** @description An organization's jobs by the time of their creation. */
        JobTimeline: {
            /**
             * Format: date-time
             * @description The instant after which all jobs are counted: the beginning of the first slice, or a later one where there are too many. At most
             *     the latest 50,000 are.
             */
            countedFrom: string;
            /** @description The slices, oldest first. The last one isn't over yet. */
            items: components["schemas"]["TimelineSlice"][];
            /**
             * Format: int32
             * @description How long a slice is, in seconds.
             */
            sliceSeconds: number;
        };
        /**
         * @description The job types of this server.
         * @enum {string}
         */
        JobType: "file:profile" | "http:request" | "jobs:import" | "org:export" | "report:generate";
        /** @description A job type, with all that is needed to build a form for it. */
        JobTypeDescription: {
            /** @description What such a job does. */
            description: string;
            /** @description An input that is valid in form. */
            inputExample: {
                [key: string]: unknown;
            };
            /** @description The JSON Schema (2020-12) of its input, complete in itself. */
            inputSchema: {
                [key: string]: unknown;
            };
            /**
             * Format: int32
             * @description How often it is tried at the most unless the request says otherwise.
             */
            maxAttempts: number;
            /** @description The JSON Schema (2020-12) of its output, complete in itself. */
            outputSchema: {
                [key: string]: unknown;
            };
            /**
             * Format: int32
             * @description How long one attempt may take unless the request says otherwise, in seconds.
             */
            timeoutSeconds: number;
            /** @description Its name. */
            type: components["schemas"]["JobType"];
        };
        /** @description The job types of this server. */
        JobTypeList: {
            /** @description Every type, by name. */
            items: components["schemas"]["JobTypeDescription"][];
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
             * @description Which day it is. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            kind: "lastDay";
        };
        /** @description The latest run of a schedule, in short. */
        LastScheduleRun: {
            /**
             * Format: date-time
             * @description When it was due, or triggered.
             */
            at: string;
            /** @description Its job; null when there is none. */
            jobId: components["schemas"]["Id"] | null;
            /** @description What became of it. */
            outcome: components["schemas"]["ScheduleRunOutcome"];
        };
        /**
         * Format: password
         * @description The token of a link in a mail: what stands after `#token=`. Good for one use.
         */
        LinkToken: string;
        /** @description The last update of a stream that the server ends. */
        LiveEnd: {
            /**
             * @description The kind of update. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            kind: "end";
            /** @description The cause. */
            reason: components["schemas"]["EndReason"];
        };
        /** @description The client's state may be outdated. The client must read what it shows again. */
        LiveReset: {
            /**
             * @description The kind of update. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            kind: "reset";
            /** @description The cause. */
            reason: components["schemas"]["ResetReason"];
        };
        /**
         * @description What a live update is about.
         * @enum {string}
         */
        LiveSubject: "job" | "schedule";
        /** @description A live update. `kind` is also the `event` field of the server-sent event. */
        LiveUpdate: components["schemas"]["JobUpdate"] | components["schemas"]["ScheduleUpdate"] | components["schemas"]["RemovedUpdate"] | components["schemas"]["LiveReset"] | components["schemas"]["LiveEnd"];
        /**
         * @description How much a log line matters.
         * @enum {string}
         */
        LogLevel: "debug" | "info" | "warn" | "error";
        /** @description Who is asking. */
        Me: {
            /** @description How the caller appears in `createdBy`. */
            actor: components["schemas"]["Actor"];
            /** @description The API key in use; null for a person. */
            apiKey: components["schemas"]["ApiKeyInUse"] | null;
            /** @description The organization that the key belongs to; null for a person, who may belong to several. */
            org: components["schemas"]["Org"] | null;
            /** @description Who is signed in; null for an API key. */
            person: components["schemas"]["Person"] | null;
        };
        /** @description A person in the organization. */
        Member: {
            /** @description Their address. */
            email: string;
            /**
             * Format: date-time
             * @description Since when they are in it.
             */
            joinedAt: string;
            /** @description What they are called. */
            name: string;
            /** @description What they are in the organization. */
            role: components["schemas"]["Role"];
            /** @description The person. */
            userId: components["schemas"]["Id"];
        };
        /** @description A page of a list, newest first unless the operation says otherwise. */
        MemberPage: {
            /** @description The items of this page. */
            items: components["schemas"]["Member"][];
            /** @description Pass it as `cursor` to get the next page; null on the last one. */
            nextCursor: components["schemas"]["Cursor"] | null;
        };
        /**
         * @description What becomes of runs whose time passed while nothing could start them. A run that is started within a minute isn't
         *     missed; of several that are due at once, only the latest.
         * @enum {string}
         */
        MissedPolicy: "skip" | "latest" | "all";
        /** @description A day that every month has one of, told apart by its `kind`. */
        MonthlyDay: components["schemas"]["DayOfMonth"] | components["schemas"]["LastDayOfMonth"] | components["schemas"]["WeekdayOfMonth"];
        /** @description Every month, on one of its days, at a time. */
        MonthlyRecurrence: {
            /**
             * @description Which recurrence it is. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            kind: "monthly";
            /** @description On which day. */
            on: components["schemas"]["MonthlyDay"];
            /** @description When, on the zone's clocks. */
            time: components["schemas"]["TimeOfDay"];
        };
        /** @description An API key, once with its secret. */
        NewApiKey: {
            /** @description The key as it is listed. */
            apiKey: components["schemas"]["ApiKey"];
            /** @description What to send as `Authorization: Bearer <key>`. It can't be had again. */
            key: string;
        };
        /**
         * Format: password
         * @description A password that is being chosen.
         */
        NewPassword: string;
        /**
         * @description Why a job isn't due.
         * @enum {string}
         */
        NotDueReason: "runAt" | "backoff";
        /** @description A time at which a schedule runs. */
        Occurrence: {
            /**
             * Format: date-time
             * @description The instant.
             */
            at: string;
            /**
             * Format: date-time
             * @description What the zone's clocks show at that instant, with their offset from UTC.
             */
            local: string;
            /** @description Why it isn't at the time that the recurrence names, or what else is unusual about it; mostly absent. */
            note?: components["schemas"]["OccurrenceNote"];
        };
        /** @description Something to know about one run. */
        OccurrenceNote: {
            /** @description What it is about. */
            code: components["schemas"]["OccurrenceNoteCode"];
            /** @description The same for a person. */
            text: string;
        };
        /**
         * @description What moved a run from the time that its recurrence names, or could be surprising about it.
         * @enum {string}
         */
        OccurrenceNoteCode: "timeSkipped" | "timeRepeated" | "shortMonth";
        /** @description At one instant, and never again. */
        OnceRecurrence: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /**
             * @description Which recurrence it is. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            kind: "once";
        };
        /** @description An organization: the tenant that owns jobs and files. */
        Org: {
            /**
             * Format: date-time
             * @description When it was created.
             */
            createdAt: string;
            /** @description When everything of it is removed: it takes no new work and can be restored until then. Null: never. */
            deleteAfter: string | null;
            /** @description Its id. */
            id: components["schemas"]["Id"];
            /** @description Its name. */
            name: components["schemas"]["OrgName"];
            /** @description The caller's role in it; null for an API key, which has scopes. */
            role: components["schemas"]["Role"] | null;
        };
        /** @description One file of an export. */
        OrgExportFile: {
            /** @description The file. */
            fileId: components["schemas"]["FileId"];
            /** @description What its rows are. */
            kind: components["schemas"]["OrgExportKind"];
            /**
             * Format: int64
             * @description How many rows it has.
             */
            rows: number;
        };
        /**
         * @description There is nothing to say: it is everything.
         * @example {}
         */
        OrgExportInput: Record<string, never>;
        /**
         * @description Writes everything of the organization into files, one of each kind, with one row a line as JSON (NDJSON). Secrets and
         *     the contents of files aren't in it. The files can be read with the scope `org:own` alone, and go after a week.
         */
        OrgExportJob: {
            /**
             * Format: int32
             * @description How many attempts were started.
             */
            attempt: number;
            /** @description Set once somebody has asked to cancel it. A running handler is told, and may need a moment to stop. */
            cancelRequestedAt: string | null;
            /** @description When it reached its final state. */
            completedAt: string | null;
            /**
             * Format: date-time
             * @description When it was created.
             */
            createdAt: string;
            /** @description Who created it. */
            createdBy: components["schemas"]["Actor"];
            /** @description Why it failed; null unless it did. While it waits for another attempt: why the last one failed. */
            error: components["schemas"]["JobError"] | null;
            /** @description The job's id. */
            id: components["schemas"]["Id"];
            /** @description What it was asked to do. */
            input: components["schemas"]["OrgExportInput"];
            /**
             * Format: int32
             * @description After this many attempts it is not tried again.
             */
            maxAttempts: number;
            /** @description The organization it belongs to. */
            orgId: components["schemas"]["Id"];
            /** @description What it produced; null until it has completed. */
            output: components["schemas"]["OrgExportOutput"] | null;
            /** @description Its turn among the organization's jobs. */
            priority: components["schemas"]["Priority"];
            /**
             * Format: int32
             * @description How far it is, in percent.
             */
            progress: number;
            /** @description What it is doing, as its handler last said. */
            progressMessage: string | null;
            /**
             * Format: date-time
             * @description It doesn't start before this instant.
             */
            runAt: string;
            /** @description The schedule that it is a run of; null when it is none. */
            scheduleId: components["schemas"]["Id"] | null;
            /** @description When its latest attempt started. */
            startedAt: string | null;
            /** @description Where it is in its life. */
            status: components["schemas"]["JobStatus"];
            /**
             * Format: int32
             * @description How long one attempt may take, in seconds.
             */
            timeoutSeconds: number;
            /** @description What caused its current run. */
            trigger: components["schemas"]["Trigger"];
            /**
             * @description Its type. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "org:export";
        };
        /**
         * @description What an exported file has a row for each of.
         * @enum {string}
         */
        OrgExportKind: "organization" | "members" | "invitations" | "apiKeys" | "jobs" | "jobAttempts" | "jobLogs" | "schedules" | "scheduleRuns" | "files" | "auditEvents";
        /** @description What was written. */
        OrgExportOutput: {
            /** @description A file of each kind, also where there are no rows. */
            files: components["schemas"]["OrgExportFile"][];
        };
        /**
         * @description What an organization is called.
         * @example Acme
         */
        OrgName: string;
        /** @description A page of a list, newest first unless the operation says otherwise. */
        OrgPage: {
            /** @description The items of this page. */
            items: components["schemas"]["Org"][];
            /** @description Pass it as `cursor` to get the next page; null on the last one. */
            nextCursor: components["schemas"]["Cursor"] | null;
        };
        /**
         * @description What happens when a run is due, or is triggered, and a job of an earlier run hasn't ended. Missed runs that are made up
         *     for together don't overlap each other.
         * @enum {string}
         */
        OverlapPolicy: "skip" | "allow" | "cancelPrevious";
        /**
         * Format: password
         * @description A password as somebody typed it.
         */
        Password: string;
        /**
         * @description Why a schedule is paused.
         * @enum {string}
         */
        PauseReason: "requested" | "failures";
        /** @description How long something takes: half of the jobs take no longer than the one, and 95 of 100 no longer than the other. */
        Percentiles: {
            /**
             * Format: double
             * @description The median, in seconds.
             */
            p50: number;
            /**
             * Format: double
             * @description The 95th percentile, in seconds.
             */
            p95: number;
        };
        /** @description Somebody who is signed in. */
        Person: {
            /** @description Whether they run the installation: what is under `/v1/system` is for them. */
            administrator: boolean;
            /** @description Their address. */
            email: string;
            /** @description Whether it was shown that it is theirs. */
            emailVerified: boolean;
            /** @description Their id. */
            id: components["schemas"]["Id"];
            /** @description What others see. */
            name: string;
        };
        /** @description A timetable to look at; nothing is stored. */
        PreviewScheduleRequest: {
            /**
             * Format: int32
             * @description How many runs to show.
             * @default 5
             */
            count: number;
            /**
             * @description Every run is before this instant; null: it has no end.
             * @default null
             */
            endsAt: string | null;
            /**
             * @description After so many runs it ends; null: it doesn't. A run that was triggered by hand isn't counted.
             * @default null
             */
            maxRuns: number | null;
            /** @description When it runs. */
            recurrence: components["schemas"]["Recurrence"];
            /**
             * @description No run is before this instant; null: it begins at once.
             * @default null
             */
            startsAt: string | null;
            /**
             * @description The zone whose clocks the recurrence is read on.
             * @default UTC
             */
            timezone: components["schemas"]["TimeZone"];
        };
        /**
         * @description How far a job's turn comes before others of its organization.
         * @enum {string}
         */
        Priority: "low" | "normal" | "high";
        /**
         * @description A refusal in the form of RFC 9457.
         * @example {
         *       "type": "urn:gaffer:problem:invalid-request",
         *       "title": "Validation failed",
         *       "status": 422,
         *       "detail": "input.fileId must be a uuid.",
         *       "requestId": "01890a5d-ac96-774b-bcce-b302099a8057",
         *       "errors": [
         *         {
         *           "in": "body",
         *           "pointer": "/input/fileId",
         *           "message": "must be a uuid"
         *         }
         *       ]
         *     }
         */
        Problem: {
            /** @description What happened this time and what to do about it. */
            detail: string;
            /** @description Each thing that is wrong with the request, where there is something to point to. */
            errors?: components["schemas"]["FieldError"][];
            /** @description The quota that would be exceeded, if it is that. */
            quota?: components["schemas"]["ExceededQuota"];
            /** @description The request's id, which the answer's `X-Request-Id` header and the server's log carry too. */
            requestId: string;
            /**
             * Format: int32
             * @description The HTTP status.
             */
            status: number;
            /** @description The problem in a few words, the same for each of its type. */
            title: string;
            /** @description Which problem it is. */
            type: components["schemas"]["ProblemType"];
        };
        /**
         * @description Why a request was refused. Stable: a client may switch on it.
         * @enum {string}
         */
        ProblemType: "urn:gaffer:problem:malformed-body" | "urn:gaffer:problem:invalid-request" | "urn:gaffer:problem:unauthenticated" | "urn:gaffer:problem:forbidden" | "urn:gaffer:problem:not-found" | "urn:gaffer:problem:method-not-allowed" | "urn:gaffer:problem:conflict" | "urn:gaffer:problem:precondition-failed" | "urn:gaffer:problem:precondition-required" | "urn:gaffer:problem:too-many-requests" | "urn:gaffer:problem:rate-limited" | "urn:gaffer:problem:quota-exceeded" | "urn:gaffer:problem:idempotency-in-flight" | "urn:gaffer:problem:idempotency-mismatch" | "urn:gaffer:problem:too-large" | "urn:gaffer:problem:unsupported-media-type" | "urn:gaffer:problem:range-not-satisfiable" | "urn:gaffer:problem:internal" | "urn:gaffer:problem:unavailable";
        /** @description The jobs of one type, of all organizations. */
        Queue: {
            /**
             * Format: int32
             * @description How many run.
             */
            active: number;
            /**
             * Format: int32
             * @description How many aren't due yet.
             */
            delayed: number;
            /**
             * Format: int32
             * @description How many wait and are due.
             */
            depth: number;
            /**
             * Format: int32
             * @description How many have failed within a week.
             */
            failed: number;
            /**
             * @description Whether its jobs belong to organizations or to the installation.
             * @enum {string}
             */
            kind: "user" | "system";
            /**
             * Format: double
             * @description For how long the oldest one that waits has been due, in seconds; 0 when none does.
             */
            oldestAgeSeconds: number;
            /** @description The type. */
            type: string;
        };
        /** @description A run that was asked for. */
        QueuedSystemRun: {
            /** @description The id that the run will have. */
            id: components["schemas"]["Id"];
            /** @description The system job that will run. */
            job: string;
        };
        /** @description Runs that were asked for. */
        QueuedSystemRuns: {
            /** @description One for each job of the schedule. */
            items: components["schemas"]["QueuedSystemRun"][];
        };
        /** @description The queues. */
        QueueList: {
            /** @description One for each type. */
            items: components["schemas"]["Queue"][];
        };
        /**
         * @description What a plan limits, and refuses to go beyond.
         * @enum {string}
         */
        QuotaName: "queuedJobs" | "schedules" | "storedBytes" | "fileBytes";
        /** @description How much of something is in use, and how much may be. */
        QuotaUse: {
            /** @description How much the plan allows; null: any amount. What was there before the plan changed may be more. */
            limit: number | null;
            /**
             * Format: int64
             * @description How much is in use.
             */
            used: number;
        };
        /** @description An invitation as the invited person sees it. */
        ReceivedInvitation: {
            /**
             * Format: date-time
             * @description When it is too late to accept.
             */
            expiresAt: string;
            /** @description The organization that invites. */
            orgId: components["schemas"]["Id"];
            /** @description What it is called. */
            orgName: components["schemas"]["OrgName"];
            /** @description What they will be in it. */
            role: components["schemas"]["Role"];
        };
        /**
         * @description When a schedule runs, told apart by `kind`.
         *
         *     When clocks change, one rule holds for `daily`, `weekly`, `monthly` and `cron`:
         *
         *     - A time that the clocks skip is run as if they hadn't moved yet, so it runs later by as much as they went forward:
         *     02:30 runs at 03:30 when clocks go from 02:00 to 03:00. If that is when another run is due, it is one run.
         *     - A time that comes twice is run the first time only. A `cron` whose hours are all 24, such as `30 * * * *`, names no
         *     hour and is run both times, so that every real hour has its run.
         *
         *     `interval` counts real time and `once` is an instant, so neither is affected.
         */
        Recurrence: components["schemas"]["DailyRecurrence"] | components["schemas"]["WeeklyRecurrence"] | components["schemas"]["MonthlyRecurrence"] | components["schemas"]["IntervalRecurrence"] | components["schemas"]["CronRecurrence"] | components["schemas"]["OnceRecurrence"];
        /** @description A session to refresh. */
        RefreshSessionRequest: {
            /**
             * Format: password
             * @description The refresh token, for whoever got it in an answer's body. Left out: it is in the cookie.
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
         * @description The period, and the form of the file.
         * @example {
         *       "from": "2026-11-01T00:00:00Z",
         *       "to": "2026-12-01T00:00:00Z",
         *       "format": "csv"
         *     }
         */
        ReportGenerateInput: {
            /**
             * @description The form of the file.
             * @default csv
             * @enum {string}
             */
            format: "csv" | "json";
            /**
             * Format: date-time
             * @description Jobs created at or after this instant.
             */
            from: string;
            /**
             * Format: date-time
             * @description Jobs created before this instant; at most 366 days after `from`.
             */
            to: string;
        };
        /** @description Writes a file of the organization's job activity between two instants, grouped by day (UTC) and type. */
        ReportGenerateJob: {
            /**
             * Format: int32
             * @description How many attempts were started.
             */
            attempt: number;
            /** @description Set once somebody has asked to cancel it. A running handler is told, and may need a moment to stop. */
            cancelRequestedAt: string | null;
            /** @description When it reached its final state. */
            completedAt: string | null;
            /**
             * Format: date-time
             * @description When it was created.
             */
            createdAt: string;
            /** @description Who created it. */
            createdBy: components["schemas"]["Actor"];
            /** @description Why it failed; null unless it did. While it waits for another attempt: why the last one failed. */
            error: components["schemas"]["JobError"] | null;
            /** @description The job's id. */
            id: components["schemas"]["Id"];
            /** @description What it was asked to do. */
            input: components["schemas"]["ReportGenerateInput"];
            /**
             * Format: int32
             * @description After this many attempts it is not tried again.
             */
            maxAttempts: number;
            /** @description The organization it belongs to. */
            orgId: components["schemas"]["Id"];
            /** @description What it produced; null until it has completed. */
            output: components["schemas"]["ReportGenerateOutput"] | null;
            /** @description Its turn among the organization's jobs. */
            priority: components["schemas"]["Priority"];
            /**
             * Format: int32
             * @description How far it is, in percent.
             */
            progress: number;
            /** @description What it is doing, as its handler last said. */
            progressMessage: string | null;
            /**
             * Format: date-time
             * @description It doesn't start before this instant.
             */
            runAt: string;
            /** @description The schedule that it is a run of; null when it is none. */
            scheduleId: components["schemas"]["Id"] | null;
            /** @description When its latest attempt started. */
            startedAt: string | null;
            /** @description Where it is in its life. */
            status: components["schemas"]["JobStatus"];
            /**
             * Format: int32
             * @description How long one attempt may take, in seconds.
             */
            timeoutSeconds: number;
            /** @description What caused its current run. */
            trigger: components["schemas"]["Trigger"];
            /**
             * @description Its type. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "report:generate";
        };
        /** @description Where the report is. */
        ReportGenerateOutput: {
            /** @description The file that holds it. */
            fileId: components["schemas"]["FileId"];
            /**
             * Format: int64
             * @description How many jobs it counts.
             */
            jobs: number;
            /**
             * Format: int64
             * @description How many lines of day and type it has.
             */
            rows: number;
        };
        /** @description Who has forgotten the password. */
        RequestPasswordResetRequest: {
            /** @description The address of the account. */
            email: components["schemas"]["Email"];
        };
        /** @description A new password for whoever has the link. */
        ResetPasswordRequest: {
            /** @description The password that shall count. */
            password: components["schemas"]["NewPassword"];
            /** @description From the link. */
            token: components["schemas"]["LinkToken"];
        };
        /**
         * @description Why the client must read the current state again.
         * @enum {string}
         */
        ResetReason: "connected" | "notResumable" | "tooManyChanges" | "underWay";
        /** @description For how many days what has ended is kept. */
        Retention: {
            /**
             * Format: int32
             * @description The audit log.
             */
            auditDays: number;
            /**
             * Format: int32
             * @description Cancelled jobs.
             */
            cancelledDays: number;
            /**
             * Format: int32
             * @description Completed jobs.
             */
            completedDays: number;
            /**
             * Format: int32
             * @description Failed jobs.
             */
            failedDays: number;
        };
        /** @description Which jobs to give one more attempt: those for which all holds that is given. Something has to be. */
        RetrySelection: {
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
             * @description Only jobs that have ended before this instant. Say when you began, and what fails once more while you call again and again isn't
             *     taken a second time.
             */
            endedBefore?: string;
            /** @description Only jobs with these ids. */
            ids?: components["schemas"]["Id"][];
            /** @description Only jobs of this schedule, triggered ones included. */
            scheduleId?: components["schemas"]["Id"];
            /** @description Only jobs with this status. */
            status?: components["schemas"]["JobStatus"];
            /** @description Only jobs of this type. */
            type?: components["schemas"]["JobType"];
        };
        /** @description How many sessions ended. */
        RevokedSessions: {
            /**
             * Format: int32
             * @description The number.
             */
            revoked: number;
        };
        /**
         * @description What a member is in an organization. Each role may do what the one before it may, and more.
         * @enum {string}
         */
        Role: "viewer" | "member" | "admin" | "owner";
        /** @description Asks for another secret. */
        RotateApiKeyRequest: {
            /**
             * Format: int32
             * @description For how long the old key goes on working, in seconds; at most 30 days.
             * @default 86400
             */
            overlapSeconds: number;
        };
        /** @description One row of a file that is not as it should be. */
        RowProblem: {
            /**
             * Format: int64
             * @description The line at which the row starts, from 1.
             */
            line: number;
            /** @description What is wrong with it. */
            message: string;
        };
        /** @description How many jobs of a type a process runs. */
        RunningJobs: {
            /**
             * Format: int32
             * @description How many.
             */
            jobs: number;
            /** @description The type. */
            type: string;
        };
        /**
         * @description What caused a run.
         * @enum {string}
         */
        RunTrigger: "schedule" | "manual";
        /** @description Creates jobs of one kind, at the times that a recurrence names. */
        Schedule: {
            /**
             * Format: date-time
             * @description When it was created.
             */
            createdAt: string;
            /** @description Who created it. */
            createdBy: components["schemas"]["Actor"];
            /** @description Every run is before this instant. */
            endsAt: string | null;
            /**
             * Format: int32
             * @description How many of its jobs have failed since the last one that completed, or since it was resumed.
             */
            failuresInARow: number;
            /** @description Its id. */
            id: components["schemas"]["Id"];
            /** @description The job that each run creates. */
            job: components["schemas"]["ScheduledJob"];
            /** @description Its latest run that wasn't left out. */
            lastRun: components["schemas"]["LastScheduleRun"] | null;
            /** @description After so many runs it ends. */
            maxRuns: number | null;
            /** @description What becomes of runs that were missed. */
            missed: components["schemas"]["MissedPolicy"];
            /** @description What it is called. */
            name: string;
            /** @description When it is due next; null while it is paused and once it has ended. */
            nextRunAt: string | null;
            /** @description The organization it belongs to. */
            orgId: components["schemas"]["Id"];
            /** @description What happens when the run before hasn't ended. */
            overlap: components["schemas"]["OverlapPolicy"];
            /** @description It is paused when the jobs of so many runs in a row have failed. */
            pauseAfterFailures: number | null;
            /** @description Why it is paused; null unless it is. */
            pauseReason: components["schemas"]["PauseReason"] | null;
            /** @description When it runs. */
            recurrence: components["schemas"]["Recurrence"];
            /**
             * Format: int32
             * @description How many of its runs have created a job when they were due: what `maxRuns` limits.
             */
            runCount: number;
            /** @description No run is before this instant. */
            startsAt: string | null;
            /** @description Whether it runs. */
            state: components["schemas"]["ScheduleState"];
            /** @description The zone whose clocks the recurrence is read on. */
            timezone: components["schemas"]["TimeZone"];
            /**
             * Format: date-time
             * @description When a request last changed it.
             */
            updatedAt: string;
            /**
             * Format: int32
             * @description Counts its changes by requests. Its `ETag` is this number in quotes, such as `"3"`.
             */
            version: number;
        };
        /** @description The job of one type that a schedule creates, again and again. */
        ScheduledFileProfileJob: {
            /** @description What each of them is asked to do. */
            input: components["schemas"]["FileProfileInput"];
            /**
             * Format: int32
             * @description How often it is tried at the most; absent: the type's own, 3 unless it says otherwise.
             */
            maxAttempts?: number;
            /**
             * @description Its turn among the organization's jobs.
             * @default normal
             */
            priority: components["schemas"]["Priority"];
            /**
             * Format: int32
             * @description How long one attempt may take, in seconds; absent: the type's own, 900 unless it says otherwise.
             */
            timeoutSeconds?: number;
            /**
             * @description The jobs' type. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "file:profile";
        };
        /** @description The job of one type that a schedule creates, again and again. */
        ScheduledHttpRequestJob: {
            /** @description What each of them is asked to do. */
            input: components["schemas"]["HttpRequestInput"];
            /**
             * Format: int32
             * @description How often it is tried at the most; absent: the type's own, 3 unless it says otherwise.
             */
            maxAttempts?: number;
            /**
             * @description Its turn among the organization's jobs.
             * @default normal
             */
            priority: components["schemas"]["Priority"];
            /**
             * Format: int32
             * @description How long one attempt may take, in seconds; absent: the type's own, 900 unless it says otherwise.
             */
            timeoutSeconds?: number;
            /**
             * @description The jobs' type. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "http:request";
        };
        /** @description The job that a schedule creates; the shape of `input` depends on `type`. */
        ScheduledJob: components["schemas"]["ScheduledFileProfileJob"] | components["schemas"]["ScheduledHttpRequestJob"] | components["schemas"]["ScheduledJobsImportJob"] | components["schemas"]["ScheduledReportGenerateJob"];
        /** @description The job of one type that a schedule creates, again and again. */
        ScheduledJobsImportJob: {
            /** @description What each of them is asked to do. */
            input: components["schemas"]["JobsImportInput"];
            /**
             * Format: int32
             * @description How often it is tried at the most; absent: the type's own, 3 unless it says otherwise.
             */
            maxAttempts?: number;
            /**
             * @description Its turn among the organization's jobs.
             * @default normal
             */
            priority: components["schemas"]["Priority"];
            /**
             * Format: int32
             * @description How long one attempt may take, in seconds; absent: the type's own, 900 unless it says otherwise.
             */
            timeoutSeconds?: number;
            /**
             * @description The jobs' type. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "jobs:import";
        };
        /** @description The job of one type that a schedule creates, again and again. */
        ScheduledReportGenerateJob: {
            /** @description What each of them is asked to do. */
            input: components["schemas"]["ReportGenerateInput"];
            /**
             * Format: int32
             * @description How often it is tried at the most; absent: the type's own, 3 unless it says otherwise.
             */
            maxAttempts?: number;
            /**
             * @description Its turn among the organization's jobs.
             * @default normal
             */
            priority: components["schemas"]["Priority"];
            /**
             * Format: int32
             * @description How long one attempt may take, in seconds; absent: the type's own, 900 unless it says otherwise.
             */
            timeoutSeconds?: number;
            /**
             * @description The jobs' type. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "report:generate";
        };
        /** @description A page of a list, newest first unless the operation says otherwise. */
        SchedulePage: {
            /** @description The items of this page. */
            items: components["schemas"]["Schedule"][];
            /** @description Pass it as `cursor` to get the next page; null on the last one. */
            nextCursor: components["schemas"]["Cursor"] | null;
        };
        /** @description The next runs of a timetable. */
        SchedulePreview: {
            /** @description The runs, first to last. Fewer than asked for: it ends after them. */
            items: components["schemas"]["Occurrence"][];
        };
        /** @description One time that a schedule ran, or should have run. */
        ScheduleRun: {
            /**
             * Format: date-time
             * @description When it was decided on.
             */
            createdAt: string;
            /** @description Why it was refused; null unless it was. Why a job failed, the job says. */
            error: components["schemas"]["JobError"] | null;
            /** @description Its job; null when there is none. */
            jobId: components["schemas"]["Id"] | null;
            /** @description What became of it. */
            outcome: components["schemas"]["ScheduleRunOutcome"];
            /**
             * Format: date-time
             * @description When it was due, or triggered.
             */
            scheduledAt: string;
            /**
             * @description Names the run within its schedule: the instant it was due, or `manual:` and an id. A slot has one run at the most,
             *     however often it is tried.
             */
            slot: string;
            /** @description What caused it. */
            trigger: components["schemas"]["RunTrigger"];
            /** @description Who caused it: `schedule:<id>` when it was due. */
            triggeredBy: components["schemas"]["Actor"];
        };
        /**
         * @description What became of a run.
         * @enum {string}
         */
        ScheduleRunOutcome: "underway" | "completed" | "failed" | "cancelled" | "missed" | "overlapped" | "refused";
        /** @description A page of a list, newest first unless the operation says otherwise. */
        ScheduleRunPage: {
            /** @description The items of this page. */
            items: components["schemas"]["ScheduleRun"][];
            /** @description Pass it as `cursor` to get the next page; null on the last one. */
            nextCursor: components["schemas"]["Cursor"] | null;
        };
        /**
         * @description Whether a schedule runs.
         * @enum {string}
         */
        ScheduleState: "active" | "paused" | "ended";
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
         * @description What a caller may do. An API key has a list of these; a person has those of the role in the organization. Each
         *     operation names the one that it needs in `x-access`.
         * @enum {string}
         */
        Scope: "jobs:read" | "jobs:write" | "files:read" | "files:write" | "schedules:read" | "schedules:write" | "org:read" | "org:write" | "members:write" | "keys:read" | "keys:write" | "audit:read" | "org:own" | "system:admin";
        /** @description Where somebody is signed in. */
        Session: {
            /** @description The address that it was signed in from; null where it isn't known. */
            address: string | null;
            /**
             * Format: date-time
             * @description When it was signed in.
             */
            createdAt: string;
            /** @description Whether it is the one that asks. */
            current: boolean;
            /**
             * Format: date-time
             * @description When it ends in any case.
             */
            expiresAt: string;
            /** @description Its id. */
            id: components["schemas"]["Id"];
            /**
             * Format: date-time
             * @description When it ends unless it is used before.
             */
            idleExpiresAt: string;
            /**
             * Format: date-time
             * @description When its tokens were last made, which is at most 15 minutes before it was last used.
             */
            lastUsedAt: string;
            /** @description What the browser or program calls itself; null when it doesn't. */
            userAgent: string | null;
        };
        /** @description Where somebody is signed in, newest first. */
        SessionList: {
            /** @description All sessions that have not ended. */
            items: components["schemas"]["Session"][];
        };
        /** @description The tokens of a session. */
        SessionTokens: {
            /**
             * Format: password
             * @description Send it as `Authorization: Bearer <token>`.
             */
            accessToken: string;
            /**
             * Format: password
             * @description Makes new tokens when the access token has expired, once: then it is worthless, and the new one counts.
             */
            refreshToken: string;
        };
        /** @description A session with new tokens. */
        SignedIn: {
            /**
             * Format: date-time
             * @description When the access token expires.
             */
            accessExpiresAt: string;
            /**
             * Format: date-time
             * @description When the session ends in any case.
             */
            expiresAt: string;
            /**
             * Format: date-time
             * @description When the session ends unless it is refreshed before.
             */
            idleExpiresAt: string;
            /** @description The session's id, as in `listSessions`. */
            sessionId: components["schemas"]["Id"];
            /** @description The tokens; null when they are in cookies. */
            tokens: components["schemas"]["SessionTokens"] | null;
        };
        /** @description Who signs in. */
        SignInRequest: {
            /** @description The address of the account. */
            email: components["schemas"]["Email"];
            /** @description Its password. */
            password: components["schemas"]["Password"];
            /**
             * @description How to hand over the tokens.
             * @default cookie
             */
            tokens: components["schemas"]["TokenDelivery"];
        };
        /** @description Who wants an account. */
        SignUpRequest: {
            /** @description Where the link goes that makes the account. */
            email: components["schemas"]["Email"];
            /** @description What others see. */
            name: string;
            /** @description What to sign in with. */
            password: components["schemas"]["NewPassword"];
        };
        /** @description How many jobs there are in each state. */
        StatusCounts: {
            /**
             * Format: int64
             * @description Cancelled.
             */
            cancelled: number;
            /**
             * Format: int64
             * @description Ended well.
             */
            completed: number;
            /**
             * Format: int64
             * @description Ended with an error.
             */
            failed: number;
            /**
             * Format: int64
             * @description Waiting.
             */
            pending: number;
            /**
             * Format: int64
             * @description Running.
             */
            processing: number;
        };
        /** @description A job of the installation that runs on a schedule, or a group of them. */
        SystemJob: {
            /** @description When it runs, in UTC: a cron expression of five fields, or of six with the second in front. */
            cron: string;
            /** @description What it does. */
            description: string;
            /** @description Whether it is to run. It stays as it was last switched. */
            enabled: boolean;
            /** @description The system jobs that it starts. */
            jobs: string[];
            /** @description How that ended; null while it runs. */
            lastOutcome: components["schemas"]["SystemRunOutcome"] | null;
            /** @description When its latest run started. */
            lastRun: string | null;
            /** @description Its name, as the other operations take it. */
            name: string;
            /** @description When it runs next. */
            nextRun: string | null;
            /** @description Whether it is enabled and hasn't run for twice its interval. */
            overdue: boolean;
            /** @description Whether a run of it is under way. */
            running: boolean;
            /** @description Whether it really is scheduled. */
            scheduled: boolean;
            /** @description What people call it. */
            title: string;
        };
        /** @description The system jobs. */
        SystemJobList: {
            /** @description All that are scheduled or could be, by name. */
            items: components["schemas"]["SystemJob"][];
        };
        /** @description One run of a system job. */
        SystemJobRun: {
            /** @description Who made it run, by hand. */
            actor: components["schemas"]["Actor"] | null;
            /** @description How long it took, in milliseconds; null while it runs. */
            durationMs: number | null;
            /** @description When it ended. */
            endedAt: string | null;
            /** @description Why it failed. */
            error: components["schemas"]["JobError"] | null;
            /** @description Its id. In the log it has `system_` in front. */
            id: components["schemas"]["Id"];
            /** @description The system job that ran. */
            job: string;
            /** @description What it logged, oldest first, at most 200 lines; empty while it runs. */
            logs: components["schemas"]["SystemRunLine"][];
            /** @description How it ended; null while it runs. */
            outcome: components["schemas"]["SystemRunOutcome"] | null;
            /**
             * Format: date-time
             * @description When it started.
             */
            startedAt: string;
            /** @description What made it run. */
            triggeredBy: components["schemas"]["SystemTrigger"];
            /** @description The worker that ran it. */
            workerId: components["schemas"]["Id"];
        };
        /** @description The runs of a system job. */
        SystemJobRunList: {
            /** @description The runs, newest first. The newest 100 are kept. */
            items: components["schemas"]["SystemJobRun"][];
        };
        /** @description A line that a run has logged. */
        SystemRunLine: {
            /**
             * Format: date-time
             * @description When it was logged.
             */
            at: string;
            /** @description What it says beyond its message. */
            data: {
                [key: string]: unknown;
            } | null;
            /** @description How much it matters. */
            level: components["schemas"]["LogLevel"];
            /** @description What it says. */
            message: string;
        };
        /**
         * @description How a run of a system job ended.
         * @enum {string}
         */
        SystemRunOutcome: "completed" | "failed" | "timedOut" | "cancelled" | "released" | "lost";
        /**
         * @description What made a system job run.
         * @enum {string}
         */
        SystemTrigger: "cron" | "manual" | "startup";
        /**
         * @description How far back a timeline goes.
         * @enum {string}
         */
        TimelinePeriod: "hour" | "day" | "week";
        /** @description The jobs that were created in one stretch of time, and what has become of them by now. */
        TimelineSlice: {
            /**
             * Format: date-time
             * @description When it begins.
             */
            at: string;
            /** @description How many of them stand how. */
            byStatus: components["schemas"]["StatusCounts"];
            /**
             * Format: int64
             * @description How many were created.
             */
            created: number;
            /** @description How long those that have ended ran; the last attempt. Null: none has. */
            runSeconds: components["schemas"]["Percentiles"] | null;
            /** @description How long those that have started waited from the instant at which they could; of the last attempt. Null: none has. */
            waitSeconds: components["schemas"]["Percentiles"] | null;
        };
        /**
         * @description A time of day, as `HH:MM` or `HH:MM:SS`.
         * @example 02:30
         */
        TimeOfDay: string;
        /**
         * @description A time zone by its name in the IANA database. An offset such as `+02:00` is none: it knows no daylight saving.
         * @example Europe/Berlin
         */
        TimeZone: string;
        /**
         * @description How the tokens of a session are handed over.
         * @enum {string}
         */
        TokenDelivery: "cookie" | "bearer";
        /** @description Who is to own the organization. */
        TransferOrgRequest: {
            /** @description One of its members. */
            userId: components["schemas"]["Id"];
        };
        /**
         * @description What caused the current run of a job.
         * @enum {string}
         */
        Trigger: "api" | "schedule" | "manual" | "retry";
        /** @description The job that a triggered run created. */
        TriggeredRun: {
            /** @description The job's id. */
            jobId: components["schemas"]["Id"];
            /** @description The run's slot, by which `listScheduleRuns` names it. */
            slot: string;
        };
        /** @description The counts of one type. */
        TypeCounts: {
            /** @description Its jobs by status. */
            byStatus: components["schemas"]["StatusCounts"];
            /** @description The job type. */
            type: components["schemas"]["JobType"];
        };
        /** @description What of a member changes. */
        UpdateMemberRequest: {
            /** @description What they are to be. */
            role: components["schemas"]["Role"];
        };
        /** @description What of an organization changes; what is left out stays. */
        UpdateOrgRequest: {
            /** @description Its name. */
            name?: components["schemas"]["OrgName"];
        };
        /** @description Changes a schedule: what is left out stays as it is. A `job` or a `recurrence` is replaced as a whole. */
        UpdateScheduleRequest: {
            /** @description Every run is before this instant; null: it has no end. */
            endsAt?: string | null;
            /** @description The job that each run creates. */
            job?: components["schemas"]["ScheduledJob"];
            /** @description After so many runs it ends; null: it doesn't. A run that was triggered by hand isn't counted. */
            maxRuns?: number | null;
            /** @description What becomes of runs that were missed. */
            missed?: components["schemas"]["MissedPolicy"];
            /** @description What it is called; need not be unique. */
            name?: string;
            /** @description What happens when the run before hasn't ended. */
            overlap?: components["schemas"]["OverlapPolicy"];
            /** @description It is paused when the jobs of so many runs in a row have failed; null: never. */
            pauseAfterFailures?: number | null;
            /** @description When it runs. */
            recurrence?: components["schemas"]["Recurrence"];
            /** @description No run is before this instant; null: it begins at once. */
            startsAt?: string | null;
            /** @description The zone whose clocks the recurrence is read on. */
            timezone?: components["schemas"]["TimeZone"];
        };
        /** @description Where to put a content, and until when. */
        Upload: {
            /**
             * Format: date-time
             * @description Until when the upload can be completed.
             */
            expiresAt: string;
            /** @description The headers of the request. An API key doesn't belong there. */
            headers: {
                [key: string]: string;
            };
            /** @description Its id. It isn't the id of the file. */
            id: components["schemas"]["Id"];
            /**
             * @description The method of the request that puts the content.
             * @enum {string}
             */
            method: "PUT";
            /** @description Where to. Resolve it against the URL of the API. Whoever has it may put the content there: keep it secret. */
            url: string;
            /**
             * Format: date-time
             * @description Until when the URL works.
             */
            urlExpiresAt: string;
        };
        /** @description What the organization may use by its plan, and what it does use. */
        Usage: {
            /**
             * Format: int64
             * @description How many bytes one file may have.
             */
            maxFileBytes: number;
            /** @description The plan's name. */
            plan: string;
            /** @description When the plan ends and the organization falls back to the free one; null: it doesn't. */
            planEndsAt: string | null;
            /** @description Jobs that haven't ended: those that wait, are delayed or run. Beyond the limit no more are created. */
            queuedJobs: components["schemas"]["QuotaUse"];
            /** @description How many requests an API key may send in a minute; null: any number. */
            requestsPerMinute: number | null;
            /** @description For how long what has ended is kept. */
            retention: components["schemas"]["Retention"];
            /** @description Jobs that run. Beyond the limit jobs wait. */
            runningJobs: components["schemas"]["QuotaUse"];
            /** @description Schedules, paused and ended ones too. */
            schedules: components["schemas"]["QuotaUse"];
            /**
             * Format: int32
             * @description How many jobs of the organization start for each one of another that has a share of 1, while both have jobs waiting.
             */
            share: number;
            /** @description The bytes of all files, and of uploads that are announced and haven't become one. */
            storedBytes: components["schemas"]["QuotaUse"];
        };
        /** @description The token of the link that a sign-up sent. */
        VerifyEmailRequest: {
            /** @description From the link. */
            token: components["schemas"]["LinkToken"];
        };
        /**
         * @description A day of the week.
         * @enum {string}
         */
        Weekday: "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday";
        /** @description A day of the month by its weekday, such as the second Tuesday. */
        WeekdayOfMonth: {
            /**
             * @description Which day it is. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            kind: "weekday";
            /** @description Which of them. */
            week: components["schemas"]["WeekOfMonth"];
            /** @description The day of the week. */
            weekday: components["schemas"]["Weekday"];
        };
        /** @description Every week, on some of its days, at a time. */
        WeeklyRecurrence: {
            /**
             * @description Which recurrence it is. (enum property replaced by openapi-typescript) (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            kind: "weekly";
            /** @description When, on the zone's clocks. */
            time: components["schemas"]["TimeOfDay"];
            /** @description On which days, each named once. */
            weekdays: components["schemas"]["Weekday"][];
        };
        /**
         * @description Which of its weekdays in a month.
         * @enum {string}
         */
        WeekOfMonth: "first" | "second" | "third" | "fourth" | "last";
        /** @description A process of the installation. */
        WorkerProcess: {
            /**
             * Format: date-time
             * @description When it was last heard of.
             */
            heartbeatAt: string;
            /** @description The machine that it runs on. */
            host: string;
            /** @description Its id, a new one at each start. */
            id: components["schemas"]["Id"];
            /**
             * Format: int32
             * @description Its process id there.
             */
            pid: number;
            /**
             * @description What it does.
             * @enum {string}
             */
            role: "api" | "worker" | "scheduler" | "all";
            /** @description What it runs now. */
            running: components["schemas"]["RunningJobs"][];
            /**
             * Format: date-time
             * @description When it started.
             */
            startedAt: string;
            /**
             * @description Whether it is heard of; one that stops leaves the list.
             * @enum {string}
             */
            status: "alive" | "lost";
            /** @description The job types that it runs. */
            types: string[];
            /** @description Its version. */
            version: string;
        };
        /** @description The processes. */
        WorkerProcessList: {
            /** @description All that have started and not stopped, the oldest first; one that was lost stays for some minutes. */
            items: components["schemas"]["WorkerProcess"][];
        };
    };
    responses: never;
    parameters: {
        /** @description The key. */
        "ApiKeyPath.keyId": components["schemas"]["ApiKeyId"];
        /** @description Only what this operation did. */
        "AuditFilters.action": string;
        /** @description Only what this actor did. */
        "AuditFilters.actor": components["schemas"]["Actor"];
        /** @description Only events before this instant. */
        "AuditFilters.before": string;
        /** @description Only events at or after this instant. */
        "AuditFilters.from": string;
        /** @description Only what was done to this, by its id. */
        "AuditFilters.targetId": string;
        /** @description The file. */
        "FilePath.fileId": components["schemas"]["Id"];
        /**
         * @description A value of the caller's own, such as a UUID. The same key and body within 24 hours get the same answer and create
         *     nothing new; another body is refused.
         */
        IdempotencyHeader: string;
        /** @description The invitation. */
        "InvitationPath.invitationId": components["schemas"]["Id"];
        /** @description Only jobs created before this instant. */
        "JobFilters.createdBefore": string;
        /** @description Only jobs that this actor created. */
        "JobFilters.createdBy": components["schemas"]["Actor"];
        /** @description Only jobs created at or after this instant. */
        "JobFilters.createdFrom": string;
        /** @description Only jobs of this schedule, triggered ones included. */
        "JobFilters.scheduleId": components["schemas"]["Id"];
        /** @description Only jobs with this status. */
        "JobFilters.status": components["schemas"]["JobStatus"];
        /** @description Only jobs of this type. */
        "JobFilters.type": components["schemas"]["JobType"];
        /** @description The job. */
        "JobPath.jobId": components["schemas"]["Id"];
        /** @description The person. */
        "MemberPath.userId": components["schemas"]["Id"];
        /** @description The organization. The caller must belong to it. */
        OrgPath: components["schemas"]["Id"];
        /** @description Where to continue: `nextCursor` of the page before. Keep the filters the same. */
        "PageParameters.cursor": components["schemas"]["Cursor"];
        /** @description How many items a page may hold. */
        "PageParameters.limit": number;
        /** @description The schedule. */
        "SchedulePath.scheduleId": components["schemas"]["Id"];
        /** @description Its name. */
        SystemJobPath: string;
        /** @description How many runs, at the most. */
        SystemJobRunParameters: number;
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
                "application/json": components["schemas"]["ChangePasswordRequest"];
            };
        };
        responses: {
            /** @description It is done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A refusal. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
                "application/json": components["schemas"]["RefreshSessionRequest"];
            };
        };
        responses: {
            /** @description New tokens. */
            200: {
                headers: {
                    /** @description The tokens, for a browser that wants cookies. */
                    "Set-Cookie"?: string[];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
            /** @description A refusal. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
                "application/json": components["schemas"]["RequestPasswordResetRequest"];
            };
        };
        responses: {
            /** @description It is taken up. What comes of it is told by mail. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A refusal. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
                "application/json": components["schemas"]["ResetPasswordRequest"];
            };
        };
        responses: {
            /** @description It is done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A refusal. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSessions: {
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
                    "application/json": components["schemas"]["SessionList"];
                };
            };
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The session. */
                sessionId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
                "application/json": components["schemas"]["SignInRequest"];
            };
        };
        responses: {
            /** @description New tokens. */
            200: {
                headers: {
                    /** @description The tokens, for a browser that wants cookies. */
                    "Set-Cookie"?: string[];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
            /** @description A refusal. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description It is done; nothing more to say. Cookies that are worthless now are removed. */
            204: {
                headers: {
                    /** @description Removes the cookies. */
                    "Set-Cookie"?: string[];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
                "application/json": components["schemas"]["SignUpRequest"];
            };
        };
        responses: {
            /** @description It is taken up. What comes of it is told by mail. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A refusal. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
                "application/json": components["schemas"]["VerifyEmailRequest"];
            };
        };
        responses: {
            /** @description It is done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A refusal. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    acceptInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
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
                    "application/json": components["schemas"]["Org"];
                };
            };
            /** @description A refusal. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description A refusal. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOrgs: {
        parameters: {
            query: {
                /** @description Where to continue: `nextCursor` of the page before. Keep the filters the same. */
                cursor?: components["parameters"]["PageParameters.cursor"];
                /** @description How many items a page may hold. */
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
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createOrg: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A value of the caller's own, such as a UUID. The same key and body within 24 hours get the same answer and create
                 *     nothing new; another body is refused.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyHeader"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateOrgRequest"];
            };
        };
        responses: {
            /** @description The organization was created. */
            201: {
                headers: {
                    /** @description The organization's address. */
                    Location: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Org"];
                };
            };
            /** @description A refusal. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOrg: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The organization. The caller must belong to it. */
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
                    "application/json": components["schemas"]["Org"];
                };
            };
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteOrg: {
        parameters: {
            query: {
                /** @description The organization's name, to confirm that it is the one. */
                name: components["schemas"]["ConfirmedOrgName"];
            };
            header?: never;
            path: {
                /** @description The organization. The caller must belong to it. */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The organization is to be deleted. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Org"];
                };
            };
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateOrg: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The organization. The caller must belong to it. */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateOrgRequest"];
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
            /** @description A refusal. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listApiKeys: {
        parameters: {
            query: {
                /** @description Where to continue: `nextCursor` of the page before. Keep the filters the same. */
                cursor?: components["parameters"]["PageParameters.cursor"];
                /** @description How many items a page may hold. */
                limit: components["parameters"]["PageParameters.limit"];
            };
            header?: never;
            path: {
                /** @description The organization. The caller must belong to it. */
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
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The organization. The caller must belong to it. */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateApiKeyRequest"];
            };
        };
        responses: {
            /** @description A new API key. */
            201: {
                headers: {
                    /** @description The key's address. */
                    Location: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewApiKey"];
                };
            };
            /** @description A refusal. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The key. */
                keyId: components["parameters"]["ApiKeyPath.keyId"];
                /** @description The organization. The caller must belong to it. */
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
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The key. */
                keyId: components["parameters"]["ApiKeyPath.keyId"];
                /** @description The organization. The caller must belong to it. */
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
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rotateApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The key. */
                keyId: components["parameters"]["ApiKeyPath.keyId"];
                /** @description The organization. The caller must belong to it. */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RotateApiKeyRequest"];
            };
        };
        responses: {
            /** @description A new API key. */
            201: {
                headers: {
                    /** @description The key's address. */
                    Location: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewApiKey"];
                };
            };
            /** @description A refusal. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAuditEvents: {
        parameters: {
            query: {
                /** @description Only what this operation did. */
                action?: components["parameters"]["AuditFilters.action"];
                /** @description Only what this actor did. */
                actor?: components["parameters"]["AuditFilters.actor"];
                /** @description Only events before this instant. */
                before?: components["parameters"]["AuditFilters.before"];
                /** @description Where to continue: `nextCursor` of the page before. Keep the filters the same. */
                cursor?: components["parameters"]["PageParameters.cursor"];
                /** @description Only events at or after this instant. */
                from?: components["parameters"]["AuditFilters.from"];
                /** @description How many items a page may hold. */
                limit: components["parameters"]["PageParameters.limit"];
                /** @description Only what was done to this, by its id. */
                targetId?: components["parameters"]["AuditFilters.targetId"];
            };
            header?: never;
            path: {
                /** @description The organization. The caller must belong to it. */
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
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportOrg: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A value of the caller's own, such as a UUID. The same key and body within 24 hours get the same answer and create
                 *     nothing new; another body is refused.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyHeader"];
            };
            path: {
                /** @description The organization. The caller must belong to it. */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The export has been asked for. */
            201: {
                headers: {
                    /** @description The job's address. */
                    Location: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrgExportJob"];
                };
            };
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listFiles: {
        parameters: {
            query: {
                /** @description Where to continue: `nextCursor` of the page before. Keep the filters the same. */
                cursor?: components["parameters"]["PageParameters.cursor"];
                /** @description How many items a page may hold. */
                limit: components["parameters"]["PageParameters.limit"];
            };
            header?: never;
            path: {
                /** @description The organization. The caller must belong to it. */
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
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    uploadFile: {
        parameters: {
            query: {
                /** @description When the file may be removed; absent: it is kept. */
                expiresAt?: string;
                /** @description What the file is called. */
                name: string;
            };
            header?: never;
            path: {
                /** @description The organization. The caller must belong to it. */
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
                    /** @description The file's address. */
                    Location: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["File"];
                };
            };
            /** @description A refusal. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The file. */
                fileId: components["parameters"]["FilePath.fileId"];
                /** @description The organization. The caller must belong to it. */
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
                    "application/json": components["schemas"]["File"];
                };
            };
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The file. */
                fileId: components["parameters"]["FilePath.fileId"];
                /** @description The organization. The caller must belong to it. */
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
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    downloadFile: {
        parameters: {
            query?: never;
            header?: {
                /** @description Which bytes: `bytes=0-99`, `bytes=100-` or `bytes=-100`. Anything else gets the whole file. */
                Range?: string;
            };
            path: {
                /** @description The file. */
                fileId: components["parameters"]["FilePath.fileId"];
                /** @description The organization. The caller must belong to it. */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The whole content. */
            200: {
                headers: {
                    /** @description That ranges can be asked for. */
                    "Accept-Ranges": "bytes";
                    /** @description Always an attachment, with the file's name. */
                    "Content-Disposition": string;
                    /** @description How many bytes follow. */
                    "Content-Length": number;
                    /** @description Changes with the content. */
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
                    /** @description That ranges can be asked for. */
                    "Accept-Ranges": "bytes";
                    /** @description Always an attachment, with the file's name. */
                    "Content-Disposition": string;
                    /** @description How many bytes follow. */
                    "Content-Length": number;
                    /** @description Which bytes these are, such as `bytes 0-99/1234`. */
                    "Content-Range": string;
                    /** @description Changes with the content. */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": unknown;
                };
            };
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The range can't be served. */
            416: {
                headers: {
                    /** @description `bytes`, an asterisk and the size of the file. */
                    "Content-Range": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getFileUrl: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The file. */
                fileId: components["parameters"]["FilePath.fileId"];
                /** @description The organization. The caller must belong to it. */
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
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createUpload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The organization. The caller must belong to it. */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateUploadRequest"];
            };
        };
        responses: {
            /** @description An upload can begin. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upload"];
                };
            };
            /** @description A refusal. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    completeUpload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The organization. The caller must belong to it. */
                orgId: components["parameters"]["OrgPath"];
                /** @description The upload. */
                uploadId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A file was stored. */
            201: {
                headers: {
                    /** @description The file's address. */
                    Location: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["File"];
                };
            };
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listInvitations: {
        parameters: {
            query: {
                /** @description Where to continue: `nextCursor` of the page before. Keep the filters the same. */
                cursor?: components["parameters"]["PageParameters.cursor"];
                /** @description How many items a page may hold. */
                limit: components["parameters"]["PageParameters.limit"];
            };
            header?: never;
            path: {
                /** @description The organization. The caller must belong to it. */
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
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The organization. The caller must belong to it. */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateInvitationRequest"];
            };
        };
        responses: {
            /** @description The invitation was made and mailed. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invitation"];
                };
            };
            /** @description A refusal. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The invitation. */
                invitationId: components["parameters"]["InvitationPath.invitationId"];
                /** @description The organization. The caller must belong to it. */
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
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listJobTypes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The organization. The caller must belong to it. */
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
                    "application/json": components["schemas"]["JobTypeList"];
                };
            };
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
                /** @description Where to continue: `nextCursor` of the page before. Keep the filters the same. */
                cursor?: components["parameters"]["PageParameters.cursor"];
                /** @description How many items a page may hold. */
                limit: components["parameters"]["PageParameters.limit"];
                /** @description Only jobs of this schedule, triggered ones included. */
                scheduleId?: components["parameters"]["JobFilters.scheduleId"];
                /** @description Only jobs with this status. */
                status?: components["parameters"]["JobFilters.status"];
                /** @description Only jobs of this type. */
                type?: components["parameters"]["JobFilters.type"];
            };
            header?: never;
            path: {
                /** @description The organization. The caller must belong to it. */
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
                    "application/json": components["schemas"]["JobPage"];
                };
            };
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createJob: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A value of the caller's own, such as a UUID. The same key and body within 24 hours get the same answer and create
                 *     nothing new; another body is refused.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyHeader"];
            };
            path: {
                /** @description The organization. The caller must belong to it. */
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
                    /** @description The job's address. */
                    Location: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description A refusal. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The job. */
                jobId: components["parameters"]["JobPath.jobId"];
                /** @description The organization. The caller must belong to it. */
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
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listJobAttempts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The job. */
                jobId: components["parameters"]["JobPath.jobId"];
                /** @description The organization. The caller must belong to it. */
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
                    "application/json": components["schemas"]["JobAttemptList"];
                };
            };
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getJobBlockedBy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The job. */
                jobId: components["parameters"]["JobPath.jobId"];
                /** @description The organization. The caller must belong to it. */
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
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The job. */
                jobId: components["parameters"]["JobPath.jobId"];
                /** @description The organization. The caller must belong to it. */
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
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listJobLogs: {
        parameters: {
            query: {
                /** @description Only lines of this attempt. */
                attempt?: number;
                /** @description Where to continue: `nextCursor` of the page before. Keep the filters the same. */
                cursor?: components["parameters"]["PageParameters.cursor"];
                /** @description How many items a page may hold. */
                limit: components["parameters"]["PageParameters.limit"];
            };
            header?: never;
            path: {
                /** @description The job. */
                jobId: components["parameters"]["JobPath.jobId"];
                /** @description The organization. The caller must belong to it. */
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
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restoreJob: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A value of the caller's own, such as a UUID. The same key and body within 24 hours get the same answer and create
                 *     nothing new; another body is refused.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyHeader"];
            };
            path: {
                /** @description The job. */
                jobId: components["parameters"]["JobPath.jobId"];
                /** @description The organization. The caller must belong to it. */
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
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retryJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The job. */
                jobId: components["parameters"]["JobPath.jobId"];
                /** @description The organization. The caller must belong to it. */
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
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createJobs: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A value of the caller's own, such as a UUID. The same key and body within 24 hours get the same answer and create
                 *     nothing new; another body is refused.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyHeader"];
            };
            path: {
                /** @description The organization. The caller must belong to it. */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateJobsRequest"];
            };
        };
        responses: {
            /** @description The jobs were created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreateJobsResponse"];
                };
            };
            /** @description A refusal. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelJobs: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The organization. The caller must belong to it. */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JobSelection"];
            };
        };
        responses: {
            /** @description The request has succeeded. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedJobs"];
                };
            };
            /** @description A refusal. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retryJobs: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A value of the caller's own, such as a UUID. The same key and body within 24 hours get the same answer and create
                 *     nothing new; another body is refused.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyHeader"];
            };
            path: {
                /** @description The organization. The caller must belong to it. */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RetrySelection"];
            };
        };
        responses: {
            /** @description The request has succeeded. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedJobs"];
                };
            };
            /** @description A refusal. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getJobStats: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The organization. The caller must belong to it. */
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
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getJobTimeline: {
        parameters: {
            query: {
                /** @description How far back. */
                period: components["schemas"]["TimelinePeriod"];
            };
            header?: never;
            path: {
                /** @description The organization. The caller must belong to it. */
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
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    leaveOrg: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The organization. The caller must belong to it. */
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
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    streamLiveUpdates: {
        parameters: {
            query?: {
                /** @description Only updates of this job. */
                jobId?: components["schemas"]["Id"];
                /** @description Only updates of this subject. `reset` and `end` are always sent. */
                subject?: components["schemas"]["LiveSubject"];
            };
            header?: {
                /** @description The last received id. An unknown id is answered with `reset`. */
                "Last-Event-ID"?: string;
            };
            path: {
                /** @description The organization. The caller must belong to it. */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Server-sent events. The `data` of each is one line of JSON. */
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
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMembers: {
        parameters: {
            query: {
                /** @description Where to continue: `nextCursor` of the page before. Keep the filters the same. */
                cursor?: components["parameters"]["PageParameters.cursor"];
                /** @description How many items a page may hold. */
                limit: components["parameters"]["PageParameters.limit"];
            };
            header?: never;
            path: {
                /** @description The organization. The caller must belong to it. */
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
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The organization. The caller must belong to it. */
                orgId: components["parameters"]["OrgPath"];
                /** @description The person. */
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
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The organization. The caller must belong to it. */
                orgId: components["parameters"]["OrgPath"];
                /** @description The person. */
                userId: components["parameters"]["MemberPath.userId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateMemberRequest"];
            };
        };
        responses: {
            /** @description The request has succeeded. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            /** @description A refusal. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restoreOrg: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The organization. The caller must belong to it. */
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
                    "application/json": components["schemas"]["Org"];
                };
            };
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSchedules: {
        parameters: {
            query: {
                /** @description Where to continue: `nextCursor` of the page before. Keep the filters the same. */
                cursor?: components["parameters"]["PageParameters.cursor"];
                /** @description How many items a page may hold. */
                limit: components["parameters"]["PageParameters.limit"];
                /** @description Only schedules in this state. */
                state?: components["schemas"]["ScheduleState"];
                /** @description Only schedules whose jobs are of this type. */
                type?: components["schemas"]["JobType"];
            };
            header?: never;
            path: {
                /** @description The organization. The caller must belong to it. */
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
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createSchedule: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A value of the caller's own, such as a UUID. The same key and body within 24 hours get the same answer and create
                 *     nothing new; another body is refused.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyHeader"];
            };
            path: {
                /** @description The organization. The caller must belong to it. */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateScheduleRequest"];
            };
        };
        responses: {
            /** @description A schedule was created. */
            201: {
                headers: {
                    /** @description The schedule's version in quotes, such as `"3"`: what `If-Match` takes. */
                    ETag: string;
                    /** @description The schedule's address. */
                    Location: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Schedule"];
                };
            };
            /** @description A refusal. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSchedule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The organization. The caller must belong to it. */
                orgId: components["parameters"]["OrgPath"];
                /** @description The schedule. */
                scheduleId: components["parameters"]["SchedulePath.scheduleId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The schedule as it is now. */
            200: {
                headers: {
                    /** @description The schedule's version in quotes, such as `"3"`: what `If-Match` takes. */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Schedule"];
                };
            };
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteSchedule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The organization. The caller must belong to it. */
                orgId: components["parameters"]["OrgPath"];
                /** @description The schedule. */
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
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateSchedule: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the schedule as it was read. Without it the answer is 428, and 412 if it isn't the latest. */
                "If-Match"?: string;
            };
            path: {
                /** @description The organization. The caller must belong to it. */
                orgId: components["parameters"]["OrgPath"];
                /** @description The schedule. */
                scheduleId: components["parameters"]["SchedulePath.scheduleId"];
            };
            cookie?: never;
        };
        /** @description What changes. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateScheduleRequest"];
            };
        };
        responses: {
            /** @description The schedule as it is now. */
            200: {
                headers: {
                    /** @description The schedule's version in quotes, such as `"3"`: what `If-Match` takes. */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Schedule"];
                };
            };
            /** @description A refusal. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    pauseSchedule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The organization. The caller must belong to it. */
                orgId: components["parameters"]["OrgPath"];
                /** @description The schedule. */
                scheduleId: components["parameters"]["SchedulePath.scheduleId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The schedule as it is now. */
            200: {
                headers: {
                    /** @description The schedule's version in quotes, such as `"3"`: what `If-Match` takes. */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Schedule"];
                };
            };
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resumeSchedule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The organization. The caller must belong to it. */
                orgId: components["parameters"]["OrgPath"];
                /** @description The schedule. */
                scheduleId: components["parameters"]["SchedulePath.scheduleId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The schedule as it is now. */
            200: {
                headers: {
                    /** @description The schedule's version in quotes, such as `"3"`: what `If-Match` takes. */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Schedule"];
                };
            };
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listScheduleRuns: {
        parameters: {
            query: {
                /** @description Where to continue: `nextCursor` of the page before. Keep the filters the same. */
                cursor?: components["parameters"]["PageParameters.cursor"];
                /** @description How many items a page may hold. */
                limit: components["parameters"]["PageParameters.limit"];
                /** @description Only runs of which this became. */
                outcome?: components["schemas"]["ScheduleRunOutcome"];
            };
            header?: never;
            path: {
                /** @description The organization. The caller must belong to it. */
                orgId: components["parameters"]["OrgPath"];
                /** @description The schedule. */
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
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    triggerSchedule: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A value of the caller's own, such as a UUID. The same key and body within 24 hours get the same answer and create
                 *     nothing new; another body is refused.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyHeader"];
            };
            path: {
                /** @description The organization. The caller must belong to it. */
                orgId: components["parameters"]["OrgPath"];
                /** @description The schedule. */
                scheduleId: components["parameters"]["SchedulePath.scheduleId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The schedule was triggered, and its job is stored and will run. */
            201: {
                headers: {
                    /** @description The job's address. */
                    Location: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TriggeredRun"];
                };
            };
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    previewSchedule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The organization. The caller must belong to it. */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
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
            /** @description A refusal. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    transferOrg: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The organization. The caller must belong to it. */
                orgId: components["parameters"]["OrgPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
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
            /** @description A refusal. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getUsage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The organization. The caller must belong to it. */
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
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSystemAuditEvents: {
        parameters: {
            query: {
                /** @description Only what this operation did. */
                action?: components["parameters"]["AuditFilters.action"];
                /** @description Only what this actor did. */
                actor?: components["parameters"]["AuditFilters.actor"];
                /** @description Only events before this instant. */
                before?: components["parameters"]["AuditFilters.before"];
                /** @description Where to continue: `nextCursor` of the page before. Keep the filters the same. */
                cursor?: components["parameters"]["PageParameters.cursor"];
                /** @description Only events at or after this instant. */
                from?: components["parameters"]["AuditFilters.from"];
                /** @description How many items a page may hold. */
                limit: components["parameters"]["PageParameters.limit"];
                /** @description Only what was done to this, by its id. */
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
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSystemJobs: {
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
                    "application/json": components["schemas"]["SystemJobList"];
                };
            };
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    disableSystemJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its name. */
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
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    enableSystemJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its name. */
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
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    runSystemJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its name. */
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
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSystemJobRuns: {
        parameters: {
            query: {
                /** @description How many runs, at the most. */
                limit: components["parameters"]["SystemJobRunParameters"];
            };
            header?: never;
            path: {
                /** @description Its name. */
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
                    "application/json": components["schemas"]["SystemJobRunList"];
                };
            };
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listQueues: {
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
                    "application/json": components["schemas"]["QueueList"];
                };
            };
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWorkers: {
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
                    "application/json": components["schemas"]["WorkerProcessList"];
                };
            };
            /** @description A refusal. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description Seconds after which it is allowed again. */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A refusal. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again later. */
            503: {
                headers: {
                    /** @description Seconds after which trying again makes sense. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
