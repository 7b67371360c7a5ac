import type { Page } from "playwright-core";

/** No font has it, so that a browser draws the box of a missing character. */
const MISSING = "\u{2fffd}";

/** Of some characters those that a browser draws as a box in the font of what a selector finds. */
export async function boxesIn(page: Page, selector: string, characters: string): Promise<readonly string[]> {
  return page.evaluate(`{
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const drawn = (character) => {
      canvas.reset();
      canvas.font = getComputedStyle(document.querySelector(${JSON.stringify(selector)})).font;
      canvas.fillText(character, 20, 80);
      return canvas.getImageData(0, 0, 150, 150).data.join();
    };
    const box = drawn(${JSON.stringify(MISSING)});
    ${JSON.stringify([...characters])}.filter((character) => drawn(character) === box);
  }`);
}

/** How many of some characters a font draws that the application brings along, whatever fonts the machine has. */
export async function shippedGlyphs(page: Page, family: string, characters: string): Promise<number> {
  const id = "drawn-glyphs";
  const font = `16px "${family}"`;
  await page.evaluate(`{
    const sample = document.body.appendChild(document.createElement("p"));
    sample.id = ${JSON.stringify(id)};
    sample.style.font = ${JSON.stringify(font)};
    sample.textContent = ${JSON.stringify(characters)};
    document.fonts.load(${JSON.stringify(font)}, sample.textContent).then(() => undefined);
  }`);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("DOM.enable");
  await devtools.send("CSS.enable");
  const { root } = await devtools.send("DOM.getDocument");
  const { nodeId } = await devtools.send("DOM.querySelector", { nodeId: root.nodeId, selector: `#${id}` });
  const { fonts } = await devtools.send("CSS.getPlatformFontsForNode", { nodeId });
  await devtools.detach();
  await page.evaluate(`document.getElementById(${JSON.stringify(id)}).remove()`);
  return fonts.filter(({ isCustomFont }) => isCustomFont).reduce((sum, { glyphCount }) => sum + glyphCount, 0);
}
