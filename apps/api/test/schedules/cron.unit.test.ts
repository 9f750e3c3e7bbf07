import { Cron } from "croner";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseCron } from "../../src/modules/schedules/recurrence/parse-cron.ts";
import { anyCron, anyInstant } from "./any-recurrence.ts";
import { cron, runsOf } from "./runs-of.ts";

test("Cron expression › zone without clock changes › runs at the same times as with croner", () => {
  fc.assert(
    fc.property(anyCron, anyInstant, (expression, after) => {
      // Skips day fields such as `*/2`: with croner, either day field may match; in cron since Vixie's version, both
      // must match.
      fc.pre(!expression.split(" ").some((field, index) => index % 2 === 0 && index > 0 && field.startsWith("*/")));
      const theirs = new Cron(expression, { timezone: "UTC", mode: "5-part" }).nextRuns(20, after);
      const ours = runsOf(cron(expression), "UTC", after.toISOString(), 20).map(({ at }) => at);
      expect(ours.slice(0, theirs.length)).toEqual(theirs);
    }),
    { numRuns: 300 },
  );
});

describe("Cron expression › field", () => {
  test.each([
    ["ranges, lists and steps", "0-10/5,30 * * * *", { minutes: [0, 5, 10, 30] }],
    ["a step from a number", "50/5 * * * *", { minutes: [50, 55] }],
    ["names in any case", "0 0 * Feb-APR mon,FRI", { months: [2, 3, 4], weekdays: [1, 5] }],
    ["7 and 0 for Sunday", "0 0 * * 0,7", { weekdays: [0] }],
    ["a range to Sunday", "0 0 * * FRI-SUN", { weekdays: [0, 5, 6] }],
    ["a range of one Sunday", "0 0 * * SUN-SUN", { weekdays: [0] }],
    ["every day of the week", "0 0 * * *", { weekdays: [0, 1, 2, 3, 4, 5, 6] }],
    ["seconds in front", "30 0 12 * * *", { seconds: [30], minutes: [0], hours: [12] }],
    ["no seconds", "0 12 * * *", { seconds: [0] }],
    ["question marks for any day", "0 12 ? * ?", { eitherDay: false }],
    ["either of two days", "0 12 1 * 1", { eitherDay: true }],
    ["a day with a star and a step, which needs the other day too", "0 12 */2 * 1", { eitherDay: false }],
    ["spaces", "  0   12 *\t* * ", { hours: [12] }],
  ])("%s", (_, expression, fields) => {
    expect(parseCron(expression)).toMatchObject(fields);
  });
});

describe("Cron expression › invalid expression", () => {
  test.each([
    ["0 12 * *", "has 4 fields; it needs five (minute, hour, day of month, month, day of week), or six with"],
    ["0 0 12 * * * 2027", "has 7 fields"],
    [" ", "has 1 field;"],
    ["@daily", "can't be a name such as @daily"],
    ["60 * * * *", 'has an invalid minute: "60" isn\'t a number from 0 to 59'],
    ["0 24 * * *", 'has an invalid hour: "24" isn\'t a number from 0 to 23'],
    ["0 0 0 * *", 'has an invalid day of month: "0" isn\'t a number from 1 to 31'],
    ["0 0 * FOO *", 'has an invalid month: "FOO" isn\'t a number from 1 to 12, or a name from JAN to DEC'],
    ["0 0 * * 8", 'has an invalid day of week: "8" isn\'t a number from 0 to 7, or a name from SUN to SAT'],
    ["0 0 L * *", 'has an invalid day of month: "L" isn\'t a number from 1 to 31; the kind `monthly` can say that'],
    ["0 0 * * 5#3", "the kind `monthly` can say that"],
    ["0 0 1,,2 * *", "has an invalid day of month: nothing isn't a number from 1 to 31"],
    ["5-1 * * * *", 'has an invalid minute: "5-1" ends before it begins; write two ranges'],
    ["0-1-2 * * * *", 'has an invalid minute: "0-1-2" isn\'t a range of two'],
    ["*/0 * * * *", 'has an invalid minute: "*/0" has no number from 1 on after its slash'],
    ["*/x * * * *", 'has an invalid minute: "*/x" has no number from 1 on after its slash'],
    ["-5 * * * *", "has an invalid minute: nothing isn't a number from 0 to 59"],
    ["1.5 * * * *", 'has an invalid minute: "1.5" isn\'t a number'],
    ["* * * * * *", "runs every 1 s; its seconds must lie at least 5 apart"],
    ["0,57 * * * * *", "runs every 3 s"],
  ])("%s", (expression, message) => {
    expect(() => parseCron(expression)).toThrow(message);
  });
});
