/** A text of the contract, in which `backticks` mark what is code. */
export function Prose({ text }: { text: string }) {
  return text.split("`").map((part, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: a part is nothing but its place
    index % 2 === 0 ? part : <code key={index}>{part}</code>,
  );
}
