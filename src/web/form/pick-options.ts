import { useQuery } from "@tanstack/react-query";
import { keyOf } from "../access/use-answer.ts";
import { useNode } from "../session/node-context.tsx";
import { useText } from "../text/texts.ts";
import { type PickOption, usePicker } from "./picker.ts";

/** What a picker offers for some words. */
export function usePickOptions(ledger: string, prefix: string, words: string) {
  const { client, actor, language } = useNode();
  const text = useText();
  const picker = usePicker(prefix);
  const asked = picker?.isSearched === true ? words : "";
  const { data } = useQuery({
    queryKey: ["ledger", ledger, "pick", prefix, asked, keyOf(actor), language],
    queryFn: () => picker?.find({ client: client(ledger), language, text, words: asked }) ?? [],
    enabled: picker !== undefined,
    placeholderData: (before) => before,
  });
  return { picker, options: data ?? ([] as readonly PickOption[]) };
}

/** The option of an id, looked for by itself where the first ones do not hold it. */
export function usePickOption(ledger: string, prefix: string, id: string): PickOption | undefined {
  const first = usePickOptions(ledger, prefix, "").options;
  const found = first.find((option) => option.id === id);
  const own = usePickOptions(ledger, prefix, found === undefined ? id : "").options;
  return found ?? own.find((option) => option.id === id);
}

/** How an option reads in one line. */
export function optionWords({ label, detail }: PickOption): string {
  return detail === undefined ? label : `${label} · ${detail}`;
}
