-- Makes the view `current_jobs` writable, so that a test can bring a job into any state with one statement.
create function gaffer.write_current_job() returns trigger language plpgsql as $$
declare
  was_open boolean := tg_op = 'UPDATE' and old.ended_at is null;
  is_open boolean := tg_op <> 'DELETE' and new.status in ('pending', 'processing');
begin
  if tg_op = 'DELETE' then
    delete from gaffer.jobs where org_id = old.org_id and id = old.id;
    return old;
  end if;
  new.attempt := coalesce(new.attempt, 0);
  new.lost_attempts := coalesce(new.lost_attempts, 0);
  new.crashes := coalesce(new.crashes, 0);
  new.progress := coalesce(new.progress, 0);
  new.worker_id := case when new.status <> 'pending' then new.worker_id end;
  new.admission := case when new.status = 'processing' then 'admitted' when is_open then coalesce(new.admission, 'admitted') end;
  new.ended_at := case when not is_open then new.ended_at end;
  if tg_op = 'INSERT' then
    insert into gaffer.jobs (org_id, id, type, priority, input, max_attempts, timeout_seconds, expires_at, created_by, trigger, schedule_id, scheduled_at,
           parent_id, retries, created_at, status, ended_at, output, error, cancelled_admission, attempt, lost_attempts, crashes, progress, progress_message,
           cancel_requested_at, message_id, worker_id, run_at, started_at)
    values (new.org_id, new.id, new.type, new.priority, new.input, new.max_attempts, new.timeout_seconds, new.expires_at, new.created_by, new.trigger,
            new.schedule_id, new.scheduled_at, new.parent_id, coalesce(new.retries, 0), new.created_at, case when not is_open then new.status end, new.ended_at, new.output, new.error,
            new.cancelled_admission, new.attempt, new.lost_attempts, new.crashes, new.progress, new.progress_message,
            new.cancel_requested_at, new.message_id, new.worker_id, new.run_at, new.started_at);
  elsif was_open and is_open then
    update gaffer.open_jobs
       set admission = new.admission, message_id = new.message_id, worker_id = new.worker_id, run_at = new.run_at,
           attempt = new.attempt, lost_attempts = new.lost_attempts, crashes = new.crashes, progress = new.progress,
           progress_message = new.progress_message, error = new.error, cancel_requested_at = new.cancel_requested_at,
           started_at = new.started_at, timeout_seconds = new.timeout_seconds, max_attempts = new.max_attempts
     where org_id = new.org_id and id = new.id;
    update gaffer.jobs set created_at = new.created_at, created_by = new.created_by, type = new.type
     where org_id = new.org_id and id = new.id and (created_at, created_by, type) is distinct from (new.created_at, new.created_by, new.type);
    return new;
  else
    delete from gaffer.open_jobs where was_open and org_id = new.org_id and id = new.id;
    delete from gaffer.ended_jobs where not was_open and org_id = new.org_id and status = old.status and id = new.id;
    update gaffer.jobs
       set type = new.type, created_by = new.created_by, created_at = new.created_at, input = new.input,
           max_attempts = new.max_attempts, trigger = new.trigger, schedule_id = new.schedule_id,
           scheduled_at = new.scheduled_at, parent_id = new.parent_id, retries = new.retries,
           status = case when not is_open then new.status end, ended_at = new.ended_at, output = new.output, error = new.error,
           cancelled_admission = new.cancelled_admission, attempt = new.attempt, lost_attempts = new.lost_attempts,
           crashes = new.crashes, progress = new.progress, progress_message = new.progress_message,
           cancel_requested_at = new.cancel_requested_at, message_id = new.message_id, worker_id = new.worker_id,
           run_at = new.run_at, started_at = new.started_at
     where org_id = new.org_id and id = new.id;
  end if;
  if is_open then
    insert into gaffer.open_jobs (org_id, id, type, priority, max_attempts, timeout_seconds, expires_at, schedule_id, admission, message_id, worker_id,
           run_at, attempt, lost_attempts, crashes, progress, progress_message, error, cancel_requested_at, started_at)
    values (new.org_id, new.id, new.type, new.priority, new.max_attempts, new.timeout_seconds, new.expires_at, new.schedule_id, new.admission, new.message_id,
            new.worker_id, new.run_at, new.attempt, new.lost_attempts, new.crashes, new.progress, new.progress_message, new.error,
            new.cancel_requested_at, new.started_at);
  else
    insert into gaffer.ended_jobs (org_id, id, status, ended_at, type, created_by, schedule_id)
    values (new.org_id, new.id, new.status, new.ended_at, new.type, new.created_by, new.schedule_id);
  end if;
  return new;
end $$;
create trigger write_current_job instead of insert or update or delete on gaffer.current_jobs
  for each row execute function gaffer.write_current_job();
