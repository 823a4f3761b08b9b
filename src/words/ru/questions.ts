/** The questions in Russian. */
import type { QuestionWords } from "../questions.ts";

const who = (name: string | null) => name ?? "устройство";
const baseName = (path: string) => path.slice(path.lastIndexOf("/") + 1);
/** Files that this program keeps are known by their names; those of other tools may lie anywhere. */
const isOurs = (path: string) => path.split("/").at(-2) === "clients";

export const questions: QuestionWords = {
  asked: {
    name: {
      title: () => "Как назвать нового пира?",
      label: "name",
      form: "любой текст, до 64 знаков",
      help: () =>
        "Имя нужно людям, WireGuard его не читает. Оно стоит в комментарии на сервере, и по нему называются файл устройства и туннель на нём.",
      flag: "как назвать пира; в файле имя бывает только одно",
      options: {},
    },
    follow: {
      title: ({ interfaceName }) => `Файл и ${interfaceName} расходятся. Для чего готовить устройство?`,
      label: "follow",
      form: "file или running",
      help: () =>
        "В файле устройства стоят ключ, порт и сеть сервера. Записанное в файле сервера вступит в силу при его следующем запуске, а до тех пор верно то, что работает.",
      flag: "file или running; нужен, если они расходятся",
      options: {
        file: () => "как в файле: вступит в силу при следующем запуске",
        running: () => "как работает сейчас: верно до перезапуска",
      },
    },
    address: {
      title: ({ name }) => `Какой адрес в туннеле получит ${who(name)}?`,
      label: "Address",
      form: "адреса или auto",
      help: () =>
        "Он стоит в обоих файлах: у устройства это Address, у сервера AllowedIPs. Пакеты с другим адресом отправителя сервер от этого пира не примет.",
      flag: "auto или ADDR,…: собственные адреса в туннеле",
      options: {},
    },
    lan: {
      title: ({ name }) => (name === null ? "Какие сети стоят за устройством?" : `Какие сети стоят за ${name}?`),
      label: "lan",
      form: "CIDR,… или none",
      help: () =>
        "Это для роутера или машины, за которой есть своя сеть: сервер отправит туда всё, что адресовано этим сетям. За телефоном или ноутбуком сетей нет.",
      flag: "none или CIDR,…: сети за этим пиром",
      options: {},
    },
    traffic: {
      title: () => "Что пускать через туннель?",
      label: "AllowedIPs",
      form: "all, all4, vpn или CIDR,…",
      help: () =>
        "AllowedIPs в файле устройства: что находится за этим сервером, то устройство и шлёт сюда. Остальное идёт как обычно, мимо туннеля.",
      flag: "all, all4, vpn или CIDR,…: что идёт через туннель",
      options: {
        all: () => "всё, и IPv4, и IPv6",
        all4: () => "весь IPv4; IPv6 может идти мимо туннеля",
        vpn: () => "только сети самого туннеля",
      },
    },
    dns: {
      title: ({ name }) => `Какой DNS использует ${who(name)}?`,
      label: "DNS",
      form: "до 4 адресов или none",
      help: () =>
        "У кого спрашивать имена, пока туннель включён. Указанный здесь сервер получит все запросы, даже если в туннель идёт лишь часть трафика.",
      flag: "none или ADDR,…: у кого спрашивать имена",
      options: {
        last: () => "как в самом новом файле с таким же трафиком",
        tunnel: () => "этот сервер: порт 53 на нём слушает DNS",
        cloudflare: () => "публичный DNS, его держит Cloudflare",
        quad9: () => "публичный DNS, его держит Quad9",
        none: () => "не задавать: останется тот DNS, что уже есть",
      },
    },
    endpoint: {
      title: ({ name }) => `Куда подключается ${who(name)}?`,
      label: "Endpoint",
      form: "HOST:PORT",
      help: () =>
        "Адрес или имя сервера, как его видно снаружи, и UDP-порт. За роутером: публичный адрес или имя роутера и порт, который проброшен на этот сервер.",
      flag: "HOST:PORT: куда подключаться к этому серверу",
      options: {},
    },
    "server-key": {
      title: () => "Какой у этого сервера публичный ключ?",
      label: "PublicKey",
      form: "44 знака",
      help: () =>
        "По нему устройство узнаёт сервер. Приватного ключа, чтобы его вычислить, в файле нет, и больше ничто на машине его не подсказало; его покажет `wg show`.",
      flag: "публичный ключ сервера, если его неоткуда узнать",
      options: {},
    },
    keepalive: {
      title: ({ name }) => `Должен ли сервер достучаться, пока ${who(name)} молчит?`,
      label: "PersistentKeepalive",
      form: "секунды 1-65535 или off",
      help: () =>
        "Роутер или оператор (NAT) забывает молчащее устройство, порой уже через 30 с, и снова открыть путь может только его пакет. Кто лишь подключается сам, открывает путь сам.",
      flag: "off или секунды 1-65535: как держать путь открытым",
      options: {
        "25": () => "да: после 25 с тишины оттуда уходит пустой пакет",
        off: () => "нет: на связь выходит только само; push может запоздать",
      },
    },
    keys: {
      title: () => "Кто создаёт ключ?",
      label: "keys",
      form: "new или публичный ключ",
      help: () =>
        "Если здесь, приватный ключ попадёт в файл и в QR-код. Если на устройстве, он его не покинет: тогда QR-кода нет, а в файл ключ впишут там.",
      flag: "new или PUBLICKEY: кто создаёт ключ",
      options: {
        new: () => "эта программа: файл и QR-код будут готовы целиком",
        device: () => "само устройство: вставьте его публичный ключ",
      },
    },
    psk: {
      title: () => "Нужен ли второй секрет, общий для двоих?",
      label: "PresharedKey",
      form: "yes, no или файл",
      help: () =>
        "Preshared key примешивается к шифрованию и должен совпадать на обеих сторонах. Он защитит записанный сегодня трафик, даже если другие ключи однажды взломают.",
      flag: "yes, no или FILE: второй секрет, общий для двоих",
      options: {
        running: () => "тот, что уже есть у работающего интерфейса",
        yes: () => "да: он будет создан и записан в оба файла",
        no: () => "нет: обойтись без него",
      },
    },
    save: {
      title: () => "Хранить копию файла здесь?",
      label: "save",
      form: "путь или none",
      help: () =>
        "Копию сможет читать только её владелец (0600), и файл можно будет показать снова. Если ключ создан здесь, в копии есть приватный ключ.",
      flag: "none, PATH или - (stdout): копия файла устройства",
      options: {
        file: () => "да: его можно будет показать снова",
        none: () => "нет: передать его надо сразу, потом не выйдет",
      },
    },
    "save-config": {
      title: ({ interfaceName }) => `Пусть wg-quick и дальше переписывает файл ${interfaceName}?`,
      label: "SaveConfig",
      form: "off или keep",
      help: () =>
        "При SaveConfig = true wg-quick при каждой остановке пишет файл заново с работающего интерфейса. Комментарии при этом пропадают, и имена вместе с ними.",
      flag: "off или keep; нужен, если в файле SaveConfig = true",
      options: {
        off: () => "записать заодно SaveConfig = false: файл уцелеет",
        keep: () => "не трогать: при остановке имена пропадут",
      },
    },
  },
  sources: (source) => {
    switch (source.kind) {
      case "free":
        return "следующий свободный";
      case "running":
        return "как у работающего интерфейса";
      case "usual":
        return "обычный выбор";
      case "server":
        return "из файла сервера";
      case "own-address":
        return "собственный адрес и порт этой машины";
      case "tunnel-resolver":
        return "DNS слушает на этом сервере";
      case "public-resolver":
        return "публичный DNS, его держит Cloudflare";
      case "network":
        return "сеть туннеля";
      case "last-time":
        return isOurs(source.path) ? `как в прошлый раз, в ${baseName(source.path)}` : `как в ${source.path}`;
      case "comment":
        return `из комментария в ${baseName(source.path)}`;
      case "settings":
        return `из ${source.path}`;
      case "hook":
        return `из ${source.path}, его называет хук`;
    }
  },
  answer: (id, text) => {
    const word = text.trim();
    if (id === "keys") return word.toLowerCase() === "new" ? "создан здесь" : "создан на устройстве";
    if (id === "psk")
      return { yes: "создан здесь", no: "нет", running: "как у интерфейса" }[word.toLowerCase()] ?? baseName(word);
    if (id === "save") return { none: "не хранить", "-": "в stdout" }[word.toLowerCase()] ?? baseName(word);
    if (id === "server-key") return `${word.slice(0, 4)}…${word.slice(-5)}`;
    if (id === "lan" && word === "") return "none";
    return word;
  },
};
