/** What a job of the crash harness does, encoded in an input that the contract allows. */

/** Behaviours that run in the worker's process and crash or block it. */
export const poisons = ["poisonExit", "poisonMemory", "poisonKill", "poisonLoop"] as const;
/** Behaviours that run in the worker's process. */
const inWorker = ["quick", "slow", "stubborn", "reporting", "failing", "refusing", "blocking", ...poisons] as const;
/** Behaviours of isolated jobs, which run in their own processes. All but `finish` end or block their process. */
const isolated = ["finish", "loop", "exit", "allocate"] as const;

export type Behaviour = (typeof inWorker)[number] | (typeof isolated)[number];

export interface Task {
  behaviour: Behaviour;
  /** Duration of the task in milliseconds, for behaviours with a duration. */
  millis: number;
  /** Number of the task, unique in a run. It identifies the job of a request whose response was lost. */
  number: number;
}

export type TaskRequest =
  | { type: "file:profile"; input: { fileId: string } }
  | { type: "report:generate"; input: { from: string; to: string } };

const hex = (value: number, digits: number) => value.toString(16).padStart(digits, "0");

export function toRequest({ behaviour, millis, number }: Task): TaskRequest {
  const index = inWorker.indexOf(behaviour as (typeof inWorker)[number]);
  if (index >= 0)
    return {
      type: "file:profile",
      input: { fileId: `00000000-${hex(index, 4)}-7${hex(Math.min(millis, 0xfff), 3)}-8000-${hex(number, 12)}` },
    };
  const from = new Date(isolated.indexOf(behaviour as (typeof isolated)[number]));
  return { type: "report:generate", input: { from: from.toISOString(), to: new Date(1_000 + number).toISOString() } };
}

export function toTask(input: unknown): Task {
  const { fileId, from, to } = input as { fileId?: string; from: string; to: string };
  if (fileId === undefined)
    return {
      behaviour: isolated[Date.parse(from)] as Behaviour,
      millis: 0,
      number: Date.parse(to) - 1_000,
    };
  const [, index = "", millis = "", , number = ""] = fileId.split("-");
  return {
    behaviour: inWorker[Number.parseInt(index, 16)] as Behaviour,
    millis: Number.parseInt(millis.slice(1), 16),
    number: Number.parseInt(number, 16),
  };
}
