import { Status, type Tone } from "../parts/status.tsx";
import { useText } from "../text/texts.ts";
import type { Round } from "./round.ts";

const TONES: Readonly<Record<Round["state"], Tone>> = {
  open: "wait",
  complete: "now",
  recorded: "done",
  declined: "refuse",
  withdrawn: "idle",
  expired: "idle",
};

/** How far a round has come. */
export function RoundStatus({ round }: { readonly round: Round }) {
  const text = useText();
  return <Status tone={TONES[round.state]}>{text(`rounds.states.${round.state}`)}</Status>;
}
