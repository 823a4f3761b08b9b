/**
 * THIRD-PARTY-NOTICES: the licence of every package that is bundled, because MIT, ISC and Apache-2.0 want their text to
 * travel with the code. Which packages those are, the bundler says; a package without a text stops the build.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isReplaced } from "./ink.ts";

/** What is read of esbuild's metafile. */
export interface Bundled {
  readonly outputs: Readonly<
    Record<string, { readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>> }>
  >;
}

const MIT = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

/** Texts that the packages themselves do not carry. */
const ADDED: Readonly<Record<string, string>> = {
  "qrcode-terminal": `vendor/QRCode: QRCode for JavaScript\n\nCopyright (c) 2009 Kazuhiko Arase\nURL: http://www.d-project.com/\nLicensed under the MIT license:\n\n${MIT}\n\nThe word "QR Code" is registered trademark of DENSO WAVE INCORPORATED.`,
};

/** Names of the bundled packages, sorted. */
export function bundledPackages(bundle: Bundled): string[] {
  const names = new Set<string>();
  for (const { inputs } of Object.values(bundle.outputs)) {
    for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
      // What something else stands for is not bundled, and needs no notice.
      if (bytesInOutput === 0 || isReplaced(path)) continue;
      const name = /^(?:.*\/)?node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];
      if (name !== undefined) names.add(name);
    }
  }
  return [...names].sort();
}

/**
 * The whole file; `modules` is the node_modules folder. Packages under the very same text share it; where its lines
 * break makes no other text of it.
 */
export function notices(bundle: Bundled, modules: string): string {
  const sharing = new Map<string, string[]>();
  for (const name of bundledPackages(bundle)) {
    const { title, text } = notice(name, join(modules, name));
    sharing.set(text, [...(sharing.get(text) ?? []), title]);
  }
  return [
    "wg-wizard contains the packages below, bundled into its files. Each stands under the licence that follows its name.",
    ...[...sharing].map(([text, titles]) => `${titles.join("\n")}\n${text}`),
  ].join(`\n\n${"-".repeat(78)}\n\n`);
}

/** Throws where the package has no text. */
function notice(name: string, folder: string): { readonly title: string; readonly text: string } {
  const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    version: string;
    license?: string;
  };
  const texts = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
    .sort()
    .map((file) => reflowed(readFileSync(join(folder, file), "utf8")));
  const all = [...texts, ...(ADDED[name] === undefined ? [] : [ADDED[name]])];
  if (all.length === 0)
    throw new Error(`${name} ${version} (${license}) carries no licence text: add it to src/build/notices.ts`);
  return { title: `${name} ${version}`, text: [`Licence: ${license ?? "as it follows"}`, ...all].join("\n\n") };
}

/** A text with each of its paragraphs in one line, but for those of copyright lines and of a list. */
function reflowed(text: string): string {
  return text
    .replaceAll("\r", "")
    .trim()
    .split(/\n\s*\n/)
    .map((paragraph) =>
      /^\s*(?:copyright|\()/im.test(paragraph) ? paragraph.trim() : paragraph.trim().replace(/\s*\n\s*/g, " "),
    )
    .join("\n\n");
}
