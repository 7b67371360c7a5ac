import { createTheme } from "@mantine/core";

/** How the parts of Mantine behave here: popovers that stay in the page's order, and no motion where none is wanted. */

/** Inside the page and not at its end: assistive technology and axe then find them where they belong. */
const IN_PLACE = { withinPortal: false } as const;

export const theme = createTheme({
  respectReducedMotion: true,
  components: {
    Popover: { defaultProps: IN_PLACE },
    Menu: { defaultProps: { ...IN_PLACE, withInitialFocusPlaceholder: false } },
    Combobox: { defaultProps: IN_PLACE },
    Select: { defaultProps: { comboboxProps: IN_PLACE } },
    Modal: { defaultProps: { ...IN_PLACE, centered: true } },
    Drawer: { defaultProps: { ...IN_PLACE, position: "right", size: 440 } },
  },
});
