import type { Socket } from "node:net";
import { PROBLEMS, type ProblemCode } from "./problem-catalogue.ts";
import { PROBLEM_TYPE, problemBody, problemText } from "./problems.ts";

/** Answers what is not HTTP at all, or too slow or too large to be read, and closes the connection. */
export function answerBrokenRequest(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const code: ProblemCode = error.code === "HPE_HEADER_OVERFLOW" ? "headers_too_large" : "request_malformed";
  const status = error.code === "ERR_HTTP_REQUEST_TIMEOUT" ? 408 : PROBLEMS[code];
  const parts = { code, status, text: problemText(code, "en"), language: "en", details: {} } as const;
  const body = JSON.stringify(problemBody(parts, "none"));
  const head = [
    `HTTP/1.1 ${status} ${REASONS[status]}`,
    `Content-Type: ${PROBLEM_TYPE}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}

const REASONS: Readonly<Record<number, string>> = {
  400: "Bad Request",
  408: "Request Timeout",
  431: "Request Header Fields Too Large",
};
