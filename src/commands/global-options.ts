/** The options that every way in takes, as node:util's parseArgs wants them. main.ts reads them, subcommands step over them. */
export const GLOBAL_OPTIONS = {
  interface: { type: "string", short: "i" },
  lang: { type: "string" },
  plain: { type: "boolean" },
  demo: { type: "boolean" },
  "no-color": { type: "boolean" },
  qr: { type: "string" },
  help: { type: "boolean", short: "h" },
} as const;
