import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import react from "@vitejs/plugin-react";
import { build } from "vite";
import { prepareWebFonts } from "./web-fonts.ts";

const ROOT = "src/web";
const COMPRESSED = /\.(js|css|html|svg|json|ttf)$/;

/**
 * Builds the web application into a folder, with compressed copies beside every text so that the node need not compress:
 * Brotli, and gzip for plain-http addresses, where browsers do not take Brotli.
 */
export async function buildWeb(folder: string): Promise<void> {
  const fonts = await prepareWebFonts();
  await build({
    configFile: false,
    root: ROOT,
    base: "/",
    logLevel: "warn",
    plugins: [react()],
    resolve: {
      alias: { "sanlian-fonts.css": fonts },
      conditions: ["browser", "import", "module", "default"],
    },
    build: {
      outDir: join(process.cwd(), folder),
      emptyOutDir: true,
      target: "es2022",
      // Files of their own may be kept for ever under their hash; inlined ones would be sent anew each time.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 700,
    },
  });
  compress(folder);
}

function compress(folder: string): void {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  for (const file of files.filter((entry) => entry.isFile() && COMPRESSED.test(entry.name))) {
    const path = join(file.parentPath, file.name);
    const text = readFileSync(path);
    const settings = {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
    };
    writeFileSync(`${path}.br`, brotliCompressSync(text, { params: settings }));
    writeFileSync(`${path}.gz`, gzipSync(text, { level: constants.Z_BEST_COMPRESSION }));
  }
}
