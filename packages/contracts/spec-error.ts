/** An error in the spec. The message says where the error is and what is wrong. */
export class SpecError extends Error {
  override readonly name = "SpecError";
}
