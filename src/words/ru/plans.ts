/** What a plan and its two panes say, in Russian. */
import type { PlanWords } from "../plans.ts";
import { lines } from "./amounts.ts";

export const plans: PlanWords = {
  panes: {
    serverReads: ({ file }) => `${file}, читает сервер`,
    clientReads: ({ file, name }) =>
      file === "" ? "свой файл, читает устройство" : `${file}, читает ${name ?? "устройство"}`,
    serverChange: ({ file, lines: count, after }) =>
      `${file}: + ${lines(count)}${after === null ? "" : ` после строки ${after}`}`,
    clientNew: ({ file }) => `${file}, новый`,
    clientNotKept: ({ name }) =>
      name === null ? "для устройства, здесь не хранится" : `для «${name}», здесь не хранится`,
    thisServer: "этот сервер",
    device: "устройство",
    absent: (keys) => (keys.length === 1 ? `${keyOf(keys[0] ?? "")} здесь нет` : `нет ${keys.map(keyOf).join(", ")}`),
    endOfFile: "(конец файла)",
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
  },
  load: ({ interfaceName }) =>
    `Это не делается здесь: так новый блок потом загружается в ${interfaceName}; других пиров это не касается:`,
  loadPlayed: "В демо ничего не загружается: его интерфейс ненастоящий. На сервере здесь стоит команда.",
  loadLater: ({ interfaceName }) => `${interfaceName} с этим файлом не запущен: пир загрузится при запуске.`,
  diffTitle: ({ file }) => `${file}: изменения построчно`,
};

function keyOf(key: string): string {
  return key === "PostUp" ? "хуков" : key;
}
