declare module "subset-font" {
  /** Cuts a font (TTF, OTF, WOFF, WOFF2) down to some characters. */
  export default function subsetFont(
    font: Buffer,
    characters: string,
    options?: { readonly targetFormat?: "sfnt" | "woff" | "woff2" | "truetype" },
  ): Promise<Buffer>;
}
