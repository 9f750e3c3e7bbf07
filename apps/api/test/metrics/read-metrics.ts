/**
 * Reads the text format of Prometheus (0.0.4) and throws on what a scrape would refuse or misread: names, labels,
 * numbers, families that aren't declared exactly once and kept together, and buckets that don't add up.
 */
export interface Scrape {
  /** The value of the only series with this name and these labels, in any order. Throws when there is none. */
  value(name: string, labels?: Record<string, string>): number;
  /** All series of this name, as `label="value",…`. */
  series(name: string): string[];
}

const announcement =
  /^# HELP (?<name>[a-zA-Z_:][\w:]*) .+\n# TYPE \k<name> (?<type>counter|gauge|histogram|summary|untyped)$/;
// Prometheus reads numbers in any case; prom-client writes `Nan`.
const sample =
  /^(?<name>[a-zA-Z_:][\w:]*)(?:\{(?<labels>.*)\})? (?<value>[+-]?(?:\d+(?:\.\d+)?(?:e[+-]?\d+)?|Inf)|[Nn]a[Nn])$/;
const label = /([a-zA-Z_]\w*)="((?:[^"\\\n]|\\[\\"n])*)"(?:,|$)/gy;
const endings: Record<string, string[]> = { histogram: ["_bucket", "_sum", "_count"], summary: ["", "_sum", "_count"] };

interface Sample {
  name: string;
  labels: Record<string, string>;
  value: number;
}

export function readMetrics(text: string): Scrape {
  if (!text.endsWith("\n")) throw new Error("the last line must end");
  const families = new Set<string>();
  const values = new Map<string, number>();
  // Each metric family begins with the line of its `HELP` declaration.
  for (const part of text.split(/^(?=# HELP )/m)) {
    const [help, typed, ...lines] = part.split("\n").filter((line) => line !== "");
    const family = `${help}\n${typed}`.match(announcement)?.groups;
    if (!family?.name || !family.type) throw new Error(`not a declaration: ${help}\n${typed}`);
    if (families.has(family.name)) throw new Error(`declared twice: ${help}`);
    families.add(family.name);
    const samples = lines.map(readSample);
    assertFamily(family.name, family.type, samples);
    for (const { name, labels, value } of samples) {
      const key = keyOf(name, labels);
      if (values.has(key)) throw new Error(`twice: ${key}`);
      values.set(key, value);
    }
  }
  return {
    value(wanted, labels = {}) {
      const found = values.get(keyOf(wanted, labels));
      if (found === undefined) throw new Error(`there is no ${keyOf(wanted, labels)}`);
      return found;
    },
    series: (wanted) =>
      [...values.keys()].filter((key) => key.startsWith(`${wanted}{`)).map((key) => key.slice(wanted.length + 1, -1)),
  };
}

function readSample(line: string): Sample {
  const groups = line.match(sample)?.groups;
  if (!groups) throw new Error(`not a sample: ${line}`);
  const { name = "", labels = "", value = "" } = groups;
  const pairs = [...labels.matchAll(label)];
  const read = Object.fromEntries(pairs.map(([, key, text]) => [key, text]));
  if (pairs.map(([whole]) => whole).join("") !== labels || Object.keys(read).length !== pairs.length)
    throw new Error(`not labels: ${line}`);
  return { name, labels: read, value: toNumber(value) };
}

function assertFamily(family: string, type: string, samples: readonly Sample[]): void {
  for (const { name, value } of samples) {
    if (!(endings[type] ?? [""]).some((ending) => name === `${family}${ending}`))
      throw new Error(`${name} outside of its family`);
    if (type === "counter" && !(value >= 0)) throw new Error(`the counter ${name} is below zero`);
  }
  if (type === "histogram") assertBuckets(family, samples);
}

function assertBuckets(family: string, samples: readonly Sample[]): void {
  const buckets = samples.filter(({ name }) => name === `${family}_bucket`);
  const counts = samples.filter(({ name }) => name === `${family}_count`);
  for (const count of counts) {
    const own = buckets
      .filter(({ labels: { le, ...others } }) => keyOf("", others) === keyOf("", count.labels))
      .toSorted((a, b) => toNumber(a.labels.le) - toNumber(b.labels.le));
    const grows = own.every(({ value }, index) => value >= (own[index - 1]?.value ?? 0));
    const last = own.at(-1);
    if (!grows || last?.labels.le !== "+Inf" || last.value !== count.value)
      throw new Error(`the buckets of ${keyOf(family, count.labels)} don't add up`);
  }
}

const toNumber = (text = "") => Number(text.replace("Inf", "Infinity"));

function keyOf(name: string, labels: Record<string, string>): string {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}="${value}"`);
  return `${name}{${pairs.sort().join(",")}}`;
}
