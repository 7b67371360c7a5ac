import type { JsonObject } from "#kernel/json";

/** One address of the API as its description has it. */
export interface Route {
  readonly path: string;
  readonly method: "get" | "post" | "put" | "delete";
  readonly id: string;
  readonly en: string;
  readonly zh: string;
  /** Media type of the answer; absent where there is no body. */
  readonly gives?: string;
  readonly schema?: JsonObject;
  readonly takes?: JsonObject;
  /** Numbers of the query string. */
  readonly query?: readonly string[];
  /** Texts of the query string. */
  readonly texts?: readonly string[];
  /** Status of success; 200 when left out. */
  readonly status?: string;
  readonly needsSession?: boolean;
}

export const JSON_TYPE = "application/json";
/** Where the ledgers of a node are. */
export const V1 = "/api/v1/ledgers";
