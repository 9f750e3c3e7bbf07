import { getDoc, getMaxLength, getMinLength, getPatternData, navigateProgram } from "@typespec/compiler";
import { getExtensions, setExtension } from "@typespec/openapi";

/** What callers without access see instead of a private value. */
const placeholder = "<encrypted>";

/** Whether the property is text, and the placeholder is a valid value of it. */
function isPrivatizable(program, property) {
  const { type } = property;
  if (type.kind !== "Scalar" || type.name !== "string") return false;
  const { pattern } = getPatternData(program, property) ?? {};
  const longest = getMaxLength(program, property) ?? placeholder.length;
  const shortest = getMinLength(program, property) ?? 0;
  if (longest < placeholder.length || shortest > placeholder.length) return false;
  return pattern === undefined || new RegExp(pattern, "u").test(placeholder);
}

/** The implementations of decorators.tsp, by namespace. `openapi-document.ts` checks the values. */
export const $decorators = {
  Gaffer: {
    access: ({ program }, target, needed) => setExtension(program, target, "x-access", needed),
    bodyLimit: ({ program }, target, bytes) => setExtension(program, target, "x-body-limit", bytes),
    problems: ({ program }, target, ...names) => setExtension(program, target, "x-problems", names),
    problem({ program }, member, status, title) {
      const others = getExtensions(program, member.enum).get("x-problems");
      const of = { status, title, description: getDoc(program, member) };
      setExtension(program, member.enum, "x-problems", { ...others, [member.value]: of });
    },
    privateField: ({ program }, target) => setExtension(program, target, "x-private-field", true),
    period({ program }, target, start, end, maxDays, relative) {
      for (const name of [start, end, ...(relative ? [relative] : [])]) {
        if (target.properties.has(name)) continue;
        const message = `${target.name} has no property ${name} for its @period.`;
        program.reportDiagnostic({ code: "gaffer/period-property", severity: "error", message, target });
      }
      setExtension(program, target, "x-period", { start, end, maxDays, ...(relative && { relative }) });
    },
  },
};

/** Checks each `@privateField`, and adds the message of each `@pattern` to the schema as `x-pattern-message`. It is required: a person can't read a pattern. */
export function $onValidate(program) {
  const addMessage = (target) => {
    const { pattern, validationMessage } = getPatternData(program, target) ?? {};
    if (pattern === undefined) return;
    if (validationMessage) return setExtension(program, target, "x-pattern-message", validationMessage);
    program.reportDiagnostic({
      code: "gaffer/pattern-message",
      severity: "error",
      message:
        'This @pattern has no message for people, such as @pattern("^[0-9]{5}$", "must be a postal code such as 10115").',
      target,
    });
  };
  const modelProperty = (target) => {
    addMessage(target);
    if (!getExtensions(program, target).has("x-private-field") || isPrivatizable(program, target)) return;
    const message = `The @privateField ${target.name} must be a string that may be "${placeholder}".`;
    program.reportDiagnostic({ code: "gaffer/private-field", severity: "error", message, target });
  };
  navigateProgram(program, { scalar: addMessage, modelProperty });
}
