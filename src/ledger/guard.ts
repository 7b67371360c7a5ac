import nodeCrypto from "node:crypto";
import { syncBuiltinESMExports } from "node:module";

/**
 * The determinism guard: while a contract runs, whatever would give another answer on another node throws. The lint rules
 * say so earlier; this catches what they cannot see.
 */

type AnyFunction = (...args: never[]) => unknown;

/** Runs a contract under guard. */
export type Guard = <T>(run: () => T) => T;

/** Thrown when a contract reaches for the clock, chance or the future. Its transaction becomes a fault. */
export class NotDeterministic extends Error {
  constructor(what: string) {
    super(`a contract must not use ${what}: every node has to compute the same`);
  }
}

/** Methods of dates that depend on the time zone or the language of the machine. */
const LOCAL_TIME = Object.getOwnPropertyNames(Date.prototype).filter((name) =>
  /^(?:get|set)(?!UTC|Time$)|^to(?!UTC|GMT|ISO|JSON)/.test(name),
);

/** What depends on the machine, its clock, its place or chance. */
const FORBIDDEN: readonly (readonly [object: () => object, names: readonly string[]])[] = [
  [() => Math, ["random"]],
  // Their last digits are the engine's choice.
  [
    () => Math,
    "acos acosh asin asinh atan atan2 atanh cbrt cos cosh exp expm1 hypot log log10 log1p log2 sin sinh tan tanh".split(
      " ",
    ),
  ],
  [() => performance, ["now"]],
  [() => globalThis.crypto, ["getRandomValues", "randomUUID"]],
  [() => nodeCrypto, ["randomBytes", "randomFill", "randomFillSync", "randomInt", "randomUUID"]],
  [() => nodeCrypto, ["generateKeyPair", "generateKeyPairSync", "generateKey", "generateKeySync"]],
  [() => process, ["hrtime", "uptime", "cwd", "memoryUsage", "cpuUsage", "resourceUsage", "nextTick"]],
  [() => globalThis, ["setTimeout", "setInterval", "setImmediate", "queueMicrotask", "fetch"]],
  [() => String.prototype, ["localeCompare", "toLocaleLowerCase", "toLocaleUpperCase"]],
  [() => Array.prototype, ["toLocaleString"]],
  [() => Number.prototype, ["toLocaleString"]],
  [() => BigInt.prototype, ["toLocaleString"]],
  [() => Promise.prototype, ["then"]],
  [() => Date.prototype, LOCAL_TIME],
];

/**
 * Guards this thread once; the returned function runs a contract under guard. Installed by the executor's thread alone, and
 * before it loads the contracts: what they keep of the globals is guarded, too.
 */
export function installGuard(): Guard {
  let isRunning = false;
  const check = (what: string): void => {
    if (isRunning) throw new NotDeterministic(what);
  };
  for (const [owner, names] of FORBIDDEN) {
    const object = owner() as Record<string, AnyFunction>;
    for (const name of names) {
      const value = guardFunction(object[name] as AnyFunction, name, check);
      Object.defineProperty(object, name, { value, configurable: true, writable: true });
    }
  }
  guardDate(check);
  guardIntl(check);
  // Lets `import { randomInt } from "node:crypto"` see the guarded functions.
  syncBuiltinESMExports();
  return (run) => {
    isRunning = true;
    try {
      return run();
    } finally {
      isRunning = false;
    }
  };
}

/** Runs contracts without a guard, where other code shares the thread: tests and `verify` in one process. */
export function noGuard<T>(run: () => T): T {
  return run();
}

function guardFunction(original: AnyFunction, name: string, check: (what: string) => void): AnyFunction {
  const guarded = function (this: unknown, ...args: never[]): unknown {
    check(name);
    return original.apply(this, args);
  };
  // Some functions carry others, as process.hrtime.bigint.
  for (const [key, value] of Object.entries(original)) {
    const carried: unknown = typeof value === "function" ? guardFunction(value as AnyFunction, key, check) : value;
    Object.defineProperty(guarded, key, { value: carried, configurable: true, writable: true, enumerable: true });
  }
  return guarded;
}

/** `new Date(instant)` and `Date.UTC` stay usable: they read neither the clock nor the time zone. */
function guardDate(check: (what: string) => void): void {
  const guarded = new Proxy(Date, {
    construct(target, args, newTarget) {
      const [instant] = args as unknown[];
      if (args.length !== 1 || (typeof instant !== "number" && !(instant instanceof target))) check("new Date()");
      return Reflect.construct(target, args, newTarget) as Date;
    },
    apply(target) {
      check("Date()");
      return target();
    },
    get(target, name) {
      if (name === "now" || name === "parse") check(`Date.${name}`);
      return Reflect.get(target, name) as unknown;
    },
  });
  Object.defineProperty(globalThis, "Date", { value: guarded, configurable: true, writable: true });
}

function guardIntl(check: (what: string) => void): void {
  const guarded = new Proxy(Intl, {
    get(target, name) {
      check("Intl");
      return Reflect.get(target, name) as unknown;
    },
  });
  Object.defineProperty(globalThis, "Intl", { value: guarded, configurable: true, writable: true });
}
