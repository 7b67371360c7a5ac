import assert from "node:assert/strict";
import type { AddressInfo } from "node:net";
import { connect } from "node:net";
import { test } from "node:test";
import { fillText } from "#kernel/fill-text";
import { BASE, problemOf, startApi } from "../../test/support/api-harness.ts";
import { languageOf } from "./language.ts";

test("a problem has every member of RFC 9457 and the id under which the log knows the request", async (t) => {
  const { api, log } = startApi(t);
  const answer = await api.inject({ url: "/api/v1/ledgers/none" });
  const problem = problemOf(answer, 404, "ledger_not_found");
  assert.deepEqual(Object.keys(problem), ["type", "title", "status", "detail", "code", "instance"]);
  assert.equal(problem["type"], "urn:sanlian:problem:ledger_not_found");
  assert.match(String(answer.headers["content-type"]), /^application\/problem\+json/);
  assert.equal(answer.headers["content-language"], "zh");
  assert.equal(answer.headers["cache-control"], "no-store");
  assert.ok(log.join("").includes(`"requestId":"${problem["instance"]}"`));
});

test("texts come in the language that is asked for", async (t) => {
  const { api } = startApi(t);
  const title = async (query: string, header?: string) => {
    const headers = header === undefined ? {} : { "accept-language": header };
    return problemOf(await api.inject({ url: `/nowhere${query}`, headers }), 404, "route_not_found")["title"];
  };
  const [zh, en] = ["此地址没有内容", "There is nothing at this address"];
  assert.equal(await title(""), zh);
  assert.equal(await title("", "fr"), en);
  assert.equal(await title("", "zh-CN,zh;q=0.9,en;q=0.8"), zh);
  assert.equal(await title("?lang=en", "zh"), en);
  assert.equal(await title("?lang=zh", "en"), zh);
});

test("the language is that of the highest quality that is known", () => {
  const of = (header: string) => languageOf({ query: {}, headers: { "accept-language": header } });
  const cases = {
    "en;q=0.5, ZH-hans;q=0.8": "zh",
    "fr, zh;q=0.1": "zh",
    fr: "en",
    "zh;q=0": "en",
    "": "en",
    "zh;q=x": "en",
    zhx: "en",
  };
  for (const [header, language] of Object.entries(cases)) assert.equal(of(header), language, header);
});

test("an error that nobody foresaw is logged and answered without its text", async (t) => {
  const { api, alliance, log } = startApi(t);
  alliance.failure = new Error("SQLITE_CORRUPT in /var/lib/secret.db");
  const headers = { "content-type": "application/json" };
  const answer = await api.inject({ method: "POST", url: `${BASE}/transactions`, headers, payload: "{}" });
  problemOf(answer, 500, "internal_error");
  assert.ok(!answer.body.includes("SQLITE"));
  assert.ok(log.join("").includes("SQLITE_CORRUPT"));
});

test("addresses, methods and headers that make no sense are problems too", async (t) => {
  const { api } = startApi(t);
  problemOf(await api.inject({ url: "/ledgers/%zz/checkpoint" }), 400, "request_malformed");
  problemOf(await api.inject({ method: "PUT", url: BASE }), 404, "route_not_found");
  problemOf(await api.inject({ url: `/ledgers/${"x".repeat(300)}/checkpoint` }), 404, "route_not_found");
});

test("what is not HTTP, or has too large headers, is answered as a problem and the connection is closed", async (t) => {
  const { api } = startApi(t);
  await api.listen({ port: 0, host: "127.0.0.1" });
  const { port } = api.server.address() as AddressInfo;
  const send = (text: string) =>
    new Promise<string>((resolve, reject) => {
      let received = "";
      const socket = connect(port, "127.0.0.1", () => socket.write(text));
      socket.setEncoding("utf8").on("data", (chunk: string) => {
        received += chunk;
      });
      socket.on("close", () => resolve(received)).on("error", reject);
    });
  const nonsense = await send("this is not HTTP\r\n\r\n");
  assert.match(
    nonsense,
    /^HTTP\/1.1 400 Bad Request\r\n[\s\S]*application\/problem\+json[\s\S]*"code":"request_malformed"/,
  );
  const large = await send(`GET / HTTP/1.1\r\nHost: a\r\nX: ${"x".repeat(20_000)}\r\n\r\n`);
  assert.match(large, /^HTTP\/1.1 431 [\s\S]*"code":"headers_too_large"/);
});

test("facts complete a text, and what has none stays", () => {
  assert.equal(fillText("{a} of {b}, {c} {toString}", { a: 1, b: "two", c: null }), "1 of two, {c} {toString}");
});
