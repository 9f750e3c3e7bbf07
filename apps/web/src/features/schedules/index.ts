export { keepSchedule, type ScheduleFilters, schedulesKey } from "./queries/schedules.ts";
