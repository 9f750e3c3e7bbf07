/** A start that fails for a reason that the operator can mend. The message says what is wrong and what to do. */
export class StartError extends Error {
  override readonly name = "StartError";
}
