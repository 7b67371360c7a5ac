import type { FastifyInstance } from "fastify";
import type { LedgerService } from "#ledger/service";
import { type ApiContext, explorerOf, ledgerOf } from "./api-context.ts";
import { type Finality, finalityReader } from "./finality.ts";
import { type Language, languageOf } from "./language.ts";
import { sendJson } from "./send-json.ts";

/** What a node tells everyone about its ledgers. */
export function ledgerRoutes(app: FastifyInstance, context: ApiContext): void {
  const finalityOf = finalityReader();
  app.get("/api/v1/ledgers", (request, reply) => {
    const language = languageOf(request);
    const ledgers = [...context.services.values()].map((service) =>
      ledgerInfo(context, service, finalityOf(service), language),
    );
    return sendJson(reply, { node: context.nodeName, ledgers });
  });

  app.get("/api/v1/ledgers/:name", (request, reply) => {
    const service = ledgerOf(context, request);
    return sendJson(reply, ledgerInfo(context, service, finalityOf(service), languageOf(request)));
  });
}

function ledgerInfo(context: ApiContext, service: LedgerService, finality: Finality, language: Language): object {
  const { genesis, reader } = service;
  const { origin, clock, demo, bundle, scenarios, suite, limits, cosigners } = genesis;
  const nextDeadline = explorerOf(context, service).nextDeadline();
  return {
    name: service.name,
    ref: service.ref,
    origin,
    suite,
    clock,
    demo,
    bundle,
    scenarios,
    limits,
    /** What `notAfter` is measured by. */
    now: service.now(),
    head: reader.head(),
    /** When the earliest timer is due; no word of what waits there. */
    ...(nextDeadline === undefined ? {} : { nextDeadline }),
    isRunning: service.stopped() === undefined,
    cosigners: cosigners.map(({ memberId, name, logKey, cosignKey }) => ({ memberId, name, logKey, cosignKey })),
    finality: { ...finality, note: finalityNote(finality, language) },
    notes: [
      NOTES.readers[language],
      ...(clock === "simulated" ? [NOTES.simulated[language]] : []),
      ...(demo ? [NOTES.demo[language]] : []),
    ],
  };
}

function finalityNote({ cosigners: count, needed }: Finality, language: Language): string {
  if (count === 1) return NOTES.alone[language];
  return language === "zh"
    ? `${count} 个联署节点中须有 ${needed} 个签署，账头才是最终的。`
    : `A head is final when ${needed} of ${count} cosigners have signed it.`;
}

const NOTES = {
  alone: {
    en: "1 of 1 is not trust: whoever holds the only key can rewrite what nobody else has kept or anchored.",
    zh: "“1/1”不构成信任：持有唯一密钥者可以改写未被他人留存或锚定的历史。",
  },
  readers: {
    en: "Every operator of a node that holds this ledger reads every envelope in it, for ever.",
    zh: "持有本账本的每个节点的运维方都能永久读取其中的全部信封。",
  },
  simulated: {
    en: "The clock of this ledger is simulated: its times and deadlines are not real ones.",
    zh: "本账本使用模拟时钟：其中的时间与期限并非真实时间。",
  },
  demo: {
    en: "This is a demonstration: its keys derive from a published seed, so anyone can sign for anyone.",
    zh: "这是演示账本：其密钥由公开的种子派生，任何人都可以冒用任何身份签名。",
  },
} as const;
