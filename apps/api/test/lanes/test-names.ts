/** The rules for the full name of a test: its titles, from the outermost, joined by " › ". */

/** First words of names that begin with a clause instead of their subject. */
const sentenceWords = new Set(
  (
    "a an the this that these those it they there what who whoever whose which when where while if unless until " +
    "how why one two three some any every each all no nobody nothing none of to in on at by for from with without " +
    "within after before as and or but not can may must is are has have does do"
  ).split(" "),
);

export const maxSubjectWords = 6;

/** The names that break a rule, each with the reason. */
export function nameFaults(names: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].flatMap(([name, count]) => {
    const fault = subjectFault(name) ?? (count > 1 ? `${count} tests have this name` : undefined);
    return fault ? [`${name}\n  ${fault}`] : [];
  });
}

function subjectFault(name: string): string | undefined {
  const [subject = "", rest] = name.split(" › ", 2);
  if (!rest) return 'it has no subject: write "subject › what it does"';
  const words = subject.split(" ");
  if (sentenceWords.has((words[0] ?? "").toLowerCase())) return `its subject begins with "${words[0]}"`;
  if (words.length > maxSubjectWords) return `its subject has more than ${maxSubjectWords} words`;
  if (/[,;]|: |[:.]$/.test(subject)) return "its subject is a sentence: punctuation isn't allowed";
  return undefined;
}
