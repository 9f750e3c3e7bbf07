import { pino } from "pino";
import { describe, expect, test } from "vitest";
import { readConfig } from "../../src/server/config.ts";
import { createTextFormat, openLog } from "../../src/server/log.ts";

/** The text that the logger writes. */
async function written(write: (log: pino.Logger) => void, colorize = false): Promise<string> {
  const toText = await createTextFormat(colorize);
  let text = "";
  write(
    pino(
      { level: "trace" },
      {
        write: (line) => {
          text += toText(line);
        },
      },
    ),
  );
  return text;
}

describe("createTextFormat", () => {
  test("writes time, level, message and fields on one line", async () => {
    const text = await written((log) => log.warn({ jobId: "a", attempts: [1, 2] }, "job attempt ended"));
    expect(text).toMatch(/^\[\d\d:\d\d:\d\d\.\d{3}\] WARN: job attempt ended \{"jobId":"a","attempts":\[1,2\]\}\n$/);
  });

  test("indents the stack of an error, and the stack of its cause", async () => {
    const err = new Error("outer", { cause: new TypeError("inner") });
    const text = await written((log) => log.error({ err, jobId: "a" }, "the handler failed"));
    expect(text).toMatch(/^\[[\d:.]+\] ERROR: the handler failed \{"jobId":"a"\}\n/);
    expect(text).toMatch(/\n {10}Error: outer\n {14}at .*log\.unit\.test\.ts:\d+/);
    expect(text).toMatch(/\n {10}caused by: TypeError: inner\n {14}at .*log\.unit\.test\.ts:\d+/);
    expect(text).not.toContain("\\n");
  });

  test("escapes control characters in texts, which a terminal would obey", async () => {
    const hostile = "\u001b[2J\u0007\u009b31m";
    const text = await written((log) => log.error({ file: hostile, err: new Error(hostile) }, `C:\\u001b ${hostile}`));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the text must not contain control characters.
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
    expect(text).toContain("ERROR: C:\\u001b \\u001b[2J\\u0007\\u009b31m");
  });

  test("uses colors only on request", async () => {
    const log = (log: pino.Logger) => log.info("started");
    expect(await written(log)).not.toContain("\u001b[");
    expect(await written(log, true)).toContain("\u001b[32mINFO\u001b[39m");
  });
});

describe("openLog", () => {
  const terminal = { isTTY: true, hasColors: () => true };

  test.each([
    ["text on a terminal", {}, terminal, "text"],
    ["JSON in a pipe", {}, {}, "json"],
    ["JSON on a terminal in production", { NODE_ENV: "production" }, terminal, "json"],
    ["JSON on a terminal with LOG_FORMAT=json", { LOG_FORMAT: "json" }, terminal, "json"],
    ["text in a pipe with LOG_FORMAT=text", { LOG_FORMAT: "text" }, {}, "text"],
    ["text in production with LOG_FORMAT=text", { NODE_ENV: "production", LOG_FORMAT: "text" }, {}, "text"],
  ])("writes %s", async (_, settings, output, format) => {
    expect((await openLog(readConfig(settings), output)).format).toBe(format);
  });
});
