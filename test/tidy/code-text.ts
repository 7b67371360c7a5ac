/** A source text in which only code is left: comments and the insides of strings are blanks, and every offset is kept. */
export interface CodeText {
  readonly code: string;
  /** The same for comments: all but their text is blank. */
  readonly comments: string;
}

/** What may stand before a `/` that starts a regular expression; after anything else it divides. */
const BEFORE_REGEX =
  /(^|[(,=:[!&|?{};+\-*%~^<>]|\b(return|typeof|case|in|of|do|else|void|delete|throw|new|await|yield))\s*$/;
const BEFORE_REGEX_LENGTH_MAX = 60;

/** Splits a TypeScript text into code and comments. A scanner and not a parser: made for formatted, type-checked text. */
export function codeTextOf(text: string): CodeText {
  return new Scanner(text).scan();
}

class Scanner {
  readonly #text: string;
  readonly #code: string[] = [];
  readonly #comments: string[] = [];
  /** Depth of braces inside each open `${`, innermost last. */
  readonly #templates: number[] = [];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  scan(): CodeText {
    while (this.#at < this.#text.length) this.#step();
    return { code: this.#code.join(""), comments: this.#comments.join("") };
  }

  #step(): void {
    const two = this.#text.slice(this.#at, this.#at + 2);
    const one = two.charAt(0);
    if (two === "//") this.#comment(this.#end("\n", 0));
    else if (two === "/*") this.#comment(this.#end("*/", 2));
    else if (one === '"' || one === "'") this.#string(one);
    else if (one === "`") this.#template();
    else if (one === "/" && this.#startsRegex()) this.#regex();
    else if (one === "}" && this.#templates.at(-1) === 0) this.#resumeTemplate();
    else this.#plain(one);
  }

  #plain(one: string): void {
    const depth = this.#templates.length - 1;
    if (depth >= 0 && one === "{") this.#templates[depth] = (this.#templates[depth] ?? 0) + 1;
    if (depth >= 0 && one === "}") this.#templates[depth] = (this.#templates[depth] ?? 0) - 1;
    this.#keep(1);
  }

  #end(mark: string, extra: number): number {
    const at = this.#text.indexOf(mark, this.#at + extra);
    return at === -1 ? this.#text.length : at + extra;
  }

  #startsRegex(): boolean {
    // `</` closes an element and `/>` ends one.
    if (this.#text.charAt(this.#at - 1) === "<" || this.#text.charAt(this.#at + 1) === ">") return false;
    return BEFORE_REGEX.test(this.#code.slice(-BEFORE_REGEX_LENGTH_MAX).join(""));
  }

  #regex(): void {
    this.#keep(1);
    let isInClass = false;
    for (let char = this.#char(); char !== "" && char !== "\n"; char = this.#char()) {
      if (char === "/" && !isInClass) break;
      if (char === "[") isInClass = true;
      if (char === "]") isInClass = false;
      this.#blank(char === "\\" ? 2 : 1);
    }
    this.#keep(1);
  }

  #string(quote: string): void {
    this.#keep(1);
    for (let char = this.#char(); char !== "" && char !== "\n" && char !== quote; char = this.#char()) {
      this.#blank(char === "\\" ? 2 : 1);
    }
    this.#keep(1);
  }

  #template(): void {
    this.#keep(1);
    this.#templateText();
  }

  #resumeTemplate(): void {
    this.#templates.pop();
    this.#keep(1);
    this.#templateText();
  }

  #templateText(): void {
    for (let char = this.#char(); char !== ""; char = this.#char()) {
      if (char === "`") {
        this.#keep(1);
        return;
      }
      if (char === "$" && this.#text.charAt(this.#at + 1) === "{") {
        this.#templates.push(0);
        this.#keep(2);
        return;
      }
      this.#blank(char === "\\" ? 2 : 1);
    }
  }

  #comment(end: number): void {
    for (; this.#at < end; this.#at++) {
      const char = this.#char();
      this.#code.push(char === "\n" ? char : " ");
      this.#comments.push(char);
    }
  }

  #char(): string {
    return this.#text.charAt(this.#at);
  }

  #keep(count: number): void {
    for (let i = 0; i < count && this.#at < this.#text.length; i++, this.#at++) {
      const char = this.#char();
      this.#code.push(char);
      this.#comments.push(char === "\n" ? char : " ");
    }
  }

  #blank(count: number): void {
    for (let i = 0; i < count && this.#at < this.#text.length; i++, this.#at++) {
      const char = this.#char() === "\n" ? "\n" : " ";
      this.#code.push(char);
      this.#comments.push(char);
    }
  }
}
