import { anyTable, defineScenario } from "#kernel/scenario";
import { addPeople } from "./commands/add-people.ts";
import { addPerson } from "./commands/add-person.ts";
import { admitMember } from "./commands/admit-member.ts";
import { advanceClock } from "./commands/advance-clock.ts";
import { cancelTransaction } from "./commands/cancel-transaction.ts";
import { deactivatePerson } from "./commands/deactivate-person.ts";
import { enrolKey } from "./commands/enrol-key.ts";
import { grantRole } from "./commands/grant-role.ts";
import { postAnchor } from "./commands/post-anchor.ts";
import { reactivatePerson } from "./commands/reactivate-person.ts";
import { registerLedger } from "./commands/register-ledger.ts";
import { removeMember } from "./commands/remove-member.ts";
import { renamePerson } from "./commands/rename-person.ts";
import { revokeKey } from "./commands/revoke-key.ts";
import { revokeRole } from "./commands/revoke-role.ts";
import { rotateKey } from "./commands/rotate-key.ts";
import { directory } from "./directory.ts";
import { writeGenesis } from "./genesis.ts";
import { anchorsQuery } from "./queries/anchors.ts";
import { calendarQuery } from "./queries/calendar.ts";
import { clockQuery } from "./queries/clock.ts";
import { findPeopleQuery } from "./queries/find-people.ts";
import { keysQuery } from "./queries/keys.ts";
import { ledgersQuery } from "./queries/ledgers.ts";
import { membersQuery } from "./queries/members.ts";
import { peopleQuery } from "./queries/people.ts";
import { anchors, cancelled, clock, keys, ledgers, members, people } from "./tables.ts";
import en from "./text/en.json" with { type: "json" };
import zh from "./text/zh.json" with { type: "json" };

/** Council: who takes part in a ledger, with which keys and roles, and which unit ledgers are anchored on it. */
export const council = defineScenario({
  name: "council",
  roles: ["operator"],
  tables: [
    anyTable(members),
    anyTable(people),
    anyTable(keys),
    anyTable(cancelled),
    anyTable(clock),
    anyTable(ledgers),
    anyTable(anchors),
  ],
  commands: [
    admitMember,
    removeMember,
    addPerson,
    addPeople,
    renamePerson,
    deactivatePerson,
    reactivatePerson,
    grantRole,
    revokeRole,
    enrolKey,
    revokeKey,
    rotateKey,
    cancelTransaction,
    advanceClock,
    registerLedger,
    postAnchor,
  ],
  queries: [
    membersQuery,
    peopleQuery,
    findPeopleQuery,
    keysQuery,
    ledgersQuery,
    anchorsQuery,
    clockQuery,
    calendarQuery,
  ],
  searches: [findPeopleQuery.name],
  timers: [],
  texts: { zh, en },
  genesis: writeGenesis,
  directory,
});
