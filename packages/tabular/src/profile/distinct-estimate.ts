/** Maximum number of distinct values that is counted exactly, except for a collision of 53-bit hashes (1 in 10^10). */
export const EXACT_DISTINCT_LIMIT = 1024;

const SLOTS = EXACT_DISTINCT_LIMIT * 2;
const INDEX_BITS = 14;
const REGISTERS = 1 << INDEX_BITS;
const RANK_BITS = 32;
const LOW_BITS = 2 ** 21;

/**
 * Counts distinct texts in 16 KiB of memory: a set of hashes first, then HyperLogLog with 16,384 registers. Its
 * standard error is 0.81 % (1.04 / √16384), so 99.7 % of the estimates are within 2.5 %.
 *
 * Uses Ertl's estimator (arXiv:1702.01284, algorithm 6), which needs no correction tables for small or large counts.
 */
export class DistinctEstimate {
  #exact: Float64Array | undefined = new Float64Array(SLOTS);
  #exactCount = 0;
  #registers: Uint8Array | undefined;

  /** Adds a text. `seed` distinguishes equal texts of different kinds, such as JSON's 1 and "1". */
  add(text: string, seed = 0): void {
    const hash = hash53(text, seed);
    if (this.#registers) raise(this.#registers, hash);
    else this.#addExact(hash);
  }

  count(): number {
    return this.#registers ? Math.round(estimate(this.#registers)) : this.#exactCount;
  }

  #addExact(hash: number): void {
    const slots = this.#exact as Float64Array;
    let at = hash % SLOTS;
    // A slot with 0 is free: `hash53` never returns 0.
    for (let held = slots[at]; held !== 0; held = slots[at]) {
      if (held === hash) return;
      at = (at + 1) % SLOTS;
    }
    if (this.#exactCount < EXACT_DISTINCT_LIMIT) {
      slots[at] = hash;
      this.#exactCount++;
      return;
    }
    const registers = new Uint8Array(REGISTERS);
    for (const held of slots) if (held !== 0) raise(registers, held);
    raise(registers, hash);
    this.#registers = registers;
    this.#exact = undefined;
  }
}

function raise(registers: Uint8Array, hash: number): void {
  const index = hash % REGISTERS;
  const rank = Math.clz32(Math.floor(hash / LOW_BITS)) + 1;
  if (rank > (registers[index] as number)) registers[index] = rank;
}

function estimate(registers: Uint8Array): number {
  const histogram = new Float64Array(RANK_BITS + 2);
  for (const rank of registers) histogram[rank] = (histogram[rank] as number) + 1;
  let z = REGISTERS * tau(1 - (histogram[RANK_BITS + 1] as number) / REGISTERS);
  for (let rank = RANK_BITS; rank >= 1; rank--) z = 0.5 * (z + (histogram[rank] as number));
  z += REGISTERS * sigma((histogram[0] as number) / REGISTERS);
  return REGISTERS ** 2 / (2 * Math.LN2 * z);
}

/** x + Σ x^(2^k) · 2^(k−1): the contribution of registers that are still zero. */
function sigma(x: number): number {
  if (x === 1) return Number.POSITIVE_INFINITY;
  let power = x;
  let weight = 1;
  let sum = x;
  for (let before = Number.NaN; sum !== before; ) {
    power *= power;
    before = sum;
    sum += power * weight;
    weight += weight;
  }
  return sum;
}

/** (1 − x − Σ (1 − x^(2^−k))² · 2^−k) / 3: the contribution of saturated registers. */
function tau(x: number): number {
  if (x === 0 || x === 1) return 0;
  let root = x;
  let weight = 1;
  let sum = 1 - x;
  for (let before = Number.NaN; sum !== before; ) {
    root = Math.sqrt(root);
    before = sum;
    weight *= 0.5;
    sum -= (1 - root) ** 2 * weight;
  }
  return sum / 3;
}

/** cyrb53: two 32-bit multiplicative hashes, mixed like the end of MurmurHash3. Returns 53 bits, never 0. */
function hash53(text: string, seed: number): number {
  let high = 0xdeadbeef ^ seed;
  let low = 0x41c6ce57 ^ seed;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (high >>> 0) * LOW_BITS + (low & (LOW_BITS - 1)) || 1;
}
