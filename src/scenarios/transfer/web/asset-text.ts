import { foundText } from "#web/text/found-text.ts";
import type { TextFacts, Translate } from "#web/text/texts.ts";
import type { Asset } from "./answers.ts";

/**
 * Text of a path below `transfer:` for a thing that may be of money or of shares. Nobody is paid in shares and no bank sends
 * them: where they have a word of their own it stands under the same path below `web.ofShares`.
 */
export function assetText(text: Translate, asset: Asset | undefined, path: string, facts?: TextFacts): string {
  const own = `transfer:web.ofShares.${path}`;
  return text(asset === "shares" && foundText(text, own) !== undefined ? own : `transfer:${path}`, facts);
}
