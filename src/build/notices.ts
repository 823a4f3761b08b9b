/**
 * THIRD-PARTY-NOTICES: the licence of every package that is bundled, because MIT, ISC and Apache-2.0 want their text to
 * travel with the code. Which packages those are, the bundler says; a package without a text stops the build.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What is read of esbuild's metafile. */
export interface Bundled {
  readonly outputs: Readonly<Record<string, { readonly inputs: Readonly<Record<string, unknown>> }>>;
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
  "yoga-layout": `MIT License\n\nCopyright (c) Facebook, Inc. and its affiliates.\n\n${MIT}`,
  "qrcode-terminal": `vendor/QRCode: QRCode for JavaScript\n\nCopyright (c) 2009 Kazuhiko Arase\nURL: http://www.d-project.com/\nLicensed under the MIT license:\n\n${MIT}\n\nThe word "QR Code" is registered trademark of DENSO WAVE INCORPORATED.`,
};

/** Names of the bundled packages, sorted. */
export function bundledPackages(bundle: Bundled): string[] {
  const names = new Set<string>();
  for (const { inputs } of Object.values(bundle.outputs)) {
    for (const path of Object.keys(inputs)) {
      const name = /^(?:.*\/)?node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];
      if (name !== undefined) names.add(name);
    }
  }
  return [...names].sort();
}

/** The whole file; `modules` is the node_modules folder. Throws where a package has no text. */
export function notices(bundle: Bundled, modules: string): string {
  const parts = bundledPackages(bundle).map((name) => notice(name, join(modules, name)));
  return [
    "wg-wizard contains the packages below, bundled into its files. Each stands under its own licence.",
    ...parts,
  ].join(`\n\n${"-".repeat(78)}\n\n`);
}

function notice(name: string, folder: string): string {
  const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    version: string;
    license: string;
  };
  const texts = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
    .sort()
    .map((file) => readFileSync(join(folder, file), "utf8").trim());
  const all = [...texts, ...(ADDED[name] === undefined ? [] : [ADDED[name]])];
  if (all.length === 0)
    throw new Error(`${name} ${version} (${license}) carries no licence text: add it to src/build/notices.ts`);
  return [`${name} ${version}\nLicence: ${license}`, ...all].join("\n\n");
}
