/** Tags and metadata in text fields. */

/** Shows tags: `nightly, eu`. */
export const tagsText = (tags: readonly string[]) => tags.join(", ");

/** Reads tags: words between commas or spaces. */
export const toTags = (text: string) => [...new Set(text.split(/[\s,]+/).filter(Boolean))];

/** Shows metadata: a line such as `customer: 4711` for each name. */
export const metadataText = (metadata: Readonly<Record<string, string>>) =>
  Object.entries(metadata)
    .map(([name, value]) => `${name}: ${value}`)
    .join("\n");

/** Reads metadata: a line for each name. A line without a colon is a name without a value. */
export const toMetadata = (text: string) =>
  Object.fromEntries(
    text
      .split(/\r?\n/)
      .filter((line) => line.trim())
      .map((line) => {
        const [name = "", ...value] = line.split(":");
        return [name.trim(), value.join(":").trim()];
      }),
  );
