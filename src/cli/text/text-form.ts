import type { en } from "./en.ts";

/** Every text of the command line. The English ones give the form; the compiler misses none in the other language. */
export type Texts = Widened<typeof en>;

/** The same members with any text in them. */
type Widened<T> = T extends string
  ? string
  : T extends readonly [string, string]
    ? readonly [string, string]
    : T extends readonly (readonly [string, string])[]
      ? readonly (readonly [string, string])[]
      : { readonly [K in keyof T]: Widened<T[K]> };
