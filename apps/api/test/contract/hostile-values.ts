/** Values that a careless or hostile client may send instead of what the contract expects. */

/** JSON text that `JSON.stringify` can't write. */
export class RawJson {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** Writes a value as JSON. Parts of the class `RawJson` are written as their text. */
export function writeJson(value: unknown): string {
  if (value instanceof RawJson) return value.text;
  if (Array.isArray(value)) return `[${value.map(writeJson).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    return `{${Object.entries(value)
      .map(([key, child]) => `${JSON.stringify(key)}:${writeJson(child)}`)
      .join(",")}}`;
  }
  return JSON.stringify(value);
}

const nested = (open: string, close: string, depth: number) =>
  new RawJson(`${open.repeat(depth)}1${close.repeat(depth)}`);

export const hostileIds = [
  "urn:uuid:01890a5d-ac96-774b-bcce-b302099a8057",
  "{01890a5d-ac96-774b-bcce-b302099a8057}",
  "01890a5dac96774bbcceb302099a8057",
  "01890a5d-ac96-774b-bcce-b302099a805",
  "01890a5d-ac96-774b-bcce-b302099a8057 ",
  "g1890a5d-ac96-774b-bcce-b302099a8057",
  "00000000-0000-0000-0000-000000000000",
  "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF",
];

export const hostileInstants = [
  "2016-12-31T23:59:60Z",
  "2026-02-31T00:00:00Z",
  "2026-02-29T00:00:00Z",
  "2026-13-01T00:00:00Z",
  "2026-00-00T00:00:00Z",
  "2026-01-01T24:00:00Z",
  "2026-01-01T00:00:00",
  "2026-01-01T00:00:00+25:00",
  "2026-01-01T00:00:00-00:00",
  "2026-01-01t00:00:00z",
  "2026-01-01 00:00:00Z",
  "2026-01-01T00:00:00,5Z",
  "2026-01-01T00:00:00.1234567891234Z",
  "0000-01-01T00:00:00Z",
  "0001-01-01T00:00:00+14:00",
  "0001-01-01T00:00:00Z",
  "0099-12-31T00:00:00Z",
  "1969-12-31T23:59:59.999Z",
  "9999-12-31T23:59:59.999Z",
  "9999-12-31T23:59:59-14:00",
  "+010000-01-01T00:00:00Z",
  "-000001-01-01T00:00:00Z",
  "now",
  "infinity",
  "1764547200",
];

export const hostileWords = [
  "",
  " ",
  "\u0000",
  "a\u0000b",
  "\u{1F600}",
  "e\u0301\u200d\u202e\ufeff",
  "\ufffe\uffff",
  "\u{10FFFF}",
  "__proto__",
  "constructor",
  "null",
  "' or 1=1 --",
  "../../etc/passwd",
  "%s%n{{7*7}}",
  "a\r\nSet-Cookie: x=1",
  "x".repeat(300),
  "x".repeat(70_000),
  "\u{1F468}\u200d\u{1F469}\u200d\u{1F467}".repeat(50),
];

export const hostileTexts = [...hostileWords, ...hostileIds, ...hostileInstants];

/** JSON values of every kind, including values that `JSON.stringify` can't write. */
export const hostileJson: unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  2 ** 31,
  2 ** 53,
  [],
  {},
  [[]],
  ...["1e400", "-1e400", "1e-400", "-0", "0.1e1", "99999999999999999999999999", `1${"0".repeat(400)}`].map(
    (text) => new RawJson(text),
  ),
  ...['"\\ud800"', '"\\udc00\\ud800"', '"\\u0000"', '{"\\ud800":1}', '{"\\u0000":1}'].map((text) => new RawJson(text)),
  ...['{"__proto__":{"type":"x"}}', '{"constructor":{"prototype":1}}', '{"toString":1}', '{"a":1,"a":2}'].map(
    (text) => new RawJson(text),
  ),
  nested("[", "]", 50),
  nested('{"a":', "}", 50),
  nested("[", "]", 100_000),
  ...hostileTexts,
];

/** Hostile names of fields that the contract doesn't declare. */
export const hostileNames = [
  "__proto__",
  "constructor",
  "toString",
  "a/b~c",
  "",
  "\u0000",
  "\u{1F600}",
  "x".repeat(300),
];

/** Hostile path segments, as they are written in a URL. */
export const hostileSegments = [
  ...[...hostileIds, ...hostileInstants.slice(0, 3), "__proto__", "null", "-1", "1e400", "' or 1=1 --"].map(
    encodeURIComponent,
  ),
  "%00",
  "%ZZ",
  "%C0%AF",
  "%ED%A0%80",
  "%F0%9F%98%80",
  "..%2F..%2Fetc",
  "a%3Fb%23c",
  "x".repeat(5_000),
  "%",
];

/** Hostile values of query parameters, as they are written in a URL. */
export const hostileQueryValues = [
  ...hostileTexts.map((text) => encodeURIComponent(text)),
  ...[
    "%ZZ",
    "%C0%AF",
    "%ED%A0%80",
    "%ff",
    "+",
    "a=b",
    "[]",
    "-1",
    "0",
    "101",
    "1e400",
    "0x10",
    "1e1",
    "2147483648",
    "NaN",
  ],
];

export const hostileRanges = [
  "bytes=0-",
  "bytes=-1",
  "bytes=99999999999999999999999999999-",
  "bytes=0-18446744073709551616",
  "bytes=-99999999999999999999999999999",
  "bytes=5-1",
  "bytes=0-0,1-1,2-2",
  "bytes=a-b",
  "lines=1-2",
  `bytes=${"0-0,".repeat(2_000)}`,
  "bytes=",
  "\u00ff",
];

export const hostileMediaTypes = [
  "text/plain",
  "application/json; charset=utf-16",
  "APPLICATION/JSON",
  "application/json, application/json",
  "application/json/x",
  "text",
  "/",
  ";",
  "\u00e9/x",
  `text/${"x".repeat(300)}`,
  "multipart/form-data",
];
