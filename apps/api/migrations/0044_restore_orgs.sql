-- Administrators of the installation use the worker's role: they restore organizations and make API keys administrators.
GRANT UPDATE ("delete_after") ON "gaffer"."orgs" TO gaffer_worker;
--> statement-breakpoint
GRANT UPDATE ("scopes") ON "gaffer"."api_keys" TO gaffer_worker;
