import type { Field } from "./field.ts";

/** What the control of a field with one value is given. */
export interface LeafInputProps {
  readonly field: Field;
  readonly path: string;
  readonly entry: string;
}
