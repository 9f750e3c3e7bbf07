/** Renders a text of the contract. Parts in `backticks` become code. */
export function Prose({ text }: { text: string }) {
  return text.split("`").map((part, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: a part has no identity besides its index
    index % 2 === 0 ? part : <code key={index}>{part}</code>,
  );
}
