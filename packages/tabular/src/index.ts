/** Reads and profiles CSV and NDJSON files. README.md describes the rules. */
export {
  NotTextError,
  RecordTooLargeError,
  TooManyColumnsError,
  TooManyFieldsError,
  UnreadableFileError,
} from "./errors.ts";
export {
  type ColumnProfile,
  type ColumnType,
  type FileProfile,
  type ProfileOptions,
  profileStream,
} from "./profile/profile-stream.ts";
export { type FoundRows, type ReadRowsOptions, type Row, readRows } from "./records/read-rows.ts";
