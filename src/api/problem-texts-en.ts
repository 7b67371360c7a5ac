import type { ProblemCode } from "./problem-catalogue.ts";

/** What is wrong, and what to do about it. `{name}` stands for a fact of the problem. */
export interface ProblemText {
  readonly title: string;
  readonly detail: string;
}

export const problemTextsEn: Readonly<Record<ProblemCode, ProblemText>> = {
  request_malformed: {
    title: "The request cannot be read",
    detail: "The HTTP request is malformed. Check its address, headers and body, and send it again.",
  },
  body_empty: {
    title: "The body is empty",
    detail: "Send one submission as application/json, or several as application/x-ndjson, one a line.",
  },
  lines_in_single: {
    title: "One submission is expected",
    detail:
      "A body of type application/json is one canonical submission without line breaks. Send several as application/x-ndjson.",
  },
  input_unfit: {
    title: "The input does not fit",
    detail: "Correct the fields listed under issues and send the request again.",
  },
  session_missing: {
    title: "Nobody is signed in",
    detail:
      "Ask for a challenge at /api/v1/sessions/challenge, sign it with an enrolled key, and send the token you get.",
  },
  session_unknown: {
    title: "The session is over or unknown",
    detail: "Sessions end after a while, when they are closed, and when the node restarts. Sign in again.",
  },
  challenge_unfit: {
    title: "The signed challenge does not open a session",
    detail:
      "It is not one of this node, has expired, or its signature is not valid. Ask for a new challenge and sign that.",
  },
  challenge_used: {
    title: "The challenge was used before",
    detail: "A challenge opens one session. Ask for a new one and sign that.",
  },
  role_missing: {
    title: "A role is missing",
    detail: "The signed-in key does not hold a role that this needs. An administrator of the ledger grants roles.",
  },
  key_not_of_ledger: {
    title: "The key is not enrolled on this ledger",
    detail:
      "You are signed in, but this ledger does not know your key or has revoked it. Ask its administrator to enrol it.",
  },
  route_not_found: {
    title: "There is nothing at this address",
    detail: "Check method and path. /api lists what this node offers.",
  },
  ledger_not_found: {
    title: "This node has no such ledger",
    detail: "/api/v1/ledgers lists the ledgers of this node.",
  },
  transaction_not_found: {
    title: "No such transaction that you may see",
    detail:
      "Either this ledger has no transaction with this id, or you may not see anything of it. Signing in may show more.",
  },
  block_not_found: {
    title: "There is no block of this height",
    detail: "Heights are whole numbers from 1 to the height of the ledger.",
  },
  tile_not_found: {
    title: "The tree has no such tile",
    detail: "Ask only for tiles and widths that the size of a checkpoint calls for.",
  },
  checkpoint_not_found: {
    title: "There is no checkpoint yet",
    detail: "The ledger has not signed a checkpoint yet. Try again in a moment.",
  },
  commitment_not_found: {
    title: "The vault has no such value",
    detail: "The vault of this node never held a value for this commitment, or it was erased before.",
  },
  draft_not_found: {
    title: "You have no such draft",
    detail: "It was submitted or deleted, or it is another person's. Open the form anew.",
  },
  file_not_found: {
    title: "No such file that you may see",
    detail: "Either this node does not have the file, or you may not see anything that names it.",
  },
  invitation_not_found: {
    title: "There is no such invitation",
    detail: "Check that the link was copied whole, or ask the administrator for a new one.",
  },
  draft_conflict: {
    title: "The draft was changed elsewhere",
    detail: "Another window or device saved a later revision. Read it, then decide which of the two to keep.",
  },
  drafts_full: {
    title: "You have too many drafts",
    detail: "Submit or delete some of them first.",
  },
  files_full: {
    title: "You have uploaded too many files",
    detail: "Delete files that nothing names, or ask the operator of the node.",
  },
  file_named: {
    title: "The ledger names this file",
    detail: "What is recorded rests on it, so only an administrator or the protection of data may erase it.",
  },
  round_not_found: {
    title: "No such signing round that concerns you",
    detail: "It is over and forgotten, or you are not one of those who sign it.",
  },
  round_over: {
    title: "This signing round is over",
    detail: "Everyone has signed, somebody declined, it was taken back, or its time has passed. Begin a new one.",
  },
  round_known: {
    title: "This transaction is being signed already",
    detail: "There is a round of the same transaction. Open that one.",
  },
  rounds_full: {
    title: "You have too many signing rounds under way",
    detail: "Take some back, or wait until the others have signed.",
  },
  round_of_other_person: {
    title: "Only who began a signing round may take it back",
    detail: "You may decline to sign, and say why.",
  },
  round_unfit: {
    title: "The draft does not fit",
    detail: "It is damaged, its signatures do not fit it, or it is of another ledger. Prepare it anew.",
  },
  round_signers_unfit: {
    title: "The signers do not fit",
    detail: "A round has at least two keys that are in use on this ledger, and begins with your own signature.",
  },
  invitation_used: {
    title: "The invitation was used by another device",
    detail: "An invitation is for one device. If that one is not yours, tell the administrator at once.",
  },
  invitation_over: {
    title: "The invitation is over",
    detail: "It has expired or was withdrawn. Ask the administrator for a new one.",
  },
  file_too_large: {
    title: "The file is too large",
    detail: "A file may have at most 20 MB. Scan it in a lower resolution, or split it.",
  },
  enrolment_proof_unfit: {
    title: "The proof of the new key does not fit",
    detail: "The new key must sign ledger, person and itself, as the invitation names them. Open the link again.",
  },
  unknown_query: {
    title: "There is no such query",
    detail: "/api lists the queries of each ledger.",
  },
  paper_not_found: {
    title: "There is no such paper for you to print",
    detail:
      "There is no such paper, or nothing in it that you may see. …/papers and …/tables list what can be printed.",
  },
  list_not_found: {
    title: "There is no such table or list",
    detail: "…/tables and …/imports list what this ledger exports and imports.",
  },
  template_unreadable: {
    title: "The unit's template cannot be read",
    detail:
      "The template of {paper} is no sound Word file: {tag}. Save it as .docx, or remove it to use the one that ships.",
  },
  template_tag_unknown: {
    title: "The unit's template has an unknown tag",
    detail: "The paper {paper} has no tag {tag}. Correct its spelling; …/papers lists the tags of every paper.",
  },
  template_tag_broken: {
    title: "The unit's template has a broken tag",
    detail: "In the template of {paper} the tag {tag} has no partner, or a brace is missing.",
  },
  template_tag_missing: {
    title: "The unit's template lacks a tag",
    detail: "Every page of a demonstration says that it is one: keep the tag {tag} in the header of {paper}.",
  },
  list_unfit: {
    title: "The list has mistakes; nothing was imported",
    detail: "There are {count}, see cells. Correct them and send the whole file again.",
  },
  press_busy: { title: "Too many papers are being printed", detail: "Try again after the time in Retry-After." },
  too_many_lines: {
    title: "Too many submissions at once",
    detail: "A request may hold at most {max} lines. Send the rest in further requests.",
  },
  media_type_unsupported: {
    title: "The content type is not supported",
    detail: "Transactions are application/json or application/x-ndjson, everything else is application/json.",
  },
  rate_exceeded: {
    title: "Too many requests",
    detail: "This address sends more requests than the node accepts. Wait as long as Retry-After says.",
  },
  headers_too_large: {
    title: "The headers are too large",
    detail: "Send fewer or shorter headers.",
  },
  internal_error: {
    title: "Something went wrong in this node",
    detail: "It is not your fault. Tell the operator of the node the request id in instance.",
  },
  queue_full: {
    title: "The queue of this ledger is full",
    detail: "Nothing of the request was taken. Send it again as late as Retry-After says.",
  },
  ledger_stopped: {
    title: "This ledger takes no transactions now",
    detail: "The node has stopped it to keep what is recorded safe. Reading goes on. Ask the operator of the node.",
  },
  subscribers_full: {
    title: "Too many event streams are open",
    detail: "Close one, or try again as late as Retry-After says.",
  },
  too_large: {
    title: "Too large",
    detail: "The request or one submission in it is larger than this ledger allows.",
  },
  not_utf8: {
    title: "Not UTF-8",
    detail: "Text on a ledger is UTF-8. Send the submission in that encoding.",
  },
  too_deep: {
    title: "Nested too deeply",
    detail: "JSON may nest at most 16 levels.",
  },
  not_json: {
    title: "Not JSON",
    detail: "What was sent is not JSON (RFC 8259).",
  },
  not_canonical: {
    title: "Not canonical JSON",
    detail: "A submission must equal its own RFC 8785 form: sorted keys, no blanks, no duplicates.",
  },
  number_not_safe_integer: {
    title: "A number is not a safe integer",
    detail: "Numbers are whole and at most 9007199254740991; amounts are decimal strings.",
  },
  malformed_submission: {
    title: "Not a submission",
    detail: "A submission has exactly the members args, argsSalt, envelope and, if needed, personal.",
  },
  malformed_envelope: {
    title: "Not a signed envelope",
    detail: "The envelope must be DSSE with the payload type of transactions and canonical base64.",
  },
  malformed_payload: {
    title: "Not a transaction payload",
    detail:
      "The payload has exactly the members argsHash, command, ledger, nonce, notAfter and signers, in canonical form.",
  },
  signatures_not_those_of_signers: {
    title: "Signatures and signers differ",
    detail: "There must be exactly one signature of 64 bytes for each signer, in the same order.",
  },
  arguments_do_not_match_hash: {
    title: "The arguments are not the signed ones",
    detail: "argsHash in the payload is not the hash of args with argsSalt. Sign the arguments that you send.",
  },
  personal_values_unfit: {
    title: "A personal value does not fit",
    detail: "Each personal value must belong to a personal field of the command and match the commitment at its path.",
  },
  malformed: {
    title: "Malformed in the block",
    detail:
      "The entry was ordered but could not be read, and has no leaf. It may still be recorded until its notAfter.",
  },
  other_ledger: {
    title: "Signed for another ledger",
    detail: "The payload names another ledger, or this one with another genesis hash. Sign it for this ledger.",
  },
  unknown_key: {
    title: "The key is not known",
    detail: "A signing key is not enrolled on this ledger. An administrator enrols keys.",
  },
  revoked_key: {
    title: "The key is revoked",
    detail: "A signing key was revoked. Sign with another key of yours.",
  },
  bad_signature: {
    title: "A signature is not valid",
    detail: "A signature does not fit payload and key under strict Ed25519. Sign the exact payload bytes.",
  },
  expired: {
    title: "The transaction has expired",
    detail: "Its notAfter lies before the time of the ledger. Sign it again with a later one.",
  },
  not_after_too_far: {
    title: "notAfter is too far ahead",
    detail: "This ledger allows less time between signing and recording. Take notAfter from the time of the ledger.",
  },
  cancelled: {
    title: "The transaction was cancelled",
    detail: "Its signers have cancelled this id. Sign a new transaction if it is wanted after all.",
  },
  duplicate: {
    title: "The transaction is recorded already",
    detail: "An entry with this id stands earlier in the ledger. Ask for it by its id.",
  },
  timers_first: {
    title: "Deadlines were due first",
    detail: "The block was needed for deadlines. The transaction may still be recorded: send it again.",
  },
  unknown_command: {
    title: "There is no such command",
    detail: "No scenario of this ledger has this command. /api lists the commands of each ledger.",
  },
  signers_do_not_fit: {
    title: "The signers are not those the command needs",
    detail: "Each wanted signature must come from a different signer with a fitting role, and nobody else may sign.",
  },
  arguments_unfit: {
    title: "The arguments do not fit the command",
    detail: "Correct the arguments as the schema of the command in /api/openapi.json says, and sign them again.",
  },
  limit_exceeded: {
    title: "The transaction is too much work",
    detail: "It reads or writes more than one transaction may. Split it into several.",
  },
  contract_fault: {
    title: "The contract failed",
    detail: "The transaction is recorded as a fault and changed nothing. Tell the operator of the node its id.",
  },
};
