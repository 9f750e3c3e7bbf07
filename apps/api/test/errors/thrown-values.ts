/**
 * Recipes of values that a handler may throw, including hostile values. A recipe is data that another process can
 * receive and turn into the value.
 */
import fc from "fast-check";
import { NonRetryableError, RetryAfterError, RetryableError } from "../../src/modules/jobs/handlers/types.ts";

const errorClasses = { Error, TypeError, NonRetryableError, RetryableError, RetryAfterError };

export type Recipe =
  | { kind: "text"; text: string }
  | { kind: "constant"; name: keyof typeof constants }
  | { kind: "object"; fields: Record<string, Recipe>; bare: boolean }
  | {
      kind: "error";
      class: keyof typeof errorClasses;
      /** Fields to assign to the error. They include the message and the cause, with values of any type. */
      fields: Partial<Record<"message" | "code" | "name" | "stack" | "seconds" | "cause" | "constructor", Recipe>>;
      errors: Recipe[] | undefined;
    };

const fail = () => {
  throw new TypeError("thrown by a trap");
};

const hostile = (target: object): object =>
  Object.defineProperties(
    target,
    Object.fromEntries(
      [
        "message",
        "stack",
        "code",
        "name",
        "cause",
        "errors",
        "constructor",
        "seconds",
        "toString",
        "toJSON",
        "quota",
      ].map((name) => [name, { get: fail, configurable: true }]),
    ),
  );

function cyclicCauses(): Error {
  const [first, second] = [new Error("first"), new Error("second")];
  first.cause = second;
  second.cause = first;
  return first;
}

function revoked(target: object): object {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}

const traps = new Proxy({}, { get: () => fail });

const constants = {
  undefined: () => undefined,
  null: () => null,
  notANumber: () => Number.NaN,
  infinity: () => Number.POSITIVE_INFINITY,
  large: () => 1e308,
  bigint: () => 10n ** 400n,
  symbol: () => Symbol("a symbol"),
  function: () => () => "its source",
  getters: () => hostile(new Error()),
  objectGetters: () => hostile({}),
  nonRetryableGetters: () => hostile(new NonRetryableError("x")),
  retryAfterGetters: () => hostile(new RetryAfterError("x", 1)),
  proxy: () => new Proxy(new Error("behind a proxy"), traps),
  revoked: () => revoked({}),
  revokedError: () => revoked(new Error()),
  revokedArray: () => revoked([]),
  prototypeProxy: () => Object.setPrototypeOf(new Error("x"), new Proxy({}, traps)),
  cyclicCauses,
  ownCause: () =>
    Object.assign(new Error("its own cause"), {
      get cause() {
        return this;
      },
    }),
  cyclicObject: () => {
    const object: Record<string, unknown> = { big: 1n };
    object.self = object;
    return object;
  },
  deep: () => Array.from({ length: 10_000 }).reduce((inner) => [inner], []),
  deepCauses: () => Array.from({ length: 1_000 }).reduce((cause) => new Error("of many", { cause }), undefined),
  wide: () => Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`field${index}`, index])),
  manyErrors: () => new AggregateError(Array.from({ length: 1_000 }, () => new Error("one of many"))),
  endlessErrors: () =>
    Object.assign(new Error("endless"), { errors: new Proxy([], { get: () => Number.POSITIVE_INFINITY }) }),
  hugeText: () => "\u0001".repeat(1_000_000),
  hugeMessage: () => new Error("é".repeat(1_000_000)),
  hugeCode: () => new NonRetryableError("huge code", { code: "c".repeat(1_000_000) }),
  codeWithNul: () => new NonRetryableError("a code with NUL", { code: "a\u0000b" }),
  farFuture: () => new RetryAfterError("far", 1e300),
  aborted: () => AbortSignal.abort().reason,
} satisfies Record<string, () => unknown>;

/** Names of values that are too large to create hundreds of times. */
const costly = new Set<string>(["deep", "deepCauses", "wide", "manyErrors", "hugeText", "hugeMessage", "hugeCode"]);

const { recipe } = fc.letrec<{ recipe: Recipe }>((tie) => {
  const text = fc.record({ kind: fc.constant("text" as const), text: fc.string({ unit: "binary", maxLength: 30 }) });
  const surrogate = fc.constant<Recipe>({ kind: "text", text: "half \ud800 of a pair" });
  const constant = fc.record({
    kind: fc.constant("constant" as const),
    name: fc.constantFrom(
      ...(Object.keys(constants) as (keyof typeof constants)[]).filter((name) => !costly.has(name)),
    ),
  });
  const object = fc.record({
    kind: fc.constant("object" as const),
    fields: fc.dictionary(fc.string({ maxLength: 5 }), tie("recipe"), { maxKeys: 3 }),
    bare: fc.boolean(),
  });
  const error = fc.record({
    kind: fc.constant("error" as const),
    class: fc.constantFrom(...(Object.keys(errorClasses) as (keyof typeof errorClasses)[])),
    fields: fc.record(
      {
        message: tie("recipe"),
        code: tie("recipe"),
        name: tie("recipe"),
        stack: tie("recipe"),
        seconds: tie("recipe"),
        cause: tie("recipe"),
        constructor: tie("recipe"),
      },
      { requiredKeys: [] },
    ),
    errors: fc.option(fc.array(tie("recipe"), { maxLength: 3 }), { nil: undefined }),
  });
  return { recipe: fc.oneof({ depthSize: "small" }, constant, text, surrogate, object, error) as fc.Arbitrary<Recipe> };
});

export const recipes: fc.Arbitrary<Recipe> = recipe;

/** One recipe for each named value. */
export const namedRecipes = (Object.keys(constants) as (keyof typeof constants)[]).map((name) => ({
  kind: "constant" as const,
  name,
}));

export function make(recipe: Recipe): unknown {
  switch (recipe.kind) {
    case "text":
      return recipe.text;
    case "constant":
      return constants[recipe.name]();
    case "object": {
      const object = recipe.bare ? Object.create(null) : {};
      for (const [name, field] of Object.entries(recipe.fields)) define(object, name, make(field));
      return object;
    }
    case "error": {
      const error =
        recipe.class === "RetryAfterError" ? new RetryAfterError("x", 1) : new errorClasses[recipe.class]("x");
      for (const [name, field] of Object.entries(recipe.fields)) define(error, name, make(field));
      if (recipe.errors) define(error, "errors", recipe.errors.map(make));
      return error;
    }
  }
}

function define(target: object, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
}
