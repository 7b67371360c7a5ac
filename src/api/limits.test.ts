import assert from "node:assert/strict";
import { test } from "node:test";
import { problemOf, startApi } from "../../test/support/api-harness.ts";
import { DEFAULT_LIMITS } from "./limits.ts";
import { isLoopback, networkOf, RateLimiter } from "./rate-limit.ts";

const LIMITS = { ...DEFAULT_LIMITS, requestsPerSecond: 2, requestBurst: 3, isLoopbackLimited: true };

test("an address may send a burst, then as many as its tokens come back", () => {
  const clock = { now: 0 };
  const limiter = new RateLimiter(LIMITS, () => clock.now);
  const take = () => limiter.take("192.0.2.1");
  assert.deepEqual([take(), take(), take(), take()], [0, 0, 0, 500]);
  clock.now = 250;
  assert.equal(take(), 250);
  clock.now = 500;
  assert.deepEqual([take(), take()], [0, 500]);
  assert.equal(limiter.take("192.0.2.2"), 0);
  clock.now = 100_000;
  assert.deepEqual([take(), take(), take(), take()], [0, 0, 0, 500]);
});

test("a clock that goes backwards takes no tokens away", () => {
  const clock = { now: 1_000 };
  const limiter = new RateLimiter(LIMITS, () => clock.now);
  limiter.take("192.0.2.1");
  clock.now = 0;
  assert.deepEqual([limiter.take("192.0.2.1"), limiter.take("192.0.2.1")], [0, 0]);
});

test("loopback is free unless the limits say otherwise", () => {
  const free = new RateLimiter({ ...LIMITS, isLoopbackLimited: false }, () => 0);
  for (let i = 0; i < 10; i++) assert.equal(free.take("127.0.0.1"), 0);
  assert.deepEqual(["127.9.9.9", "::1", "::ffff:127.0.0.1", "128.0.0.1", "::2", "::ffff:10.0.0.1"].map(isLoopback), [
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
});

test("an IPv6 /64 counts as one address, and an IPv4 address as itself in both forms", () => {
  assert.equal(networkOf("2001:db8:1:2:3:4:5:6"), networkOf("2001:DB8:1:2::9"));
  assert.notEqual(networkOf("2001:db8:1:2::1"), networkOf("2001:db8:1:3::1"));
  assert.equal(networkOf("2001:db8::1"), "2001:db8:0:0::/64");
  assert.equal(networkOf("::1"), "0:0:0:0::/64");
  assert.equal(networkOf("fe80::1%eth0"), "fe80:0:0:0::/64");
  assert.equal(networkOf("::ffff:192.0.2.1"), networkOf("192.0.2.1"));
});

test("too many requests are answered with 429 and Retry-After, with the security headers", async (t) => {
  const { api, clock } = startApi(t, LIMITS);
  const ask = () => api.inject({ url: "/healthz" });
  for (let i = 0; i < 3; i++) assert.equal((await ask()).statusCode, 200);
  const refused = await ask();
  problemOf(refused, 429, "rate_exceeded");
  assert.equal(refused.headers["retry-after"], "1");
  assert.equal(refused.headers["x-frame-options"], "DENY");
  clock.now += 1_000;
  assert.equal((await ask()).statusCode, 200);
});
