import { type RulePack, readRulePack } from "#kit/rule-pack";
import beijing2019 from "./rule-packs/beijing-2019.json" with { type: "json" };
import bjtu from "./rule-packs/bjtu.json" with { type: "json" };
import national2015 from "./rule-packs/national-2015.json" with { type: "json" };

/** The rule packs that ship with the scenario, read and checked. */
export const rulePacks: readonly RulePack[] = [bjtu, beijing2019, national2015].map(readRulePack);

/** A pack by id and version; undefined when it does not ship. */
export function rulePack(id: string, version: number): RulePack | undefined {
  return rulePacks.find((pack) => pack.id === id && pack.version === version);
}
