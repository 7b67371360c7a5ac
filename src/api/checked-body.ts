import type { FastifyRequest } from "fastify";
import type { Json } from "#kernel/json";
import { check, type Shape } from "#kernel/shape";
import { Problem } from "./problems.ts";

/** The JSON body of a request as a shape wants it. @throws Problem `input_unfit` with every issue */
export function checkedBody<T>(wanted: Shape<T>, request: FastifyRequest): T {
  const checked = check(wanted, (request.body ?? {}) as Json);
  if (!checked.ok) throw new Problem("input_unfit", { issues: checked.issues as unknown as Json });
  return checked.value;
}
