import type { Command } from "#kernel/command";
import { personalPaths } from "#kernel/shape";
import type { CommandRef } from "./command-ref.ts";

/** The typed reference of a command that a program imports from its scenario. Apart from the client, for it brings Zod. */
export function refOf<Input>(definition: Pick<Command<Input>, "name" | "input">): CommandRef<Input> {
  return { name: definition.name, personalPaths: personalPaths(definition.input) };
}
