import fc from "fast-check";
import { oddText } from "./odd-json.ts";

/** HTTP requests that a node has no use for: real routes with odd values, odd routes, bodies of the wrong kind. */
export interface BrokenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer | undefined;
  /** Whether it comes with the session of somebody who may read everything. */
  readonly hasSession: boolean;
}

const LEDGER = "/api/v1/ledgers/{}";

/** Routes with their method. A pair of braces is a place for a segment, the first one that of the ledger's name. */
const ROUTES = [
  ["POST", `${LEDGER}/transactions`],
  ["GET", `${LEDGER}/transactions/{}`],
  ["GET", `${LEDGER}/transactions/{}/receipt`],
  ["GET", `${LEDGER}/blocks/{}`],
  ["GET", `${LEDGER}/leaves`],
  ["GET", `${LEDGER}/council/people`],
  ["POST", `${LEDGER}/council/people`],
  ["GET", `${LEDGER}/tally/counters-by-size`],
  ["POST", `${LEDGER}/tally/counters-by-size`],
  ["GET", `${LEDGER}/{}/{}`],
  ["DELETE", `${LEDGER}/personal/{}`],
  ["GET", `${LEDGER}/events`],
  ["GET", LEDGER],
  ["GET", "/api/v1/ledgers"],
  ["POST", "/api/v1/sessions"],
  ["POST", "/api/v1/sessions/challenge"],
  ["DELETE", "/api/v1/sessions"],
  ["GET", "/api/openapi.json"],
  ["GET", "/api"],
  ["GET", "/ledgers/{}/checkpoint"],
  ["GET", "/ledgers/{}/genesis"],
  ["GET", "/ledgers/{}/tile/{}/{}"],
  ["GET", "/ledgers/{}/tile/entries/{}"],
  ["GET", "/ledgers/{}/tile/0/{}"],
  ["GET", "/readyz"],
  ["GET", "/metrics"],
  ["GET", "/{}"],
  ["GET", "/{}/{}/{}"],
] as const;

const ODD_SEGMENTS = [
  "..",
  ".",
  "%2e%2e",
  "%2E%2E%2Fetc%2Fpasswd",
  "..%5c..",
  "%00",
  "%",
  "%zz",
  "%c0%80",
  "%ed%a0%80",
  "%ff",
  "%25%30%30",
  "//",
  "",
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "*",
  ":name",
  "test/",
  "TEST",
  "test%20",
  "te%73t",
  "test;a=b",
  "test.json",
  "0",
  "-1",
  "1e3",
  "0x1",
  "00",
  "1.0",
  "999999999999999999999",
  "9007199254740993",
  "٣",
  "１",
  "NaN",
  "null",
  "true",
  "000",
  "001",
  "x001/000",
  "000.p/1",
  "000.p/0",
  "000.p/256",
  "000.p/255",
  "000.p/01",
  "000.p/1/2",
  "000.p/",
  "x000/000",
  "1000",
  "x9/000",
  "x999/x999/x999/x999/x999/999",
  "entries",
  "0/000",
  "entries/000",
  "63/000",
  "64/000",
  "00/000",
  "8/x999/999",
  "-0/000",
  "0/0000",
  "e/000",
  "0".repeat(64),
  "f".repeat(80),
  "0".repeat(80),
  "g".repeat(80),
  "timer_0",
  "a".repeat(190),
  "b".repeat(260),
  "c".repeat(3_000),
];

const ODD_QUERIES = [
  "",
  "?",
  "?limit=-1",
  "?limit=1e9",
  "?limit=1001",
  "?limit=",
  "?limit=NaN",
  "?limit=1&limit=2",
  "?limit[]=1",
  "?limit=%00",
  "?from=9007199254740993",
  "?from=-0",
  "?from=1.5",
  "?from=0&limit=1000",
  "?__proto__[x]=1",
  "?constructor=1",
  "?group=g&limit=5",
  "?group=g&limit=5&after=%F0%9F",
  "?group=g&limit=5&after=x",
  "?group=%zz&limit=3",
  "?group=g&limit=5&extra=1",
  "?input=%7B%7D",
  "?input={",
  "?a=b&a=b&a=b",
  "?%",
  "?=",
  "?&&&",
  `?${"a=1&".repeat(400)}`,
  `?group=${"g".repeat(5_000)}`,
];

const OTHER_METHODS = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "PROPFIND", "SEARCH"];

const TYPES = [
  "application/json",
  "application/json",
  "application/json; charset=utf-8",
  "application/json; charset=utf-16",
  "APPLICATION/JSON",
  "application/x-ndjson",
  "application/x-ndjson",
  "application/x-ndjson;x=y",
  "application/jsonx",
  "text/plain",
  "text/html",
  "multipart/form-data; boundary=x",
  "application/x-www-form-urlencoded",
  "application/problem+json",
  "application/json, text/plain",
  ";",
  "/",
  "application/",
  "x".repeat(500),
  'application/json;charset="',
];

const ODD_HEADERS: readonly (readonly [string, readonly string[]])[] = [
  [
    "authorization",
    [
      "Bearer x",
      "Bearer ",
      "bearer  a b",
      "Basic YTpi",
      `Bearer ${"a".repeat(43)}`,
      `Bearer ${"a".repeat(2_000)}`,
      "Bearer ../../x",
      "null",
    ],
  ],
  ["cookie", ["a", "=", ";;;", "sanlian_00000000=x", `sanlian_00000000=${"%".repeat(500)}`, "__proto__=1"]],
  ["accept-language", ["zh", "en", "*", "zh-CN;q=0.9,en;q=x", ",,,", "q=1", "x".repeat(2_000), "en;q=-1,zh;q=2"]],
  [
    "accept-encoding",
    ["gzip", "gzip;q=0", "br, gzip;q=0.5", "*", "identity;q=0", "gzip;q=0.000001", "x".repeat(1_000)],
  ],
  ["accept", ["text/html", "application/xml", "*/*;q=0", "application/problem+json"]],
  ["content-encoding", ["gzip", "br", "identity", "x"]],
  ["x-forwarded-for", ["127.0.0.1", "::1", "evil, 1.2.3.4", "x".repeat(900)]],
  ["range", ["bytes=0-0", "bytes=-1", "x"]],
  ["if-none-match", ["*", '"x"', "W/x"]],
  ["if-modified-since", ["Thu, 01 Jan 1970 00:00:00 GMT", "x"]],
  ["expect", ["100-continue", "x"]],
  ["last-event-id", ["-1", "0", "1e9", "x"]],
  ["host", ["", "evil.example", "a b", "[::1", "x".repeat(300)]],
  ["origin", ["null", "https://evil.example"]],
  ["sec-fetch-site", ["cross-site", "x"]],
  ["x-http-method-override", ["DELETE"]],
  ["traceparent", ["00-x"]],
];

/** Every kind of broken request. */
export function anyBrokenRequest(): fc.Arbitrary<BrokenRequest> {
  const header = fc.constantFrom(
    ...ODD_HEADERS.flatMap(([name, values]) => values.map((value) => [name, value] as const)),
  );
  return fc
    .record({
      route: fc.constantFrom(...ROUTES),
      otherMethod: rarely(fc.constantFrom(...OTHER_METHODS)),
      ledger: rarely(segment()),
      segments: fc.array(segment(), { minLength: 3, maxLength: 3 }),
      query: rarely(fc.constantFrom(...ODD_QUERIES)),
      type: fc.oneof(fc.constantFrom("application/json", "application/x-ndjson"), fc.constantFrom(...TYPES)),
      headers: fc.array(header, { maxLength: 3 }),
      body: fc.option(body()),
      hasSession: fc.boolean(),
    })
    .map(({ route: [method, path], otherMethod, ledger, segments, query, type, headers, body: sent, hasSession }) => {
      const places = [ledger ?? "test", ...segments];
      const url = `${path.replaceAll("{}", () => places.shift() ?? "")}${query ?? ""}`;
      const typed = sent === null ? headers : [...headers, ["content-type", type] as const];
      return {
        method: otherMethod ?? method,
        url,
        headers: Object.fromEntries(typed),
        body: sent ?? undefined,
        hasSession,
      };
    });
}

function rarely<T>(values: fc.Arbitrary<T>): fc.Arbitrary<T | null> {
  return fc.option(values, { freq: 4 });
}

function segment(): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...ODD_SEGMENTS) },
    { weight: 1, arbitrary: fc.webSegment({ size: "small" }) },
    {
      weight: 1,
      arbitrary: fc.string({ unit: "binary", maxLength: 12 }).map((text) => encodeURIComponent(text.toWellFormed())),
    },
  );
}

function body(): fc.Arbitrary<string | Buffer> {
  return fc.oneof(
    oddText(),
    fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
    fc.constantFrom(
      "",
      "\n",
      "\n\n\n",
      "{}\n{}",
      "{}\r\n{}\r\n",
      " ",
      "\ufeff{}",
      "{}\n".repeat(5_001),
      '{"challenge":{},"envelope":{}}',
    ),
    fc.json(),
  );
}
