// TypeScript 7 has no stable API to parse with; the contract's generator brings 5.9.
import ts from "../packages/contracts/node_modules/typescript/lib/typescript.js";
import { handlerName, handlerStem } from "./job-templates.ts";

/**
 * The text of `job-handlers.ts` with the type's handler imported and registered, as the last of the chain that begins with
 * `jobHandlerRegistry`. Works on the syntax tree, so how the file is laid out doesn't matter.
 */
export function registerHandler(registry: string, type: string): string {
  const tree = ts.createSourceFile("job-handlers.ts", registry, ts.ScriptTarget.Latest, true);
  const registration = { at: endOfChain(tree), text: `.register({ type: "${type}", handler: ${handlerName(type)} })` };
  const handlerFile = `./modules/jobs/handlers/${handlerStem(type)}.handler.ts`;
  const lastImport = tree.statements.findLast(ts.isImportDeclaration);
  const importing = {
    at: lastImport?.end ?? 0,
    text: `\nimport { ${handlerName(type)} } from "${handlerFile}";`,
  };
  return insert(insert(registry, registration), importing);
}

function endOfChain(tree: ts.SourceFile): number {
  const chains: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) return;
    if (ts.isIdentifier(node) && node.text === "jobHandlerRegistry") chains.push(wholeChain(node));
    ts.forEachChild(node, visit);
  };
  visit(tree);
  const [chain] = chains;
  if (chain && chains.length === 1) return chain.end;
  throw new Error(
    "apps/api/src/job-handlers.ts should have one chain that begins with `jobHandlerRegistry` and registers the handlers, " +
      `but it has ${chains.length || "none"}`,
  );
}

/** The outermost call of `start.register(…).register(…)`. */
function wholeChain(start: ts.Node): ts.Node {
  const { parent } = start;
  const isRegister =
    ts.isPropertyAccessExpression(parent) && parent.expression === start && parent.name.text === "register";
  if (!isRegister || !ts.isCallExpression(parent.parent)) return start;
  return wholeChain(parent.parent);
}

function insert(text: string, { at, text: added }: { at: number; text: string }): string {
  return text.slice(0, at) + added + text.slice(at);
}
