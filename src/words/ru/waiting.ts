/** What is said while a first handshake is waited for. In Russian. */
import type { WaitingWords } from "../waiting.ts";
import { forms, time } from "./amounts.ts";

const udp = ({ port }: { readonly port: number | null }) => (port === null ? "порт" : `UDP ${port}`);
const atStart = ({ port }: { readonly port: number | null }) => (port === null ? "Порт" : `UDP ${port}`);

export const waiting: WaitingWords = {
  headlines: {
    waiting: ({ name }) => `Ждём первого рукопожатия: «${name}».`,
    down: ({ interfaceName }) => `${interfaceName} не запущен: подключиться не может никто.`,
    stranger: ({ interfaceName, file }) =>
      `${interfaceName} работает с другим ключом, чем в ${file}: устройство, сделанное по файлу, к нему не подключится.`,
    "not-loaded": ({ interfaceName, name }) =>
      `${interfaceName} работает, но «${name}» не знает: пир не загружен. Загрузит wg-wizard apply.`,
    blind: ({ interfaceName }) => `Спросить ${interfaceName} отсюда нельзя: нужны права root и программа wg.`,
    "nothing-accepted": ({ name }) => `От «${name}» пока ничего не принято.`,
    "nothing-arrives": ({ name }) => `От «${name}» сюда ничего не доходит.`,
    refused: ({ from, interfaceName, name }) =>
      `С ${from} приходят пакеты, и ${interfaceName} их не принимает. Если это «${name}», то дело в ключе.`,
    unfinished: ({ name, from }) => `«${name}» начинает рукопожатие с ${from}, но ни одно не завершается.`,
    filtered: ({ name, interfaceName }) => `«${name}» на связи, но все его пакеты ${interfaceName} отбрасывает.`,
    silent: ({ name }) => `«${name}» на связи и пока молчит.`,
    connected: ({ name }) => `«${name}» на связи.`,
    working: ({ name }) => `«${name}» на связи, данные идут.`,
    unanswered: ({ name }) => `«${name}» на связи и шлёт данные, но ответа на них нет.`,
    "not-forwarding": ({ name }) => `«${name}» на связи, но дальше этого сервера не пройдёт.`,
    "two-devices": ({ name }) => `Похоже, ключ «${name}» стоит сразу на двух устройствах.`,
  },
  so: "Возможные причины, сначала частые:",
  causes: {
    "not-switched-on": () => "Туннель в приложении не включён: сканирование только добавляет его.",
    "nothing-to-send": ({ name, url }) =>
      `Откройте на нём ${url === "" ? "страницу этого сервера" : url}: пока отправлять нечего, «${name}» молчит.`,
    "same-network": () =>
      "Устройство в той же сети Wi-Fi, что и сервер. Выключите на нём Wi-Fi: некоторые роутеры не пускают изнутри на свой же внешний адрес.",
    "port-shut": (about) =>
      about.home === ""
        ? `${atStart(about)} закрыт: файрволом провайдера (в облаке он отдельный) или файрволом на самом сервере.`
        : `${atStart(about)} закрыт: роутер не пробрасывает его на ${about.home}, или не пускает файрвол на самом сервере.`,
    endpoint: ({ calls, home }) => {
      if (calls === "") return "Устройство обращается не туда: проверьте адрес и порт в Endpoint в его файле.";
      return `${calls} снаружи ведёт не на этот сервер${home === "" ? "" : ": внешний адрес виден на странице роутера"}.`;
    },
    "server-key": ({ serverKey }) => `PublicKey в файле устройства не от этого сервера: здесь ${serverKey}.`,
    "peer-key": ({ name }) =>
      `На устройстве прежний код «${name}»: если добавить пира заново, ключи будут новые. Удалите тот туннель в приложении и отсканируйте последний код.`,
    "preshared-key": () =>
      "Preshared key разный или есть только на одной стороне: отсканируйте последний код ещё раз или сравните PresharedKey в обоих файлах.",
    "answers-lost": ({ from }) =>
      `Ответы сервера не доходят до ${from}: файрвол здесь или по пути впускает пакеты, но не выпускает.`,
    "allowed-ips": ({ file, allowed }) =>
      `Устройство шлёт с адреса (Address), которого ему не разрешает ${file}: там AllowedIPs = ${allowed}.`,
    forwarding: () => "Дальше сервера пакеты идут только при net.ipv4.ip_forward = 1 и если их не задержит файрвол.",
    masquerade: () =>
      "Там, куда идут пакеты, не знают дороги назад: нужен masquerade на этом сервере или маршрут оттуда к сети туннеля.",
    "two-devices": ({ two: [one, other] }) =>
      `Они отбирают связь друг у друга (${one}, ${other}). Один ключ — одно устройство: добавьте второе отдельным пиром.`,
  },
  wouldBeSeen: "Если пакеты дойдут, но не будут приняты, здесь так и будет сказано: тогда дело в ключе.",
  cannotSee: "Доходит ли сюда хоть что-то, не видно: соединения на этом сервере не отслеживаются.",
  waiting: "ждём",
  connected: "на связи",
  more: "i: почему",
  facts: {
    up: ({ interfaceName, name, ...about }) => `${interfaceName} работает, слушает ${udp(about)}, «${name}» загружен`,
    packets: (about) => `пакеты на ${udp(about)}`,
    refused: ({ from, times }) => `${times} с ${from}, не приняты`,
    accepted: ({ from }) => `с ${from}, приняты`,
    noneYet: "с новых адресов пока нет",
    unseen: "здесь не видно",
    handshake: "рукопожатие",
    begun: ({ times }) => `начато ${times} ${forms(times, "раз", "раза", "раз")}, не завершено`,
    none: "нет",
  },
  cameFrom: ({ name, from, ago, data }) =>
    `«${name}» на связи с ${from}: рукопожатие ${time(ago)} назад${data === null ? "." : `, первые данные ${data === 0 ? "сразу" : `через ${time(data)}`}.`}`,
  wasThere: ({ name, from, ago }) => `«${name}» уже на связи с ${from}: последнее рукопожатие ${time(ago)} назад.`,
  events: {
    begun: ({ from }) => `начато рукопожатие с ${from}`,
    connected: ({ from }) => `рукопожатие с ${from}`,
    data: ({ after }) =>
      after === 0 ? "первые данные, вместе с рукопожатием" : `первые данные, через ${time(after)} после рукопожатия`,
    empty: ({ keepalive, after }) =>
      keepalive ? `пустой пакет: keepalive, через ${time(after)} после предыдущего пакета` : "пустой пакет",
    moved: ({ from, to }) => `теперь шлёт с ${to}, раньше с ${from}`,
  },
  keepalive: ({ seconds, left }) =>
    `Через ${time(seconds)} тишины в обе стороны устройство пришлёт пустой пакет, свой keepalive.${left === null ? "" : ` Осталось ${time(left)}.`}`,
  copy: {
    ask: ({ name, path }) => `У «${name}» своя копия уже есть. Хранить и здесь: ${path}?`,
    keep: "хранить: прочесть его может только root",
    away: "убрать в backups/; u вернёт его",
    kept: ({ path }) => `${path} остаётся здесь.`,
    moved: ({ path }) => `${path} теперь в backups/; u вернёт его.`,
  },
  endpoint: {
    does: ({ path, file }) =>
      path === null
        ? `Enter сделает с ним новый код. Ничего не записывается, ${file} остаётся прежним.`
        : `Enter впишет его в ${path}, прежний файл сохранит в backups/ и покажет новый код. ${file} остаётся прежним.`,
  },
  up: {
    offer: "b запустит это:",
    hooks: "Хуки из файла выполнятся тоже:",
    sure: ({ interfaceName }) => `Так ${interfaceName} запустится для всех. Чтобы запустить, нажмите b ещё раз.`,
    running: "выполняется …",
    said: "Вот что выведено:",
  },
  leave: "Уйти можно в любой момент: с пиром ничего не случится. Проверить потом:",
  watch: {
    begin: ({ name, interfaceName, ...about }) =>
      `Ждём первого рукопожатия: «${name}», ${interfaceName}, ${udp(about)}. Ctrl-C прервёт ожидание, с пиром ничего не случится.`,
    until: ({ seconds }) => `Ожидание закончится через ${time(seconds)}; другой срок задаёт --timeout.`,
    noKey: ({ name }) => `У «${name}» в файле нет PublicKey: подключиться так не может никто.`,
    needsRoot: "Спрашивать может только root:",
    again: "Проверить потом:",
    whether: "Дождётся устройства, а если оно не подключится, скажет почему:",
  },
};
