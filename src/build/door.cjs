#!/usr/bin/env node
/*
 * The bin of the package, copied as it is to dist/wg-wizard.cjs. It is CommonJS in ES2018 without static imports, so
 * that every Node that a distribution still ships can read it: an old one gets a sentence instead of a stack trace.
 */
"use strict";

const NEEDED = [20, 17];

/** The sentences for a Node that is too old; null where it is new enough. */
function refusal(version, variables) {
  const found = String(version).split(".").map(Number);
  if (found[0] > NEEDED[0] || (found[0] === NEEDED[0] && found[1] >= NEEDED[1])) return null;
  const needed = NEEDED.join(".");
  const locale = variables.LC_ALL || variables.LC_MESSAGES || variables.LANG || "";
  if (/^ru/i.test(locale)) {
    return [
      "wg-wizard нужен Node.js " + needed + " или новее, а здесь " + version + ".",
      "Запустить один раз с новым: npx -p node@22 -p wg-wizard wg-wizard",
      "Поставить надолго: пакеты с https://github.com/nodesource/distributions или nvm install 22",
    ].join("\n");
  }
  return [
    "wg-wizard needs Node.js " + needed + " or newer; this is " + version + ".",
    "To run it once with a newer one: npx -p node@22 -p wg-wizard wg-wizard",
    "To keep a newer one: the packages of https://github.com/nodesource/distributions, or nvm install 22",
  ].join("\n");
}

/** Starts the program that lies in this folder, or says why not. */
function open(folder) {
  const sentences = refusal(process.versions.node, process.env);
  if (sentences === null) {
    require(require("path").join(folder, "main.cjs")).main(process.argv.slice(2));
    return;
  }
  process.stderr.write(sentences + "\n");
  process.exitCode = 1;
}

module.exports = { refusal: refusal, open: open };

if (require.main === module) open(__dirname);
