/** Loaded before the program: it stumbles over a mistake of its own whose message holds what it was working on. */
import fs from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";

const { rename } = fs;
const text = process.env.WG_WIZARD_STUMBLE ?? "";

fs.rename = async (...args) => {
  setImmediate(() => {
    throw new RangeError(`unexpected: ${text}`, { cause: text });
  });
  return rename(...args);
};
syncBuiltinESMExports();
