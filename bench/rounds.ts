/** Measures one contender once. Returns its rate. */
export type Measure = () => Promise<number>;

/** Measures the contenders in turns, round after round. Returns each one's rates in the order of the rounds. */
export async function takeTurns<Name extends string>(
  contenders: Record<Name, Measure>,
  rounds: number,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(contenders) as Name[];
  const rates = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = 1; round <= rounds; round++) {
    for (const name of names) {
      const rate = await contenders[name]();
      rates[name].push(rate);
      console.log(`  round ${round}  ${name.padEnd(30)} ${Math.round(rate).toLocaleString("en").padStart(9)} /s`);
    }
  }
  return rates;
}
