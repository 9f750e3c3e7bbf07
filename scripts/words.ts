/**
 * Finds retired words, and sentences of more than 35 words in docs. The functions are pure. `docs/glossary.md` lists
 * the words and the exceptions.
 */

export interface Glossary {
  retired: readonly string[];
  /** Files whose path starts with `path` may contain `word`. `all`: they may contain every retired word. */
  allowed: readonly { path: string; word: string }[];
}

export interface Finding {
  line: number;
  /** The retired word, or a description of the sentence. */
  what: string;
}

/** Maximum number of words of a sentence in docs. */
const maxWords = 35;

/** Parses the section "Retired words" of the glossary. */
export function readGlossary(markdown: string): Glossary {
  const [, retired = "", allowed = ""] = markdown.split(/^## Retired words$|^Allowed:$/m);
  return {
    retired: [...retired.matchAll(/^\| ([a-z ]+?) +\|/gm)].map(([, word = ""]) => word),
    allowed: [...allowed.matchAll(/^- `([^`]+)`: (\w[\w ]*)/gm)].map(([, path = "", word = ""]) => ({
      path,
      word: word.trim(),
    })),
  };
}

/** Lists the findings of one file. */
export function findWords({ retired, allowed }: Glossary, file: string, text: string): Finding[] {
  const exceptions = allowed.filter(({ path }) => file.startsWith(path)).map(({ word }) => word);
  if (exceptions.includes("all")) return [];
  const isDoc = file.endsWith(".md");
  // In docs, inline code names identifiers, so its words aren't checked.
  const checked = isDoc ? text.replaceAll(/`[^`\n]*`/g, "`code`") : text;
  const words = retired.filter((word) => !exceptions.includes(word));
  return [...words.flatMap((word) => findWord(word, checked)), ...(isDoc ? findLongSentences(text) : [])];
}

function findWord(word: string, text: string): Finding[] {
  // A line break within a phrase may be followed by a comment's star.
  const pattern = new RegExp(`\\b${word.replaceAll(" ", "\\s+(?:[*/]+\\s+)?")}\\b`, "gi");
  return [...text.matchAll(pattern)].map(({ index }) => ({
    line: text.slice(0, index).split("\n").length,
    what: word,
  }));
}

/** Checks prose only: no tables, code, headings and link targets. */
function findLongSentences(markdown: string): Finding[] {
  const prose = markdown
    .replaceAll(/^```[\s\S]*?^```/gm, (code) => code.replaceAll(/[^\n]/g, ""))
    .replaceAll(/^(\||#|<).*$/gm, "")
    .replaceAll(/\]\([^)]*\)/g, "]")
    .replaceAll(/`[^`]*`/g, "code");
  const found: Finding[] = [];
  let line = 1;
  for (const paragraph of prose.split(/(\n\s*\n|\n(?=\s*(?:[-*]|\d+\.) ))/)) {
    for (const sentence of paragraph.split(/(?<=[.!?])\s+/)) {
      const words = sentence.split(/\s+/).filter((word) => /\w/.test(word)).length;
      if (words > maxWords) found.push({ line, what: `sentence of ${words} words` });
    }
    line += paragraph.split("\n").length - 1;
  }
  return found;
}
