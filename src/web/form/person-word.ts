const DIGITS = 6;

/** What a person is called: the name where one may read it, else the end of the id, enough to tell people apart. */
export function personWord(id: string, name: string | undefined): string {
  return name ?? `…${id.slice(-DIGITS)}`;
}
