import { readFileSync } from "node:fs";
import type { Command } from "commander";
import { isHex } from "#kernel/bytes";
import { checkReceipt } from "#kernel/check-receipt";
import { fillText } from "#kernel/fill-text";
import type { Json } from "#kernel/json";
import type { ReceiptReport } from "#kernel/receipt-report";
import type { Cli } from "../cli.ts";
import { CliProblem } from "../cli-problem.ts";
import { addKeyOptions, addNodeOptions, type ConnectionOptions, connect } from "../connection.ts";
import type { ExitReason } from "../exit-codes.ts";
import { collect, newCommand } from "../new-command.ts";
import { receiptFile } from "../receipt-file.ts";
import { receiptText } from "../receipt-text.ts";
import { writeWhole } from "../text-file.ts";

/** `sanlian receipt …`: gets receipts from a node and checks them offline. */
export function receiptCommand(cli: Cli, end: (reason: ExitReason) => void): Command {
  return newCommand(cli, "receipt", cli.texts.receipt.summary)
    .addCommand(getReceipt(cli))
    .addCommand(checkFile(cli, end));
}

function getReceipt(cli: Cli): Command {
  const { receipt } = cli.texts;
  return addKeyOptions(cli, addNodeOptions(cli, newCommand(cli, "get", receipt.get)))
    .argument("<id>", receipt.id)
    .option("--out <file>", receipt.out)
    .action(async (id: string, chosen: ConnectionOptions & { readonly out?: string }) => {
      const client = await connect(cli, chosen);
      const text = receiptFile(await client.receipt(id));
      if (chosen.out === undefined) {
        cli.options.stdout.write(text);
        return;
      }
      writeWhole(chosen.out, text);
      const written = { file: chosen.out, id };
      cli.result(written, () => fillText(receipt.written, written));
    });
}

function checkFile(cli: Cli, end: (reason: ExitReason) => void): Command {
  const { receipt } = cli.texts;
  return newCommand(cli, "check", receipt.check)
    .argument("<file>", receipt.file)
    .option("--genesis <hash>", receipt.genesis, collect)
    .action((path: string, { genesis = [] }: { readonly genesis?: readonly string[] }) => {
      const unfit = genesis.find((hash) => !isHex(hash, 32));
      if (unfit !== undefined) throw new CliProblem("genesis_hash_unfit", { hash: unfit });
      const report = checkReceipt(bytesOf(path), { genesisHashes: genesis, nowMs: Date.now() });
      cli.result(asJson(report), () => receiptText(cli, report));
      if (!report.ok) end("verification_failed");
    });
}

function bytesOf(path: string): Uint8Array {
  try {
    return readFileSync(path === "-" ? 0 : path);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new CliProblem(
      code === "ENOENT" ? "file_missing" : "file_unreadable",
      { path, reason: code ?? "" },
      { cause },
    );
  }
}

function asJson(report: ReceiptReport): Json {
  return JSON.parse(JSON.stringify(report)) as Json;
}
