import type { ClientProblem } from "#client/client-problem";
import { isJsonObject, type Json } from "#kernel/json";
import { useText } from "../text/texts.ts";
import { Icon } from "./icon.tsx";
import { ProofHandle } from "./proof-handle.tsx";

/** What did not happen, why, and what to do: with the receipt of the refusal where the ledger has recorded one. */
export function ProblemNote({ problem, ledger }: { readonly problem: ClientProblem; readonly ledger: string }) {
  const text = useText();
  const { title, detail, position, id, code, outcome } = problem.parts;
  const isRecorded = position !== undefined && id !== undefined;
  return (
    <div className="problem" role="alert">
      <p className="problem-title">
        <Icon name="refuse" />
        <b>{title}</b>
        {isRecorded && <ProofHandle ledger={ledger} id={id} />}
      </p>
      {detail !== title && <p>{detail}</p>}
      <Issues issues={problem.issues} />
      <p className="meta">
        {isRecorded
          ? text("problem.recorded", { position })
          : text(outcome === "unknown" ? "problem.unknown" : "problem.nothing")}{" "}
        <code className="mono">{code}</code>
      </p>
    </div>
  );
}

function Issues({ issues }: { readonly issues: Json | undefined }) {
  if (!Array.isArray(issues) || issues.length === 0) return null;
  return (
    <ul className="problem-issues">
      {issues.filter(isJsonObject).map((issue) => (
        <li key={`${String(issue["path"])} ${String(issue["code"])}`}>
          <code className="mono">{String(issue["path"] ?? "")}</code>{" "}
          {String(issue["text"] ?? issue["message"] ?? issue["code"] ?? "")}
        </li>
      ))}
    </ul>
  );
}
