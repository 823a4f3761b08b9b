/** Что говорится о работающем интерфейсе рядом с его файлом: отличия, загрузка, приведение в соответствие. По-русски. */
import type { ApplyWords, DifferenceWords, LiveWords, LoadingWords, LogWords } from "../live.ts";
import { number, time } from "./amounts.ts";

const loading: LoadingWords = {
  left: ({ interfaceName }) => `До ${interfaceName} дошло не всё. Осталось набрать это, других пиров не задевая:`,
  again: "wg-wizard apply заново сверит файл с интерфейсом и сделает то, что осталось.",
};

const apply: ApplyWords = {
  title: ({ interfaceName, name }) =>
    name === null ? `Привести ${interfaceName} к тому, что в файле` : `Привести пира ${name} к тому, что в файле`,
  untold: {
    down: ({ interfaceName, argument }) =>
      `${interfaceName} не запущен, менять нечего. При запуске он возьмёт файл целиком: wg-quick up ${argument}`,
    stranger: ({ interfaceName, file }) =>
      `${interfaceName} работает с другим ключом, чем в ${file} (wg show ${interfaceName} public-key), поэтому его не трогаем. Файл вступит в силу при следующем запуске.`,
    "no-wg": ({ interfaceName }) =>
      `Нет программы wg (пакет wireguard-tools), и узнать, что делает ${interfaceName}, нельзя. Ничего не изменено.`,
    denied: ({ interfaceName }) => `Спрашивать ${interfaceName}, что он делает, и менять его может только root.`,
    unknown: ({ interfaceName }) =>
      `Ответ wg show ${interfaceName} dump не разобрать, и узнать, что работает, нельзя. Ничего не изменено.`,
  },
  faults: ({ file }) =>
    `В таком виде WireGuard не примет ${file}, поэтому ничего не загружается. Сначала исправьте эти строки:`,
  same: ({ interfaceName, file }) => `${interfaceName} уже такой, как в ${file}: делать нечего.`,
  vanish: (count) =>
    count === 1 ? "Будет убран с интерфейса: в файле его нет." : "Будут убраны с интерфейса: в файле их нет.",
  vanishing: ({ who, seconds }) =>
    seconds === null ? `${who}, рукопожатий не было` : `${who}, последнее рукопожатие ${time(seconds)} назад`,
  left: ({ interfaceName }) =>
    `Здесь не делается: нужны wg-quick down и up, а на это время ${interfaceName} отключит всех.`,
  leftOver: {
    addresses: ({ file, running }) => `Address: в файле ${file.join(", ")}, на интерфейсе ${listed(running)}`,
    mtu: ({ file, running }) => `MTU: в файле ${file}, на интерфейсе ${running}`,
    routes: ({ networks }) => `маршрут по умолчанию к пиру (${networks.join(", ")})`,
    unseen: ({ keys }) => `всё, что изменили в ${keys.join(", ")} после запуска: этого не видно`,
  },
  confirm: ({ interfaceName }) => `Сделать это с ${interfaceName}?`,
  done: ({ interfaceName, file, name }) =>
    name === null ? `${interfaceName} теперь такой, как в ${file}.` : `Пир ${name} теперь такой, как в ${file}.`,
  nothingDone: "Ничего не изменено.",
  needsYes: "Спросить здесь некого: --yes сделает, --dry-run покажет, что было бы сделано.",
  looking: "Сверяем файл с интерфейсом …",
  back: "пока не сделано",
  steps: "w сделает это; каждый шаг виден",
  nudge: "Enter здесь ничего не делает, чтобы не сработало нажатое заранее. Делает это w.",
  doing: "шаг за шагом",
  refused: "не сделано",
  partly: "сделано не всё",
  finished: "готово",
  more: (count) => `… и ещё ${number(count)}`,
};

const log: LogWords = {
  title: "Что передано интерфейсу",
  none: "Пока ничего: с запуска этой программы команд не было.",
};

function listed(texts: readonly string[]): string {
  return texts.length === 0 ? "нет" : texts.join(", ");
}

const differences: DifferenceWords = {
  marks: {
    "not-loaded": "не загружен",
    "only-live": "нет в файле",
    different: "отличается",
    "still-on": "ещё включён",
  },
  notLoaded: ({ interfaceName, name }) =>
    `В файле он есть, но ${interfaceName} его ещё не знает: ${name} не подключится.`,
  onlyLive: ({ interfaceName }) =>
    `Этого пира знает только ${interfaceName}, в файле его нет. Когда ${interfaceName} остановят, он пропадёт.`,
  stillOn: ({ interfaceName }) => `В файле он отключён, но ${interfaceName} его всё ещё знает: подключиться он может.`,
  allowedIPs: ({ interfaceName, live: has }) =>
    has === ""
      ? `У ${interfaceName} для него нет AllowedIPs.`
      : `У ${interfaceName} для него другие AllowedIPs: ${has}.`,
  keepalive({ interfaceName, file, live: has }) {
    if (file === null)
      return `${interfaceName} всё ещё шлёт ему пакет каждые ${has} с: строки уже нет, а настройка осталась.`;
    return has === null
      ? `В файле PersistentKeepalive = ${file}, а у ${interfaceName} он выключен.`
      : `В файле PersistentKeepalive = ${file}, а у ${interfaceName} ${has}.`;
  },
  presharedKey({ interfaceName, file, live: has }) {
    if (!file) return `У ${interfaceName} для него остался PresharedKey, а в файле его нет.`;
    return has
      ? `У ${interfaceName} для него другой PresharedKey, чем в файле.`
      : `В файле для него есть PresharedKey, а у ${interfaceName} нет.`;
  },
  keys: {
    "not-loaded": () => "Загрузить: l.",
    "only-live": () => "Записать его в файл: w.",
    different: ({ interfaceName }) => `Передать ${interfaceName} то, что в файле: l.`,
    "still-on": () => "Убрать его: l.",
  },
};

export const live: LiveWords = {
  differences,
  loading,
  apply,
  log,
};
