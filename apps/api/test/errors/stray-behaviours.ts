import { EventEmitter } from "node:events";
import type { JobContext } from "../../src/modules/jobs/handlers/types.ts";

const forever = new Promise<never>(() => {});
let release = () => {};

/**
 * Behaviours of a handler. Most cause an uncaught error; `late` and `lateHelper` cause it after their attempt has
 * ended.
 */
const behaviours = {
  good: async () => {},
  waits: () => new Promise<void>((resolve) => (release = resolve)),
  releases: async () => release(),
  timer: () => {
    setTimeout(() => {
      throw new Error("thrown in a timer");
    });
    return forever;
  },
  rejection: () => {
    void Promise.reject(new Error("rejected and forgotten"));
    return forever;
  },
  emitter: () => {
    const emitter = new EventEmitter();
    setImmediate(() => emitter.emit("error", new Error("emitted without a listener")));
    return forever;
  },
  unprintable: () => {
    void Promise.reject(Object.create(null));
    return forever;
  },
  lateHelper: async ({ helpers, signal: _ }) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    setTimeout(resolve, 50);
    void promise.then(() => helpers.log("info", "too late"));
  },
  late: async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    setTimeout(resolve, 50);
    void promise.then(() => {
      throw new Error("after its handler had returned");
    });
  },
} satisfies Record<string, (context: JobContext<unknown>) => Promise<void>>;

export type StrayBehaviour = keyof typeof behaviours;
const names = Object.keys(behaviours) as StrayBehaviour[];

export const inputOf = (name: StrayBehaviour) => ({
  fileId: `00000000-0000-7000-8000-${String(names.indexOf(name)).padStart(12, "0")}`,
});

export function emit(context: JobContext<{ fileId: string }>): Promise<void> {
  const behave: (context: JobContext<unknown>) => Promise<void> =
    behaviours[names[Number(context.input.fileId.slice(-12))] as StrayBehaviour];
  return behave(context);
}
