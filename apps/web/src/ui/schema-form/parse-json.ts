/** The parsed JSON, or a sentence that says what is wrong with it. Pure. */
export type ParsedJson = { value: unknown } | { problem: string };

/** Empty text is undefined, unless a value is required. */
export function parseJson(
  text: string,
  { isObject, isRequired }: { isObject: boolean; isRequired: boolean },
): ParsedJson {
  if (text.trim() === "") return isRequired ? { problem: "Enter a value as JSON." } : { value: undefined };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { problem: `This is not valid JSON. ${placeOf(error as Error)}` };
  }
  const isOne = typeof value === "object" && value !== null && !Array.isArray(value);
  return isObject && !isOne ? { problem: 'Enter a JSON object, such as {"name": "value"}.' } : { value };
}

/** Position of the error. Browsers' messages differ, and most contain it. */
function placeOf({ message }: Error): string {
  const [, line, column] = message.match(/line (\d+) column (\d+)/) ?? [];
  return line ? `Check line ${line}, column ${column}.` : "Check quotes, commas and brackets.";
}
