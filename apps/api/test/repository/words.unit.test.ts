import { describe, expect, test } from "vitest";
import { findWords, readGlossary } from "../../../../scripts/words.ts";

const glossary = readGlossary(`# Glossary

## Retired words

| Retired | Use    |
| ------- | ------ |
| oldword | word   |
| go past | pass   |

Allowed:

- \`packages/one/\`: oldword (a name of the system)
- \`docs/list.md\`: all (this list)
`);

const find = (file: string, text: string) => findWords(glossary, file, text);
const sentence = (words: number) => `${"word ".repeat(words).trim()}.`;

describe("findWords", () => {
  test("finds a retired word with its line, in any case", () => {
    expect(find("a.ts", "// one\n// An Oldword.\nconst oldwords = 1;")).toEqual([{ line: 2, what: "oldword" }]);
  });

  test("finds a phrase across two lines of a comment", () => {
    expect(find("a.ts", "/**\n * One can go\n * past it.\n */")).toEqual([{ line: 2, what: "go past" }]);
  });

  test("allows a word under the given path only", () => {
    expect(find("packages/one/a.ts", "// oldword, go past")).toEqual([{ line: 1, what: "go past" }]);
    expect(find("packages/two/a.ts", "// oldword")).toHaveLength(1);
    expect(find("docs/list.md", "oldword, go past")).toEqual([]);
  });

  test("ignores inline code in docs, which names identifiers", () => {
    expect(find("docs/a.md", "The column `oldword` is old.")).toEqual([]);
    expect(find("docs/a.md", "The column oldword is old.")).toHaveLength(1);
  });

  test("finds sentences of more than 35 words in docs, and not in sources", () => {
    expect(find("docs/a.md", `# Title\n\n${sentence(35)} ${sentence(36)}`)).toEqual([
      { line: 3, what: "sentence of 36 words" },
    ]);
    expect(find("a.ts", `// ${sentence(36)}`)).toEqual([]);
  });

  test("ignores tables, code blocks and headings of docs", () => {
    const long = sentence(40);
    expect(find("docs/a.md", `# ${long}\n\n| ${long} |\n\n\`\`\`sh\n${long}\n\`\`\`\n`)).toEqual([]);
  });
});
