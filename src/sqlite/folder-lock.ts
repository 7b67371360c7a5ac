import { join } from "node:path";
import { openDatabase } from "./database.ts";

/**
 * Takes a folder for this process and gives the function that lets it go; undefined when another process has it. The lock
 * is one of the operating system: it ends with the process, however that ends, and leaves nothing to clean up.
 */
export function lockFolder(folder: string): (() => void) | undefined {
  const database = openDatabase(join(folder, ".lock"));
  try {
    database.pragma("busy_timeout = 0");
    database.exec("BEGIN IMMEDIATE");
  } catch (error) {
    database.close();
    if ((error as { readonly code?: string }).code === "SQLITE_BUSY") return undefined;
    throw error;
  }
  return () => {
    database.exec("ROLLBACK");
    database.close();
  };
}
