import { Select } from "@mantine/core";
import { useText } from "../text/texts.ts";
import { Themed } from "../theme/themed.tsx";
import type { ControlProps } from "./field-frame.tsx";
import { optionWords } from "./pick-options.ts";
import type { PickOption } from "./picker.ts";

const SHOWN_MAX = 50;

interface IdSelectProps {
  readonly control: ControlProps;
  readonly options: readonly PickOption[];
  readonly entry: string;
  readonly isOptional: boolean;
  readonly onChoose: (id: string) => void;
  readonly onSearch: (words: string) => void;
}

/** A list to choose an id from by what people call it. In a file of its own: only forms that ask for one load it. */
export function IdSelect({ control, options, entry, isOptional, onChoose, onSearch }: IdSelectProps) {
  const text = useText();
  return (
    <Themed>
      <Select
        {...control}
        searchable
        clearable={isOptional}
        clearButtonProps={{ "aria-label": text("form.clear") }}
        data={options.map((option) => ({ value: option.id, label: optionWords(option) }))}
        value={entry === "" ? null : entry}
        onChange={(id) => onChoose(id ?? "")}
        onSearchChange={onSearch}
        limit={SHOWN_MAX}
        withScrollArea={false}
        placeholder={text("form.choose")}
        nothingFoundMessage={text("form.nothingFound")}
        className="select"
        classNames={{ input: "input", dropdown: "select-list", options: "select-options", option: "select-option" }}
      />
    </Themed>
  );
}
