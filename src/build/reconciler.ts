/**
 * react-reconciler as the bundle has it. It is made for every renderer there is, as one function around 450 kB of
 * others; Ink uses a part of that. Told which, esbuild leaves the rest out: half of the bytes, and of the time that
 * Node takes to read them. Whatever does not look as expected stops the build.
 */
import { readFileSync, realpathSync } from "node:fs";
import type { Plugin } from "esbuild";

/** What Ink's own host configuration says, or leaves out (ink/build/reconciler.js): known before the program runs. */
const SETTLED: Readonly<Record<string, "true" | "false">> = {
  supportsMutation: "true",
  isPrimaryRenderer: "true",
  supportsMicrotasks: "true",
  supportsPersistence: "false",
  supportsHydration: "false",
  supportsTestSelectors: "false",
  supportsResources: "false",
  supportsSingletons: "false",
};

/** What Ink calls of it. */
const CALLED = [
  "createContainer",
  "discreteUpdates",
  "flushPassiveEffects",
  "flushSyncWork",
  "injectIntoDevTools",
  "updateContainer",
  "updateContainerSync",
];

/**
 * What only serves elements and hooks that no screen has: `<Suspense>` and what hides or waits, `<ViewTransition>`,
 * transitions and actions. Called after all, each of these says so.
 */
const UNREACHED = [
  "updateSuspenseComponent",
  "updateDehydratedSuspenseComponent",
  "updateSuspenseListComponent",
  "updateOffscreenComponent",
  "updateActivityComponent",
  "hideOrUnhideAllChildrenOnFiber",
  "recursivelyTraverseReappearLayoutEffects",
  "recursivelyTraverseDisappearLayoutEffects",
  "recursivelyTraverseReconnectPassiveEffects",
  "recursivelyTraverseAtomicPassiveEffects",
  "trackUsedThenable",
  "commitAfterMutationEffectsOnFiber",
  "commitEnterViewTransitions",
  "commitExitViewTransitions",
  "commitDeletedPairViewTransitions",
  "commitAppearingPairViewTransitions",
  "measureNestedViewTransitions",
  "measureViewTransitionHostInstancesRecursive",
  "applyViewTransitionToHostInstances",
  "startTransition",
  "mountActionState",
  "updateActionStateImpl",
  "rerenderActionState",
  "runActionStateAction",
  "dispatchActionState",
];

const HEAD = "module.exports = function ($$$config) {\n";
const FOOT =
  '  return exports;\n};\nmodule.exports.default = module.exports;\nObject.defineProperty(module.exports, "__esModule", { value: !0 });\n';

/** The text of react-reconciler.production.js as an ES module: what stood in one function stands at the top. */
export function reconcilerModule(text: string): string {
  let module = without(text, HEAD);
  module = without(module, FOOT);
  module = without(module, '  var exports = {};\n  ("use strict");\n');
  module = without(module, 'var React = require("react"),\n    Scheduler = require("scheduler"),\n    ', "var ");
  for (const [name, value] of Object.entries(SETTLED)) {
    module = without(module, new RegExp(`\\b${name} = \\$\\$\\$config\\.${name}\\b`), `${name}Unused`);
    module = module.replace(new RegExp(`(?<![.\\w])${name}\\b`, "g"), value);
  }
  for (const name of UNREACHED) module = withBody(module, name, `throw Error("not in the bundle: ${name}");`);
  // Which components stood around a failure: nobody is shown that, and React runs them once more to find it out.
  module = withBody(module, "describeFiber", 'return "";');
  module = module.replace(/^ {2}\$\$\$config\.\w+;\n/gm, "");
  // Each stands as `exports.name = …;` at the outermost level, which is two spaces in.
  module = module.replace(/^ {2}exports\.(\w+) = /gm, (_whole, name) =>
    CALLED.includes(name) ? `  const exported_${name} = ` : `  const unused_${name} = `,
  );
  if (/\bexports\b/.test(module)) throw new Error("react-reconciler exports in another way now");
  return [
    'import React from "react";',
    'import Scheduler from "scheduler";',
    `import $$$config from "${HOST}";`,
    module,
    `export default { ${CALLED.map((name) => `${name}: exported_${name}`).join(", ")} };`,
  ].join("\n");
}

/** What Ink and the reconciler take from React as `React.…`. */
const OF_REACT = ["createElement", "__CLIENT_INTERNALS_DO_NOT_USE_OR_WARN_USERS_THEY_CANNOT_UPGRADE"];

/** The text of react.production.js as an ES module: what nobody imports stays out of the bundle. */
export function reactModule(text: string): string {
  const names: string[] = [];
  const module = text.replace(/^exports\.(\w+) =/gm, (_whole, name: string) => {
    names.push(name);
    return `const exported_${name} =`;
  });
  if (/\bexports\b/.test(module) || OF_REACT.some((name) => !names.includes(name)))
    throw new Error("react exports in another way now");
  return [
    module,
    `export { ${names.map((name) => `exported_${name} as ${name}`).join(", ")} };`,
    `export default { ${OF_REACT.map((name) => `${name}: exported_${name}`).join(", ")} };`,
  ].join("\n");
}

/** The module with another body in this function, which stands at the outermost level. */
function withBody(module: string, name: string, body: string): string {
  return without(
    module,
    new RegExp(`^ {2}function ${name}\\([\\s\\S]*?^ {2}\\}$`, "m"),
    `  function ${name}() { ${body} }`,
  );
}

function without(text: string, part: string | RegExp, instead = ""): string {
  const changed = text.replace(part, () => instead);
  if (changed === text) throw new Error(`React or Ink look different now: no ${part}`);
  return changed;
}

const HOST = "ink-host-config";

/** In the place of Ink's own ink/build/reconciler.js: React's, with Ink's host configuration built in. */
export const reconciler: Plugin = {
  name: "reconciler",
  setup(setup) {
    const react = realpathSync("node_modules/react-reconciler/cjs/react-reconciler.production.js");
    const ink = realpathSync("node_modules/ink/build/reconciler.js");
    const core = realpathSync("node_modules/react/cjs/react.production.js");
    setup.onResolve({ filter: /^react$/ }, () => ({ path: core }));
    setup.onLoad({ filter: /\/react\.production\.js$/ }, () => ({
      contents: reactModule(readFileSync(core, "utf8")),
      loader: "js",
    }));
    setup.onResolve({ filter: /\/reconciler\.js$/ }, () => ({ path: react }));
    setup.onResolve({ filter: new RegExp(`^${HOST}$`) }, () => ({ path: ink }));
    setup.onLoad({ filter: /\/react-reconciler\.production\.js$/ }, () => ({
      contents: reconcilerModule(readFileSync(react, "utf8")),
      loader: "js",
    }));
    setup.onLoad({ filter: /\/ink\/build\/reconciler\.js$/ }, () => ({
      contents: hostConfig(readFileSync(ink, "utf8")),
      loader: "js",
    }));
  },
};

/** Ink's own module with what it says to React, instead of what React makes of it. */
function hostConfig(text: string): string {
  const bare = without(text, "import createReconciler from 'react-reconciler';\n");
  const config = without(bare, "export default createReconciler(hostConfig);", "export default hostConfig;");
  // React's developer tools, where DEV is set.
  return without(config, /process\.env\['DEV'\] === 'true'/g, "false");
}
