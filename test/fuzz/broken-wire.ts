import { strict as assert } from "node:assert";
import { connect } from "node:net";
import fc from "fast-check";
import type { BrokenRequest } from "./broken-requests.ts";
import { checkAnswer, checkNoInternals } from "./leaks.ts";

/** Requests as bytes on a connection, and what breaks them there. */

const DAMAGES = [
  "none",
  "flip",
  "cut",
  "insert",
  "bare-lf",
  "no-host",
  "two-lengths",
  "length-and-chunks",
  "bad-chunk",
  "endless-header",
  "many-headers",
  "folded-header",
  "nul-in-header",
  "long-path",
  "old-version",
  "next-version",
  "absolute",
  "tls",
  "twice",
] as const;

export interface WireDamage {
  readonly how: (typeof DAMAGES)[number];
  readonly at: number;
  readonly byte: number;
}

/** Every way to break a request on its way. */
export function anyWireDamage(): fc.Arbitrary<WireDamage> {
  return fc.record({ how: fc.constantFrom(...DAMAGES), at: fc.nat(10_000), byte: fc.nat(255) });
}

/** The bytes of a request; header values keep whatever is in them. */
export function wireBytes({ method, url, headers, body }: BrokenRequest, { how, at, byte }: WireDamage): Buffer {
  const content = Buffer.from(body ?? "");
  const lines = [
    `${method} ${url === "" ? "/" : url} HTTP/1.1`,
    ...Object.entries({ host: "node.test", ...headers, connection: "close" }).map(
      ([name, value]) => `${name}: ${value}`,
    ),
    ...(body === undefined ? [] : [`content-length: ${content.length}`]),
  ];
  const whole = (changed: readonly string[] = lines, tail: Buffer = content) =>
    Buffer.concat([Buffer.from(`${changed.join("\r\n")}\r\n\r\n`, "latin1"), tail]);
  const withLine = (line: string) => whole([lines[0] ?? "", line, ...lines.slice(1)]);
  const bytes = whole();
  const place = at % bytes.length;
  switch (how) {
    case "none":
      return bytes;
    case "flip":
      bytes[place] = (bytes[place] as number) ^ (1 << (byte % 8));
      return bytes;
    case "cut":
      return bytes.subarray(0, place);
    case "insert":
      return Buffer.concat([bytes.subarray(0, place), Buffer.from([byte]), bytes.subarray(place)]);
    case "bare-lf":
      return Buffer.from(bytes.toString("latin1").replaceAll("\r\n", "\n"), "latin1");
    case "no-host":
      return whole(lines.filter((line) => !line.startsWith("host:")));
    case "two-lengths":
      return withLine(`content-length: ${content.length + 1}`);
    case "length-and-chunks":
      return withLine("transfer-encoding: chunked");
    case "bad-chunk":
      return whole(
        [...lines.filter((line) => !line.startsWith("content-length")), "transfer-encoding: chunked"],
        Buffer.concat([Buffer.from(`${at.toString(16)};x\r\n`), content, Buffer.from("\r\nzz\r\n")]),
      );
    case "endless-header":
      return withLine(`x: ${"x".repeat(20_000)}`);
    case "many-headers":
      return withLine(Array.from({ length: 2_500 }, (_, i) => `x${i}: y`).join("\r\n"));
    case "folded-header":
      return withLine("x: y\r\n z");
    case "nul-in-header":
      return withLine("x: \u0000y");
    case "long-path":
      return whole([lines[0]?.replace(" /", ` /${"p".repeat(17_000)}`) ?? "", ...lines.slice(1)]);
    case "old-version":
      return whole([lines[0]?.replace("HTTP/1.1", at % 2 === 0 ? "HTTP/0.9" : "") ?? "", ...lines.slice(1)]);
    case "next-version":
      return Buffer.from("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    case "absolute":
      return whole([lines[0]?.replace(" /", " http://evil.example/") ?? "", ...lines.slice(1)]);
    case "tls":
      return Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc, 0x03, 0x03, byte]);
    case "twice":
      return Buffer.concat([bytes, bytes]);
  }
}

/** How long a node may think about a request before the client says that nothing more comes. */
const PATIENCE_MS = 40;

/** Sends bytes over a connection of their own and gives everything that comes back until it is closed. */
export function exchange(port: number, bytes: Buffer): Promise<Buffer> {
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    const socket = connect({ port, host: "127.0.0.1" });
    const patience = setTimeout(() => socket.end(), PATIENCE_MS);
    socket.on("data", (part) => parts.push(part));
    // A node may close a connection on which more is still on its way.
    socket.on("error", () => {});
    socket.on("close", () => {
      clearTimeout(patience);
      resolve(Buffer.concat(parts));
    });
    socket.write(bytes);
  });
}

/** Checks what came back: nothing, or answers of HTTP of which the first one is checked like any other. */
export function checkWire(answer: string, sent: string): void {
  checkNoInternals(answer, sent);
  const text = answer.replace(/^HTTP\/1\.1 100 Continue\r\n\r\n/, "");
  if (text === "") return;
  const end = text.indexOf("\r\n\r\n");
  const head = text.slice(0, end);
  const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(head)?.[1]);
  assert.ok(end > 0 && status >= 200, `no answer of HTTP: ${text.slice(0, 200)}`);
  const header = (name: string) => new RegExp(`^${name}: (.*)$`, "im").exec(head)?.[1]?.trim() ?? "";
  const rest = text.slice(end + 4);
  // An answer to HEAD tells the length of a body that does not come; the next answer may follow at once.
  const content = rest.startsWith("HTTP/1.1 ") ? "" : rest.slice(0, Number(header("content-length")));
  const body = Buffer.from(content, "latin1");
  checkAnswer({ status, type: header("content-type"), body: body.toString("utf8") }, sent);
}
