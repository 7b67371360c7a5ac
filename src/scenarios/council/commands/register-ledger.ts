import { defineCommand } from "#kernel/command";
import { isDemoKey } from "#kernel/demo-keys";
import { ED25519_TYPE } from "#kernel/note";
import { shape } from "#kernel/shape";
import { parseVerifierKey } from "#kernel/verifier-key";
import { isSeated } from "../rules.ts";
import { ledgers, members } from "../tables.ts";

const LEDGER_REF = /^[a-z0-9][a-z0-9-]{0,39}@[0-9a-f]{64}$/;

/** Makes a member's unit ledger known: from then on its heads can be anchored here. What is registered does not change. */
export const registerLedger = defineCommand({
  name: "council.register-ledger",
  allow: ["administrator"],
  input: shape.object({
    ledger: shape.text(66, 120),
    origin: shape.text(3, 100),
    logKey: shape.text(10, 300),
    memberId: shape.id("member"),
  }),
  rejections: {
    ledger_ref_malformed: 422,
    ledger_is_this_one: 422,
    log_key_unreadable: 422,
    log_key_of_other_origin: 422,
    log_key_of_demo: 422,
    member_not_found: 404,
    member_not_seated: 409,
    ledger_known: 409,
    origin_taken: 409,
  },

  run(tx, input, ctx, reject) {
    const { ledger, origin, logKey, memberId } = input;
    if (!LEDGER_REF.test(ledger)) return reject("ledger_ref_malformed");
    if (ledger === ctx.ledger) return reject("ledger_is_this_one");
    const key = parseVerifierKey(logKey);
    if (key?.type !== ED25519_TYPE) return reject("log_key_unreadable");
    if (key.name !== origin) return reject("log_key_of_other_origin", { name: key.name, origin });
    if (ctx.clock === "real" && isDemoKey(key.publicKey)) return reject("log_key_of_demo");
    const member = tx.table(members).get(memberId);
    if (member === undefined) return reject("member_not_found");
    if (!isSeated(member)) return reject("member_not_seated");
    const table = tx.table(ledgers);
    if (table.get(ledger) !== undefined) return reject("ledger_known");
    // Two histories under one origin would be two logs that nobody can tell apart by their checkpoints.
    if (table.find({ index: "byOrigin", equals: { origin }, limit: 1 }).length > 0)
      return reject("origin_taken", { origin });

    table.put({ ledger, origin, logKey, memberId, registeredAt: ctx.time });
    return {};
  },
});
