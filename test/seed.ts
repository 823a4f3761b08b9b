/**
 * Under CI every generated case is the same in each run, so that what turns red is what was changed. Elsewhere seeds are
 * random, as `npm run fuzz` is, and find what nobody has thought of.
 */
import fc from "fast-check";

if (process.env["CI"] === "true") fc.configureGlobal({ seed: 20261122 });
