/** What a plan and its two panes say, in Russian. */
import type { PlanWords } from "../plans.ts";
import { lines } from "./amounts.ts";

export const plans: PlanWords = {
  panes: {
    serverReads: ({ file }) => `${file}, читает сервер`,
    clientReads: ({ file, name }) => `${file === "" ? "свой файл" : file}, читает ${name ?? "устройство"}`,
    serverChange: ({ file, lines: count, gone, after, at }) =>
      `${file}: + ${lines(count)}${gone > 0 ? `, - ${gone}` : ""}${at !== null ? `: ${at}` : after === null ? "" : ` после строки ${after}`}`,
    clientNew: ({ file }) => `${file}, новый`,
    clientNotKept: ({ name }) =>
      name === null ? "для устройства, здесь не хранится" : `для «${name}», здесь не хранится`,
    thisServer: "этот сервер",
    device: "устройство",
    absent: (keys) => (keys.length === 1 ? `${keyOf(keys[0] ?? "")} здесь нет` : `нет ${keys.map(keyOf).join(", ")}`),
    endOfFile: "(конец файла)",
    unknown: "(неизвестно)",
  },
  steps: {
    lock: ({ path }) => `занять ${path}, чтобы никто не менял его одновременно`,
    compare: ({ path }) => `прочесть ${path} ещё раз: он должен быть как показан`,
    backup: ({ path }) => `скопировать ${path} в backups/ рядом с ним`,
    create: ({ path }) => `записать ${path}: новый, 0600`,
    write: ({ path, lines: come, gone }) => {
      const told = [...(come > 0 ? [`+ ${lines(come)}`] : []), ...(gone > 0 ? [`- ${lines(gone)}`] : [])];
      return `записать ${path}: ${told.join(", ")}, остальное не меняется`;
    },
    move: ({ path }) => `перенести ${path} в backups/`,
    run: ({ text }) => text,
    verify: ({ interfaceName }) => `wg show ${interfaceName} dump: сверить с задуманным; других пиров это не касается`,
  },
  already: "делать нечего: так и есть",
  loadLater: {
    down: ({ interfaceName }) => `${interfaceName} не запущен: меняется только файл, он вступит в силу при запуске.`,
    stranger: ({ interfaceName }) =>
      `${interfaceName} работает с другим ключом, чем в файле, поэтому его не трогаем: меняется только файл.`,
    "no-wg": ({ interfaceName }) =>
      `Нет программы wg, и сообщить ${interfaceName}, если он запущен, нельзя: меняется только файл.`,
    denied: ({ interfaceName }) => `Менять ${interfaceName} может только root: меняется только файл.`,
    unknown: ({ interfaceName }) =>
      `Что делает ${interfaceName}, узнать нельзя: меняется только файл. Позже загрузит wg-wizard apply.`,
  },
  diffTitle: ({ file }) => `${file}: изменения построчно`,
};

function keyOf(key: string): string {
  return key === "PostUp" ? "хуков" : key;
}
