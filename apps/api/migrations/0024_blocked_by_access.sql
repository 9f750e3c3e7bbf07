-- Whether anybody runs jobs of a type: which types the processes run, and when they were last heard of. Nothing else of them.
GRANT SELECT ("types", "heartbeat_at") ON "gaffer"."workers" TO gaffer_api;
