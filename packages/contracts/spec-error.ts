/** An error in the spec. The message has its position and what is wrong. */
export class SpecError extends Error {
  override readonly name = "SpecError";
}
