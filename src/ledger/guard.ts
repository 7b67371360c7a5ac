/**
 * The determinism guard: while a contract runs, whatever would give another answer on another node throws. The lint rules
 * say so earlier; this catches what they cannot see.
 */

type AnyFunction = (...args: never[]) => unknown;

/** Thrown when a contract reaches for the clock, chance or the future. Its transaction becomes a fault. */
export class NotDeterministic extends Error {
  constructor(what: string) {
    super(`a contract must not use ${what}: every node has to compute the same`);
  }
}

const FORBIDDEN: readonly (readonly [object: () => object, names: readonly string[]])[] = [
  [() => Math, ["random"]],
  [() => performance, ["now"]],
  [() => globalThis.crypto, ["getRandomValues", "randomUUID"]],
  [() => process, ["hrtime", "uptime", "cwd"]],
  [() => globalThis, ["setTimeout", "setInterval", "setImmediate", "queueMicrotask", "fetch"]],
  [() => String.prototype, ["localeCompare", "toLocaleLowerCase", "toLocaleUpperCase"]],
  [() => Number.prototype, ["toLocaleString"]],
  [() => BigInt.prototype, ["toLocaleString"]],
  [() => Promise.prototype, ["then"]],
];

/** Guards this thread once; the returned function runs a contract under guard. Installed by the executor's thread alone. */
export function installGuard(): <T>(run: () => T) => T {
  let isRunning = false;
  for (const [owner, names] of FORBIDDEN) {
    const object = owner() as Record<string, unknown>;
    for (const name of names) {
      const original = object[name] as AnyFunction;
      const guarded = function (this: unknown, ...args: never[]): unknown {
        if (isRunning) throw new NotDeterministic(name);
        return original.apply(this, args);
      };
      // Some functions carry others, as process.hrtime.bigint.
      Object.defineProperty(object, name, {
        value: Object.assign(guarded, original),
        configurable: true,
        writable: true,
      });
    }
  }
  guardDate(() => isRunning);
  guardIntl(() => isRunning);
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

/** `new Date(instant)` stays usable: it reads no clock. Its local-time methods are caught by the lint rule. */
function guardDate(isRunning: () => boolean): void {
  const guarded = new Proxy(Date, {
    construct(target, args, newTarget) {
      if (isRunning() && args.length === 0) throw new NotDeterministic("new Date()");
      return Reflect.construct(target, args, newTarget) as Date;
    },
    apply(target) {
      if (isRunning()) throw new NotDeterministic("Date()");
      return target();
    },
    get(target, name) {
      if (name === "now" && isRunning()) throw new NotDeterministic("Date.now");
      return Reflect.get(target, name) as unknown;
    },
  });
  Object.defineProperty(globalThis, "Date", { value: guarded, configurable: true, writable: true });
}

function guardIntl(isRunning: () => boolean): void {
  const guarded = new Proxy(Intl, {
    get(target, name) {
      if (isRunning()) throw new NotDeterministic("Intl");
      return Reflect.get(target, name) as unknown;
    },
  });
  Object.defineProperty(globalThis, "Intl", { value: guarded, configurable: true, writable: true });
}
