import type { Client } from "#client/create-client";
import { toBase64, toHex } from "#kernel/bytes";
import { sha256 } from "#kernel/crypto";
import { type DemoLabel, demoKeyPair, demoSeed } from "#kernel/demo-keys";
import { type Genesis, genesisShape } from "#kernel/genesis";
import type { Json } from "#kernel/json";
import { check } from "#kernel/shape";
import type { NodeSeeds } from "./data-folder.ts";

/** A ledger of the demo before its first block. */
export interface DemoLedgerParts {
  readonly genesis: Genesis;
  readonly seeds: NodeSeeds;
}

/** The two ledgers of the demo. */
export function demoLedgers(bundle: string, startsAt: number): readonly DemoLedgerParts[] {
  return (["alliance", "bjtu"] as const).map((name) => {
    const memberId = demoId("member", name);
    const cosignerName = `demo.sanlian.example/${name}/node-1`;
    const people = (["administrator", "auditor"] as const).map((role) => ({
      id: demoId("person", `${name}/${role}`),
      memberId,
      roles: role === "auditor" ? ["reader"] : ["administrator"],
      publicKeys: [publicKeyOf(`${name}/${role}`)],
    }));
    const genesis = {
      protocol: 1,
      name,
      origin: `demo.sanlian.example/${name}`,
      suite: "ed25519-sha256",
      clock: "simulated",
      demo: true,
      startsAt,
      bundle,
      scenarios: ["council"],
      limits: {
        transactionBytes: 65_536,
        blockBytes: 1_000_000,
        timersPerBlock: 100,
        singleSignerMs: 600_000,
        multiSignerMs: 30 * 86_400_000,
      },
      members: [{ id: memberId, name: { zh: name, en: name }, isVacant: false }],
      people,
      cosigners: [
        {
          memberId,
          name: cosignerName,
          logKey: publicKeyOf(`${name}/log`),
          cosignKey: publicKeyOf(`${name}/cosign`),
        },
      ],
    };
    const checked = check(genesisShape, genesis as Json);
    if (!checked.ok) throw new TypeError(JSON.stringify(checked.issues));
    const seeds = { cosignerName, logSeed: demoSeed(`${name}/log`), cosignSeed: demoSeed(`${name}/cosign`) };
    return { genesis: checked.value, seeds };
  });
}

/** What happened on them, as signed transactions. */
export async function demoStory(
  connect: (ledger: string, labels: readonly DemoLabel[]) => Client,
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  const client = connect("bjtu", ["bjtu/administrator"]);
  await client.call("council.add-person", { memberId: demoId("member", "bjtu"), roles: [] });
  onProgress(1, 1);
}

function publicKeyOf(label: DemoLabel): string {
  return toBase64(demoKeyPair(label).publicKey);
}

function demoId(prefix: "member" | "person", label: string): string {
  return `${prefix}_${toHex(sha256(`demo ${label}`)).slice(0, 32)}`;
}
