/** Limits the size of a JSON text. One pass checks the text before `JSON.parse` builds anything from it. */

export interface JsonBudget {
  /** Maximum nesting of arrays and objects. */
  maxDepth: number;
  /** Maximum number of names in one object. */
  maxNames: number;
  /** Maximum number of values and names together. An empty array or object counts as two. */
  maxNodes: number;
}

/** The budget of a request's body, and of a record in a file. */
export const jsonBudget: JsonBudget = { maxDepth: 32, maxNames: 1_000, maxNodes: 100_000 };

export interface JsonSize {
  /** Number of values and names that `JSON.parse` builds from the text. */
  nodes: number;
  /** A text that describes the exceeded limit. Absent: no limit is exceeded. */
  excess?: string;
}

/** The structural characters of JSON. V8's regular expressions find the next one much faster than a loop does. */
const structural = /["[\]{},:]/g;

/**
 * Counts the values and names that `JSON.parse` would build. Stops as soon as they exceed the budget. In a text that
 * isn't JSON, it may also count what follows the fault.
 */
export function measureJson(text: string, budget: JsonBudget = jsonBudget): JsonSize {
  const namesAt: number[] = [0];
  let depth = 0;
  let nodes = 1;
  let others = 0;
  structural.lastIndex = 0;
  while (structural.test(text)) {
    const found = text[structural.lastIndex - 1];
    if (found === '"' || found === "]" || found === "}") {
      // Not JSON: in valid JSON, each string and each closing bracket belongs to a different node.
      if (++others > 2 * nodes) break;
      if (found === '"') structural.lastIndex = endOfString(text, structural.lastIndex);
      else depth--;
      continue;
    }
    nodes++;
    if (found === "[" || found === "{") namesAt[++depth] = 0;
    if (found === ":") namesAt[depth] = (namesAt[depth] ?? 0) + 1;
    const excess = excessOf(budget, depth, namesAt[depth] ?? 0, nodes);
    if (excess !== undefined) return { nodes, excess };
  }
  return { nodes };
}

function excessOf({ maxDepth, maxNames, maxNodes }: JsonBudget, depth: number, names: number, nodes: number) {
  if (depth > maxDepth) return `is nested deeper than ${maxDepth} levels`;
  if (names > maxNames) return `has more than ${maxNames} fields in one object`;
  if (nodes > maxNodes) return `has more than ${maxNodes} values and names`;
  return undefined;
}

/**
 * Number of characters of a string that are read one by one before `indexOf` searches the closing quote. Either method
 * alone is slow for some texts.
 */
const readAhead = 64;

/**
 * Returns the index after the closing quote of the string that starts at `from`. Without a closing quote: the end of
 * the text.
 */
function endOfString(text: string, from: number): number {
  for (let at = from; at < text.length; ) {
    for (const stop = at + readAhead; at < stop && at < text.length; at++) {
      const unit = text[at];
      if (unit === '"') return at + 1;
      if (unit === "\\") at++;
    }
    const end = text.indexOf('"', at);
    if (end === -1) break;
    if (!isEscaped(text, end, at)) return end + 1;
    at = end + 1;
  }
  return text.length;
}

/** Whether an odd number of backslashes precedes the index. Looks back to `from` at most. */
function isEscaped(text: string, index: number, from: number): boolean {
  let first = index;
  while (first > from && text[first - 1] === "\\") first--;
  return (index - first) % 2 === 1;
}
