import { useRef, useState } from "react";
import { type ShownProblem, toProblem } from "../../../api/problem.ts";
import { type NewFile, uploadFile } from "./files.ts";

export interface RunningUpload {
  id: number;
  name: string;
  /** Share of the content that was sent, from 0 to 1. */
  sent: number;
  /** Why the upload failed. */
  problem?: ShownProblem;
  /** Uploads the file again. Present if the upload failed. */
  retry?: () => void;
  /** Stops a running upload, or removes a failed upload from the list. */
  dismiss: () => void;
}

/** Running and failed uploads of this page. A completed upload appears in the list of files instead. */
export function useUploads(orgId: string) {
  const [uploads, setUploads] = useState<readonly RunningUpload[]>([]);
  const started = useRef(0);
  const change = (id: number, changes: Partial<RunningUpload>) =>
    setUploads((before) => before.map((upload) => (upload.id === id ? { ...upload, ...changes } : upload)));

  async function start(file: NewFile) {
    const id = started.current++;
    const stop = new AbortController();
    const remove = () => setUploads((before) => before.filter((upload) => upload.id !== id));
    const dismiss = () => {
      stop.abort();
      remove();
    };
    setUploads((before) => [...before, { id, name: file.content.name, sent: 0, dismiss }]);
    try {
      const { size } = file.content;
      const onProgress = ({ sentBytes }: { sentBytes: number }) => change(id, { sent: sentBytes / Math.max(1, size) });
      await uploadFile(orgId, file, { signal: stop.signal, onProgress });
      remove();
    } catch (error) {
      const retry = () => {
        remove();
        void start(file);
      };
      change(id, { problem: toProblem(error), retry });
    }
  }

  return { uploads, start };
}
