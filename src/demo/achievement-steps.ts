import type { DemoLabel } from "#kernel/demo-keys";
import type { DemoFacts, DemoStep } from "./demo-step.ts";
import { type Bilingual, memberLabel, TEAM_NAMES } from "./setting-up.ts";

/** Achievements of the demo and their teams. Who is in them is made up. */

/** Somebody of a team with the share of the contribution. */
export interface Contribution {
  readonly label: DemoLabel;
  readonly name: Bilingual;
  readonly contributionBp: number;
  readonly isMain: boolean;
}

/** The team of the brake disc: five people, two of them main contributors. */
export const BRAKE_DISC_TEAM: readonly Contribution[] = [
  { label: "bjtu/team-leader", name: { zh: "团队负责人", en: "the team leader" }, contributionBp: 4_000, isMain: true },
  member(1, 2_200, true),
  member(2, 1_600, false),
  member(3, 1_200, false),
  member(4, 1_000, false),
];

/** Another team, of five people. */
export const SECOND_TEAM: readonly Contribution[] = [
  member(5, 3_500, true),
  member(6, 2_500, true),
  member(7, 1_500, false),
  member(8, 1_500, false),
  member(9, 1_000, false),
];

/** The achievement of the article, disclosed, confirmed by everyone and registered. */
export const brakeDisc = registered(
  { zh: "轨道车辆用钢质制动盘开发及应用研究", en: "steel brake discs for rail vehicles" },
  BRAKE_DISC_TEAM,
  "brake disc",
);

/** An achievement under a name of the demo: disclosed by its leader, confirmed by everyone and registered. */
export function registered(title: Bilingual, team: readonly Contribution[], name: string): readonly DemoStep[] {
  return [
    disclose(title, team, name),
    ...team.slice(1).map((contribution) => confirm(name, contribution)),
    {
      ledger: "bjtu",
      signers: ["bjtu/transfer-officer"],
      command: "transfer.register-achievement",
      args: ({ of }) => ({ achievementId: of(name, "achievementId"), version: 1 }),
      title: { zh: `转化办登记成果：${title.zh}`, en: `The office registers ${title.en}` },
    },
  ];
}

/** Another achievement, on which two people have not confirmed their lines yet. */
export const openAchievement: readonly DemoStep[] = [
  disclose(
    { zh: "示例成果：轨道状态检测装置（演示数据）", en: "a track monitoring device (demo data)" },
    SECOND_TEAM,
    "second achievement",
  ),
  ...SECOND_TEAM.slice(1, 3).map((contribution) => confirm("second achievement", contribution)),
];

/** Id of the person that stands for a label. */
export function personOf({ of }: DemoFacts, label: DemoLabel): string {
  return of(`person ${label}`, "personId");
}

/** The leader discloses, and confirms the own line by that. */
function disclose(title: Bilingual, team: readonly Contribution[], result: string): DemoStep {
  const [leader] = team;
  return {
    ledger: "bjtu",
    signers: leader === undefined ? [] : [leader.label],
    command: "transfer.disclose-achievement",
    args: (known) => ({
      title: title.zh,
      kind: "patent",
      leaderId: leader === undefined ? "" : personOf(known, leader.label),
      contributors: team.map(({ label, name, contributionBp, isMain }) => ({
        personId: personOf(known, label),
        part: "completer",
        isMain,
        contributionBp,
        name: name.zh,
      })),
    }),
    result,
    title: { zh: `披露成果：${title.zh}`, en: `Disclose an achievement: ${title.en}` },
  };
}

function confirm(achievement: string, { label, name }: Contribution): DemoStep {
  return {
    ledger: "bjtu",
    signers: [label],
    command: "transfer.confirm-contribution",
    args: ({ of }) => ({ achievementId: of(achievement, "achievementId"), version: 1 }),
    title: { zh: `${name.zh}确认本人贡献`, en: `The own contribution is confirmed by ${name.en}` },
  };
}

function member(number: number, contributionBp: number, isMain: boolean): Contribution {
  const name = TEAM_NAMES[number - 1] ?? { zh: "成员", en: "member" };
  return { label: memberLabel(number), name, contributionBp, isMain };
}
