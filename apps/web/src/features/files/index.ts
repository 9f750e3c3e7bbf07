export { downloadFile, fileQuery, filesKey, filesQuery } from "./queries/files.ts";
