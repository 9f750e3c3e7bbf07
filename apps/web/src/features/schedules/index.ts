export { cacheSchedule, type ScheduleFilters, schedulesKey } from "./queries/schedules.ts";
