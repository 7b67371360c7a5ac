import { toBase64 } from "#kernel/bytes";
import { type DemoLabel, demoKeyPair } from "#kernel/demo-keys";
import { proveEnrolment } from "#kernel/enrolment";
import { ED25519_TYPE } from "#kernel/note";
import { formatVerifierKey } from "#kernel/verifier-key";
import { demoId } from "./demo-ids.ts";
import { COMPANIES } from "./demo-members.ts";
import type { DemoFacts, DemoStep } from "./demo-step.ts";

/** How the demo begins: names, people and their keys, the companies, and the unit's ledger made known to the alliance. */

/** A text of the demo in both languages. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

interface DemoPerson {
  readonly label: DemoLabel;
  /** Member by its label in the genesis, or a company that was admitted. */
  readonly member: { readonly label: string } | { readonly company: keyof typeof COMPANIES };
  readonly roles: readonly string[];
  /** A role and not a name: nobody in the demo exists. */
  readonly name: Bilingual;
}

const ADMINISTRATOR = ["bjtu/administrator"] as const;
const UNIT = { label: "bjtu" } as const;

/** How the members of both teams are called, in the order of their labels. */
export const TEAM_NAMES: readonly Bilingual[] = [..."甲乙丙丁戊己庚辛壬"].map((letter, i) => ({
  zh: `成员${letter}`,
  en: `member ${i + 1}`,
}));

const PEOPLE: readonly DemoPerson[] = [
  {
    label: "bjtu/transfer-officer",
    member: UNIT,
    roles: ["transfer-officer"],
    name: { zh: "转化经办人", en: "transfer officer" },
  },
  {
    label: "bjtu/transfer-director",
    member: UNIT,
    roles: ["transfer-director"],
    name: { zh: "转化办主任", en: "head of the transfer office" },
  },
  {
    label: "bjtu/finance-officer",
    member: UNIT,
    roles: ["finance-officer"],
    name: { zh: "财务经办人", en: "finance officer" },
  },
  {
    label: "bjtu/discipline-officer",
    member: UNIT,
    roles: ["discipline-officer"],
    name: { zh: "纪检专员", en: "discipline officer" },
  },
  { label: "bjtu/leadership", member: UNIT, roles: ["leadership"], name: { zh: "分管校领导", en: "leadership" } },
  {
    label: "bjtu/asset-manager",
    member: { label: "holding" },
    roles: ["asset-manager"],
    name: { zh: "资产公司负责人", en: "asset manager" },
  },
  {
    label: "bjtu/company-manager",
    member: { company: "rail" },
    roles: ["company-manager"],
    name: { zh: "企业负责人", en: "company manager" },
  },
  {
    label: "bjtu/licensee-manager",
    member: { company: "licensee" },
    roles: ["company-manager"],
    name: { zh: "被许可企业负责人", en: "licensee's manager" },
  },
  { label: "bjtu/team-leader", member: UNIT, roles: [], name: { zh: "团队负责人", en: "team leader" } },
  ...TEAM_NAMES.map((name, i) => ({ label: memberLabel(i + 1), member: UNIT, roles: [], name })),
];

/** Label of a member of a team by its number, from 1 to 9. */
export function memberLabel(number: number): DemoLabel {
  // The list of demo keys has nine of them.
  return `bjtu/team-member-${number}` as DemoLabel;
}

/** Steps that come before any case. */
export const settingUp: readonly DemoStep[] = [
  ...nameGenesisPeople("alliance", [
    ["alliance/administrator", { zh: "联盟管理员", en: "administrator" }],
    ["alliance/node-operator", { zh: "节点运维员", en: "node operator" }],
    ["alliance/auditor", { zh: "审计人员", en: "auditor" }],
    ["alliance/programme-officer", { zh: "项目主管", en: "programme officer" }],
    ["alliance/bjtu-operator", { zh: "北京交通大学节点运维员", en: "the university's node operator" }],
    ["alliance/other-member", { zh: "另一成员单位的人员", en: "somebody of another member" }],
  ]),
  ...nameGenesisPeople("bjtu", [
    ["bjtu/administrator", { zh: "学校管理员", en: "administrator" }],
    ["bjtu/node-operator", { zh: "节点运维员", en: "node operator" }],
    ["bjtu/auditor", { zh: "审计人员", en: "auditor" }],
  ]),
  admitCompany("rail"),
  admitCompany("licensee"),
  ...PEOPLE.flatMap(addPerson),
  {
    ledger: "bjtu",
    signers: ADMINISTRATOR,
    command: "transfer.describe-unit",
    args: () => ({
      memberId: demoId("member", "bjtu"),
      code: "bjtu",
      isStateFounded: true,
      assetHolderId: demoId("member", "holding"),
    }),
    title: { zh: "登记单位信息，股权由资产公司代持", en: "Describe the unit; its asset company holds shares for it" },
  },
  {
    ledger: "alliance",
    signers: ["alliance/administrator"],
    command: "council.register-ledger",
    args: ({ refs }) => {
      const origin = "sanlian.demo/bjtu";
      const { publicKey } = demoKeyPair("bjtu/log");
      const logKey = formatVerifierKey({ name: origin, type: ED25519_TYPE, publicKey });
      return { ledger: refs.bjtu, origin, logKey, memberId: demoId("member", "bjtu") };
    },
    title: { zh: "联盟登记北京交通大学的单位账本", en: "The alliance registers the university's unit ledger" },
  },
];

/** Posts the unit ledger's head on the alliance's. */
export function postAnchor(): DemoStep {
  return {
    ledger: "alliance",
    signers: ["alliance/bjtu-operator"],
    command: "council.post-anchor",
    args: ({ refs, head }) => ({ ledger: refs.bjtu, checkpoint: head.checkpoint, proof: head.proof }),
    title: { zh: "在联盟账本上留存单位账本的锚点", en: "Anchor the unit ledger's head on the alliance ledger" },
  };
}

/** Moves the clocks of both ledgers on to an instant. */
export function advanceTo(at: (known: DemoFacts) => number, zh: string, en: string): readonly DemoStep[] {
  const title = { zh: `模拟时钟拨到：${zh}`, en: `Move the simulated clock on: ${en}` };
  const args = (known: DemoFacts) => ({ to: at(known) });
  const command = "council.advance-clock";
  return [
    { ledger: "bjtu", signers: ["bjtu/administrator"], command, args, title },
    { ledger: "alliance", signers: ["alliance/administrator"], command, args, title },
  ];
}

/** Moves the clocks of both ledgers on by some days. */
export function advance(days: number): readonly DemoStep[] {
  const title = { zh: `模拟时钟拨快 ${days} 天`, en: `Move the simulated clock on by ${days} days` };
  const args = ({ now }: { now: number }) => ({ to: now + days * 86_400_000 });
  const command = "council.advance-clock";
  return [
    { ledger: "bjtu", signers: ["bjtu/administrator"], command, args, title },
    { ledger: "alliance", signers: ["alliance/administrator"], command, args, title },
  ];
}

function nameGenesisPeople(
  ledger: "alliance" | "bjtu",
  names: readonly (readonly [label: DemoLabel, name: Bilingual])[],
): readonly DemoStep[] {
  return names.map(([label, name]) => ({
    ledger,
    signers: [`${ledger}/administrator`],
    command: "council.rename-person",
    args: () => ({ personId: demoId("person", label), name: name.zh }),
    title: { zh: `填写姓名：${name.zh}`, en: `Give a name: ${name.en}` },
  }));
}

function admitCompany(company: keyof typeof COMPANIES): DemoStep {
  const { name } = COMPANIES[company];
  return {
    ledger: "bjtu",
    signers: ADMINISTRATOR,
    command: "council.admit-member",
    args: () => ({ name }),
    result: `member ${company}`,
    title: { zh: `接纳 ${name.zh}`, en: `Admit ${name.en}` },
  };
}

/** A person and the key of its device. The key proves itself; without it nobody could bind it. */
function addPerson({ label, member, roles, name }: DemoPerson): readonly DemoStep[] {
  const result = `person ${label}`;
  return [
    {
      ledger: "bjtu",
      signers: ADMINISTRATOR,
      command: "council.add-person",
      args: ({ of }) => ({
        memberId: "label" in member ? demoId("member", member.label) : of(`member ${member.company}`, "memberId"),
        roles,
        name: name.zh,
      }),
      result,
      title: { zh: `新增人员：${name.zh}`, en: `Add a person: ${name.en}` },
    },
    {
      ledger: "bjtu",
      signers: ADMINISTRATOR,
      command: "council.enrol-key",
      args: ({ refs, of }) => {
        const personId = of(result, "personId");
        const key = demoKeyPair(label);
        return { personId, publicKey: toBase64(key.publicKey), proof: proveEnrolment(refs.bjtu, personId, key) };
      },
      title: { zh: `登记密钥：${name.zh}`, en: `Enrol a key: ${name.en}` },
    },
  ];
}
