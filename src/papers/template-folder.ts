import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Locale } from "#kernel/money";

/** A template is a few pages of words; a larger file is something else. */
const TEMPLATE_BYTES_MAX = 4_194_304;

/**
 * Templates of a unit's own: `<paper>.<language>.docx` in a folder, such as `transfer.distribution-plan.zh.docx`. They are
 * read anew for every paper, so that a clerk sees a change at once.
 */
export function templatesIn(
  folder: string | undefined,
): (paper: string, language: Locale) => Promise<Uint8Array | undefined> {
  return async (paper, language) => {
    if (folder === undefined) return undefined;
    const path = join(folder, `${paper}.${language}.docx`);
    try {
      const { size } = await stat(path);
      // What is too large is no Word template; an empty one is reported as unreadable.
      return size > TEMPLATE_BYTES_MAX ? new Uint8Array() : await readFile(path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
      throw error;
    }
  };
}
