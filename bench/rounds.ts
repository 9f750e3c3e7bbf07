import type { CpuPerJob } from "./cpu.ts";

/** The result of one contender's turn. */
export interface Measured {
  /** Jobs (or requests) per second. */
  rate: number;
  /** CPU time per job. Absent on systems where it can't be read. */
  cpu?: CpuPerJob;
}

/** Runs one turn of a contender and measures it. */
export type Measure = () => Promise<Measured>;

/** The results of each contender's turns, in the order of the rounds. */
export type Turns<Contenders> = { [Name in keyof Contenders]: Measured[] };

/** Lets the contenders take turns, round after round. Prints and returns the result of each turn. */
export async function takeTurns<Contenders extends { [name: string]: Measure | undefined }>(
  contenders: Contenders,
  rounds: number,
): Promise<Turns<Contenders>> {
  const turns: Record<string, Measured[]> = {};
  for (let round = 1; round <= rounds; round++) {
    for (const [name, measure] of Object.entries(contenders)) {
      if (!measure) continue;
      const turn = await measure();
      turns[name] = [...(turns[name] ?? []), turn];
      const rate = Math.round(turn.rate).toLocaleString("en").padStart(9);
      const cpu = Object.entries(turn.cpu ?? {}).map(([part, micros]) => `${part} ${Math.round(micros)}`);
      console.log(`  round ${round}  ${name.padEnd(30)} ${rate} /s  ${cpu.length > 0 ? `${cpu.join(" + ")} µs` : ""}`);
    }
  }
  return turns as Turns<Contenders>;
}
