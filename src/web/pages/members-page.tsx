import { personWord } from "../form/person-word.ts";
import { InvitationList } from "../members/invitation-list.tsx";
import { MemberTable } from "../members/member-table.tsx";
import { PeopleImport } from "../members/people-import.tsx";
import { PeopleTable } from "../members/people-table.tsx";
import { useDevices, useInvitations, useMembers, usePeople, useRights, withKnownKeys } from "../members/use-council.ts";
import { Go, useAddressState, useLedger } from "../parts/go.tsx";
import { Empty, Failed, Loading } from "../parts/states.tsx";
import { useNode } from "../session/node-context.tsx";
import { usePageTitle } from "../shell/use-page-title.ts";
import { useText } from "../text/texts.ts";

const VIEWS = ["people", "organisations", "invitations", "import"] as const;
/** What only administrators do. */
const RESERVED: readonly string[] = ["invitations", "import"];

/** Organisations, people with their roles and devices, and invitations; administrators act here. */
export function MembersPage() {
  const text = useText();
  const ledger = useLedger();
  const { isAdministrator } = useRights(ledger);
  const [{ view = "people", q = "" }, change] = useAddressState();
  const invitations = withKnownKeys(useInvitations(ledger, isAdministrator).data ?? [], useDevices(ledger).data ?? []);
  const waiting = invitations.filter(({ state }) => state === "claimed").length;
  usePageTitle(text("members.title"));
  return (
    <>
      <header className="page-head">
        <h1 className="title">{text("members.title")}</h1>
        <p>{text("members.line")}</p>
      </header>
      <div className="page-tools">
        <fieldset className="views">
          <legend className="for-readers">{text("members.view")}</legend>
          {VIEWS.filter((each) => !RESERVED.includes(each) || isAdministrator).map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={view === each}
              onClick={() => change({ view: each, page: undefined })}
            >
              {text(`members.views.${each}`)}
              {each === "invitations" && waiting > 0 && <span className="chip wait">{waiting}</span>}
            </button>
          ))}
        </fieldset>
        <input
          className="input find-input"
          type="search"
          aria-label={text("members.search")}
          placeholder={text("members.search")}
          value={q}
          onChange={(event) => change({ q: event.currentTarget.value, page: undefined })}
        />
        {isAdministrator && (
          <>
            <Go className="button small" to={`/at/${ledger}/commands/council.add-person`}>
              {text("members.addPerson")}
            </Go>
            <Go className="button small" to={`/at/${ledger}/commands/council.admit-member`}>
              {text("members.admit")}
            </Go>
          </>
        )}
      </div>
      <View ledger={ledger} view={isAdministrator || !RESERVED.includes(view) ? view : "people"} />
    </>
  );
}

function View({ ledger, view }: { readonly ledger: string; readonly view: string }) {
  const text = useText();
  const { actor, language } = useNode();
  const members = useMembers(ledger);
  const people = usePeople(ledger);
  const devices = useDevices(ledger);
  const memberName = (id: string) => members.data?.find((member) => member.id === id)?.name[language] ?? id;
  const nameOf = (id: string) => personWord(id, people.data?.find((person) => person.id === id)?.name);
  if (members.isError) return <Failed error={members.error} onRetry={() => void members.refetch()} />;
  if (members.data === undefined) return <Loading />;
  if (view === "organisations")
    return <MemberTable ledger={ledger} members={members.data} people={people.data ?? []} />;
  if (actor.kind === "nobody") {
    return (
      <Empty title={text("members.forEnrolled")}>
        <p>{text("members.forEnrolledDetail")}</p>
      </Empty>
    );
  }
  if (view === "import") return <PeopleImport ledger={ledger} members={members.data} memberName={memberName} />;
  if (people.isError) return <Failed error={people.error} onRetry={() => void people.refetch()} />;
  if (people.data === undefined || devices.data === undefined) return <Loading />;
  if (view === "invitations") return <InvitationList ledger={ledger} nameOf={nameOf} />;
  return (
    <PeopleTable ledger={ledger} people={people.data} devices={devices.data} nameOf={nameOf} memberName={memberName} />
  );
}
