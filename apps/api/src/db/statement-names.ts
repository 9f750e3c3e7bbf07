/**
 * Names of statements. PostgreSQL parses and plans an unnamed statement each time, and a named one once per connection. With
 * jobs that come one by one, planning is most of the database's work.
 */

/**
 * Maximum number of names: more than the code has statements with a fixed text. Each name costs memory in every
 * connection.
 */
const maxNames = 300;

const numbers = new Map<string, number>();

/**
 * The name of a statement with this text: the same in all connections of this process. undefined: the statement is sent
 * unnamed. A plan outlives the settings under which it was made, so transactions that plan by keys have names of their
 * own.
 */
export function statementName(text: string, byKeys: boolean): string | undefined {
  const number = numbers.get(text) ?? (numbers.size < maxNames ? numbers.size : undefined);
  if (number === undefined) return undefined;
  numbers.set(text, number);
  return `gaffer_${number}${byKeys ? "_by_keys" : ""}`;
}
