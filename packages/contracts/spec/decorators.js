import { setExtension } from "@typespec/openapi";

/** The implementations of decorators.tsp, by namespace. `openapi-document.ts` checks the values. */
export const $decorators = {
  Gaffer: {
    access: ({ program }, target, needed) => setExtension(program, target, "x-access", needed),
    bodyLimit: ({ program }, target, bytes) => setExtension(program, target, "x-body-limit", bytes),
  },
};
