import type { ValueObject } from "#kernel/json";
import { type ActKinds, check } from "./act-kind.ts";
import { contributorEditors } from "./editors.tsx";
import { achievementOf, contributorsOf, type Known } from "./known.ts";

const ABOUT = { about: "achievementId", matter: ["people"], fixed: idOf, shows: toAchievement } as const;

/** Acts on an achievement, from its disclosure to its registration. */
export const disclosureActs: ActKinds = {
  "disclose-achievement": {
    readers: "team",
    initial: ({ self }) => ({
      kind: "patent",
      ...(self === undefined
        ? {}
        : {
            leaderId: self.personId,
            contributors: [{ personId: self.personId, part: "completer", isMain: true, contributionBp: 10_000 }],
          }),
    }),
    editors: contributorEditors,
    shows: (_, { achievementId }) => (typeof achievementId === "string" ? `achievements/${achievementId}` : undefined),
  },
  "revise-disclosure": { ...ABOUT, readers: "team", initial: listOf, editors: contributorEditors },
  "revise-contributors": { ...ABOUT, readers: "team", initial: listOf, editors: contributorEditors },
  "withdraw-disclosure": ABOUT,
  "return-disclosure": ABOUT,
  "withdraw-achievement": ABOUT,
  "confirm-contribution": { ...ABOUT, readers: "team", fixed: versionOf, checks: (known) => [confirmed(known)] },
  "register-achievement": { ...ABOUT, fixed: versionOf, checks: (known) => [confirmed(known)] },
};

function toAchievement(known: Known): string | undefined {
  const id = achievementOf(known)?.id;
  return id === undefined ? undefined : `achievements/${id}`;
}

function idOf({ ids }: Known): ValueObject {
  return { achievementId: ids.achievementId ?? "" };
}

function versionOf(known: Known): ValueObject {
  return { ...idOf(known), version: achievementOf(known)?.version ?? 1 };
}

function listOf(known: Known): ValueObject {
  const { title = "", kind = "patent", leaderId = "" } = achievementOf(known) ?? {};
  return {
    title,
    kind,
    leaderId,
    contributors: contributorsOf(known).map(({ personId, part, isMain, contributionBp, name }) => ({
      personId,
      part,
      isMain,
      contributionBp,
      ...(name === null ? {} : { name }),
    })),
  };
}

function confirmed(known: Known) {
  const { confirmedCount: done = 0, contributorCount: all = 0 } = achievementOf(known) ?? {};
  return check("allConfirmed", done === all, { done, all });
}
