/** A fault of the spec. The message is all that its author needs: where it is and what is wrong. */
export class SpecError extends Error {
  override readonly name = "SpecError";
}
