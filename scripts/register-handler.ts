// TypeScript 7 has no stable parser API, so this uses the 5.9 of the contract's generator.
import ts from "../packages/contracts/node_modules/typescript/lib/typescript.js";
import { handlerName, handlerStem } from "./job-templates.ts";

/**
 * Returns the text of `job-handlers.ts` with the type's handler imported and registered at the end of the chain. Edits
 * the syntax tree's positions, so the layout of the file doesn't matter.
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
