import type { JsonObject } from "#kernel/json";

/** Schemas of what the API itself sends and takes. */

const HASH = { type: "string", pattern: "^[0-9a-f]{64}$" };
const INSTANT = { type: "integer", description: "Milliseconds since 1970-01-01T00:00:00Z." };

/** The component schemas; `codes` is the closed list of problem codes of this node. */
export function apiSchemas(codes: readonly string[]): JsonObject {
  return {
    Problem: problemSchema(codes),
    Answer: ANSWER,
    Submission: SUBMISSION,
    Leaf: LEAF,
    Challenge: CHALLENGE,
    SessionProof: PROOF,
    DraftChange: DRAFT_CHANGE,
    InvitationRequest: INVITATION_REQUEST,
    InvitationToken: INVITATION_TOKEN,
    EnrolmentClaim: ENROLMENT_CLAIM,
    TransactionDraft: TRANSACTION_DRAFT,
    DraftSignature: DRAFT_SIGNATURE,
    RoundDecline: ROUND_DECLINE,
  };
}

function problemSchema(codes: readonly string[]): JsonObject {
  return {
    type: "object",
    description: "RFC 9457. Further members depend on the code: recorded refusals carry their leaf and facts.",
    required: ["type", "title", "status", "detail", "code", "instance"],
    properties: {
      type: { type: "string" },
      title: { type: "string" },
      status: { type: "integer" },
      detail: { type: "string" },
      code: { enum: codes },
      instance: { type: "string", description: "Id of the request in the log of the node." },
      issues: {
        type: "array",
        items: {
          type: "object",
          properties: {
            path: { type: "string" },
            code: { type: "string" },
            wants: { type: "object" },
            text: { type: "string" },
          },
        },
      },
      id: { type: "string" },
      position: { type: "integer" },
      height: { type: "integer" },
      time: INSTANT,
      outcome: { type: "string" },
      facts: { type: "object" },
    },
  };
}

const SIGNATURE = {
  type: "object",
  required: ["keyid", "sig"],
  properties: { keyid: HASH, sig: { type: "string", contentEncoding: "base64" } },
};

const ENVELOPE = {
  type: "object",
  description: "DSSE envelope, canonical.",
  required: ["payload", "payloadType", "signatures"],
  properties: {
    payload: { type: "string", contentEncoding: "base64" },
    payloadType: { type: "string" },
    signatures: { type: "array", items: SIGNATURE },
  },
};

const ANSWER = {
  type: "object",
  required: ["status"],
  properties: {
    status: { enum: ["recorded", "skipped", "refused"] },
    id: { type: "string" },
    position: { type: "integer" },
    height: { type: "integer" },
    time: INSTANT,
    outcome: { enum: ["done", "rejected", "fault"] },
    result: {},
    duplicate: { const: true },
    code: { type: "string" },
    issues: { type: "array" },
  },
};

const SUBMISSION = {
  type: "object",
  description: "RFC 8785 JSON; personal values travel beside the envelope and never enter a block.",
  required: ["args", "argsSalt", "envelope"],
  properties: {
    args: { type: "object" },
    argsSalt: HASH,
    envelope: ENVELOPE,
    personal: {
      type: "array",
      items: {
        type: "object",
        required: ["path", "salt", "value"],
        properties: { path: { type: "string" }, salt: HASH, value: { type: "string" } },
      },
    },
  },
};

const LEAF = {
  type: "object",
  required: ["kind", "position", "height", "time"],
  properties: {
    kind: { enum: ["genesis", "transaction", "timer", "block"] },
    position: { type: "integer" },
    height: { type: "integer" },
    time: INSTANT,
  },
};

const CHALLENGE = {
  type: "object",
  required: ["expiresAt", "node", "nonce"],
  properties: { expiresAt: INSTANT, node: { type: "string" }, nonce: { type: "string" } },
};

const PROOF = {
  type: "object",
  description: "The challenge as canonical JSON in a DSSE envelope of type application/vnd.sanlian.session.v1+json.",
  required: ["envelope", "publicKey"],
  properties: { envelope: ENVELOPE, publicKey: { type: "string", contentEncoding: "base64" } },
};

const DRAFT_CHANGE = {
  type: "object",
  required: ["kind", "data", "revision"],
  properties: {
    kind: { type: "string" },
    about: { type: "string" },
    title: { type: "string" },
    data: {},
    revision: { type: "integer", description: "The revision that the change was made on; 0 for a new draft." },
  },
};

const INVITATION_REQUEST = {
  type: "object",
  required: ["personId"],
  properties: { personId: { type: "string" }, hours: { type: "integer", minimum: 1, maximum: 168 } },
};

const INVITATION_TOKEN = {
  type: "object",
  required: ["token"],
  properties: { token: { type: "string" } },
};

const ENROLMENT_CLAIM = {
  type: "object",
  required: ["token", "publicKey", "proof"],
  properties: {
    token: { type: "string" },
    publicKey: { type: "string", contentEncoding: "base64" },
    proof: {
      type: "string",
      contentEncoding: "base64",
      description: "The new key's own signature over ledger, person and itself.",
    },
    label: { type: "string" },
  },
};

const DRAFT_SIGNATURE = {
  type: "object",
  required: ["keyid", "publicKey", "sig"],
  properties: {
    keyid: HASH,
    publicKey: { type: "string", contentEncoding: "base64" },
    sig: { type: "string", contentEncoding: "base64" },
  },
};

const TRANSACTION_DRAFT = {
  type: "object",
  description: "A transaction of several signers on its way between them, as `sanlian draft` writes it.",
  required: ["draft", "payload", "args", "argsSalt", "personal", "signatures"],
  properties: {
    draft: { const: "sanlian/draft/1" },
    payload: { type: "string", description: "Canonical text that every signer signs." },
    args: { type: "object" },
    argsSalt: { type: "string" },
    personal: { type: "array", items: { type: "object" } },
    signatures: { type: "array", items: DRAFT_SIGNATURE },
  },
};

const ROUND_DECLINE = {
  type: "object",
  required: ["reason"],
  properties: { reason: { type: "string", minLength: 1, maxLength: 500 } },
};
