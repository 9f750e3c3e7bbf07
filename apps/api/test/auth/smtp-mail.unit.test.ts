import type { AddressInfo } from "node:net";
import { createServer, type Socket } from "node:net";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createMails } from "../../src/modules/auth/mails.ts";
import { createSmtpMail } from "../../src/modules/auth/smtp-mail.ts";

/** The lines that the SMTP server received. It accepts every mail except those to a refused address. */
const received: string[] = [];

async function answer(socket: Socket): Promise<void> {
  socket.on("error", () => {}).write("220 here\r\n");
  let inData = false;
  for await (const line of createInterface({ input: socket })) {
    received.push(line);
    if (inData) {
      if (line !== ".") continue;
      inData = false;
      socket.write("250 taken\r\n");
    } else if (line === "DATA") {
      inData = true;
      socket.write("354 go on\r\n");
    } else if (line === "QUIT") socket.end("221 bye\r\n");
    else socket.write(line.includes("refused@") ? "550 no such user\r\n" : "250 ok\r\n");
  }
}

const server = createServer((socket) => void answer(socket).catch(() => {}));
let send: ReturnType<typeof createSmtpMail>;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  send = createSmtpMail({ url: `smtp://127.0.0.1:${port}`, from: "Gaffer <jobs@example.com>" });
});
afterAll(() => void server.close());

const mails = createMails("https://app.example.com");

test("SMTP mail › accepted mail › contains its link in one piece", async () => {
  await send(mails.resetPassword("ada@example.com", "t".repeat(43)));
  expect(received).toEqual(expect.arrayContaining(["MAIL FROM:<jobs@example.com>", "RCPT TO:<ada@example.com>"]));
  expect(received).toContain("From: Gaffer <jobs@example.com>");
  expect(received.join("\n").replaceAll("=\n", "").replaceAll("=3D", "=")).toContain(
    `https://app.example.com/reset-password#token=${"t".repeat(43)}`,
  );
});

test("SMTP mail › refused mail › is an error that doesn't contain the link", async () => {
  const failure = await send(mails.verifyEmail("refused@example.com", "a-token")).catch((error: Error) => error);
  expect(failure).toBeInstanceOf(Error);
  expect(JSON.stringify({ ...(failure as Error), message: (failure as Error).message })).not.toContain("a-token");
});
