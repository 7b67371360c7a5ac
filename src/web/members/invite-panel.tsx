import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ClientProblem } from "#client/client-problem";
import { instantText } from "../format/date.ts";
import { ProblemNote } from "../parts/problem-note.tsx";
import { useNode } from "../session/node-context.tsx";
import { useText } from "../text/texts.ts";
import { QrCode } from "./qr-code.tsx";
import { invite } from "./use-council.ts";

/** Makes an invitation for a device of a person and shows its link this once. */
export function InvitePanel({ ledger, personId }: { readonly ledger: string; readonly personId: string }) {
  const text = useText();
  const { client, language } = useNode();
  const queries = useQueryClient();
  const [made, setMade] = useState<{ readonly link: string; readonly expiresAt: number }>();
  const [problem, setProblem] = useState<ClientProblem>();
  const [isCopied, setCopied] = useState(false);
  const make = async () => {
    try {
      const { token, expiresAt } = await invite(client(ledger), personId);
      setMade({ link: `${globalThis.location.origin}/enrol#${token}`, expiresAt });
      setProblem(undefined);
      await queries.invalidateQueries({ queryKey: ["ledger", ledger, "invitations"] });
    } catch (error) {
      if (!(error instanceof ClientProblem)) throw error;
      setProblem(error);
    }
  };
  if (made === undefined) {
    return (
      <>
        {problem !== undefined && <ProblemNote problem={problem} ledger={ledger} />}
        <button type="button" className="button small" onClick={() => void make()}>
          {text("members.invite")}
        </button>
      </>
    );
  }
  const copy = async () => {
    // Absent on plain-http addresses, whatever the types say; the link can be marked and copied by hand there.
    await (globalThis.navigator.clipboard as Clipboard | undefined)?.writeText(made.link);
    setCopied(true);
  };
  return (
    <div className="invitation" role="status">
      <QrCode text={made.link} label={text("members.inviteCode")} />
      <div>
        <b>{text("members.inviteOnce")}</b>
        <p>
          <code className="mono invitation-link">{made.link}</code>
        </p>
        <p className="meta">{text("members.inviteUntil", { time: instantText(made.expiresAt, language) })}</p>
        <button type="button" className="button small" onClick={() => void copy()}>
          {text(isCopied ? "members.copied" : "members.copy")}
        </button>
      </div>
    </div>
  );
}
