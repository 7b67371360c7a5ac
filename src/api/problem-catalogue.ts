import type { DoorCode } from "#ledger/door";
import { RUNTIME_REJECTIONS } from "#ledger/run-contract";

/** The closed lists of what can be wrong, with their HTTP status. Texts stand in `problem-texts-zh.ts` and `-en.ts`. */

/** Problems of a request, found by the API itself. */
export const REQUEST_PROBLEMS = {
  request_malformed: 400,
  body_empty: 400,
  lines_in_single: 400,
  input_unfit: 400,
  session_missing: 401,
  session_unknown: 401,
  challenge_unfit: 401,
  challenge_used: 401,
  key_not_of_ledger: 403,
  round_of_other_person: 403,
  route_not_found: 404,
  ledger_not_found: 404,
  transaction_not_found: 404,
  block_not_found: 404,
  tile_not_found: 404,
  checkpoint_not_found: 404,
  commitment_not_found: 404,
  draft_not_found: 404,
  file_not_found: 404,
  invitation_not_found: 404,
  round_not_found: 404,
  unknown_query: 404,
  paper_not_found: 404,
  list_not_found: 404,
  draft_conflict: 409,
  drafts_full: 409,
  files_full: 409,
  file_named: 409,
  invitation_used: 409,
  round_over: 409,
  round_known: 409,
  rounds_full: 409,
  invitation_over: 410,
  file_too_large: 413,
  template_unreadable: 409,
  template_tag_unknown: 409,
  template_tag_broken: 409,
  template_tag_missing: 409,
  too_many_lines: 413,
  media_type_unsupported: 415,
  enrolment_proof_unfit: 422,
  round_unfit: 422,
  round_signers_unfit: 422,
  list_unfit: 422,
  rate_exceeded: 429,
  headers_too_large: 431,
  internal_error: 500,
  press_busy: 503,
  queue_full: 503,
  ledger_stopped: 503,
  subscribers_full: 503,
} as const satisfies Record<string, number>;

/** Why the door refuses a submission, or why an ordered one got no leaf. */
export const DOOR_PROBLEMS = {
  too_large: 413,
  not_utf8: 400,
  too_deep: 400,
  not_json: 400,
  not_canonical: 400,
  number_not_safe_integer: 400,
  malformed_submission: 400,
  malformed_envelope: 400,
  malformed_payload: 400,
  signatures_not_those_of_signers: 400,
  arguments_do_not_match_hash: 400,
  personal_values_unfit: 400,
  malformed: 400,
  other_ledger: 409,
  unknown_key: 401,
  revoked_key: 401,
  bad_signature: 401,
  expired: 409,
  not_after_too_far: 400,
  cancelled: 409,
  duplicate: 409,
  timers_first: 409,
} as const satisfies Record<Exclude<DoorCode, keyof typeof RUNTIME_REJECTIONS>, number>;

/** Refusals that every command may end in: recorded in a leaf, or foreseen by the door. */
export const COMMAND_PROBLEMS = { ...RUNTIME_REJECTIONS, contract_fault: 409 } as const;

/** Every problem of the API but the rejections that commands declare. */
export const PROBLEMS = { ...REQUEST_PROBLEMS, ...DOOR_PROBLEMS, ...COMMAND_PROBLEMS } as const;

export type ProblemCode = keyof typeof PROBLEMS;

/** Whether a code stands in the catalogue. */
export function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(PROBLEMS, code);
}
