import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from "@mantine/core";

/** The Mantine theme: our tokens, no shadows on paper, corners like a book's, and popovers that stay in the page's order. */

const SHIQING: MantineColorsTuple = [
  "#f0f6f6",
  "#e1ecec",
  "#c0d7d9",
  "#9cc1c5",
  "#73a8ae",
  "#4a8b93",
  "#2f7480",
  "#0d5661",
  "#093f48",
  "#062d34",
];

/** Inside the page and not at its end: assistive technology and axe then find them where they belong. */
const IN_PLACE = { withinPortal: false } as const;

export const theme = createTheme({
  colors: { shiqing: SHIQING },
  primaryColor: "shiqing",
  primaryShade: 7,
  defaultRadius: 2,
  respectReducedMotion: true,
  fontFamily: "var(--sans)",
  fontFamilyMonospace: "var(--mono)",
  headings: { fontFamily: "var(--serif)" },
  components: {
    Popover: { defaultProps: IN_PLACE },
    Menu: { defaultProps: { ...IN_PLACE, withInitialFocusPlaceholder: false } },
    Combobox: { defaultProps: IN_PLACE },
    Select: { defaultProps: { comboboxProps: IN_PLACE } },
    Modal: { defaultProps: { ...IN_PLACE, centered: true } },
    Drawer: { defaultProps: { ...IN_PLACE, position: "right", size: 440 } },
  },
});

/** Mantine's own variables, in our tokens. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {
    "--mantine-color-body": "var(--paper)",
    "--mantine-color-text": "var(--ink)",
    "--mantine-color-dimmed": "var(--ink-3)",
    "--mantine-color-placeholder": "var(--ink-3)",
    "--mantine-color-error": "var(--refuse)",
    "--mantine-color-default": "var(--sheet)",
    "--mantine-color-default-border": "var(--edge)",
    "--mantine-color-default-color": "var(--ink)",
    "--mantine-color-anchor": "var(--action)",
  },
  light: {},
  dark: {},
});
