/** What the scriptable and the plain way in say, in Russian. */
import type { CommandWords } from "../commands.ts";

let rules: Intl.PluralRules | null = null;

/** 1 пир, 2 пира, 5 пиров, 21 пир. The rules are loaded when they are first needed: it takes a while. */
function forms(count: number, one: string, few: string, many: string): string {
  rules ??= new Intl.PluralRules("ru");
  return { one, few, many, zero: many, two: few, other: few }[rules.select(count)];
}

const extent = ({ rows, columns }: { rows: number; columns: number }) =>
  `${rows} ${forms(rows, "строка", "строки", "строк")} x ${columns} ${forms(columns, "столбец", "столбца", "столбцов")}`;

export const commands: CommandWords = {
  help: {
    usage: "Вызов:",
    commands: "Команды:",
    options: "Ключи:",
    answers: "Ответы (вопрос без ключа получает предложенный ответ):",
    everywhere: "Ключи для всех команд:",
    examples: "Примеры:",
    about: "wg-wizard добавляет пиров WireGuard: оба файла рядом, каждая строка объяснена, QR-код для телефона.",
    bare: "экраны, на найденном интерфейсе",
    summary: {
      list: "пиры с именами и адресами",
      add: "добавить пира: вопросы мастера в виде ключей",
      show: "обе стороны одного пира и зачем каждая строка",
      qr: "QR-код файла клиента, и больше ничего",
      help: "эта справка или справка по одной команде",
    },
    more: {
      list: ["Таблица идёт в stdout. Вид документа, который печатает --json, описан в README."],
      add: [
        "В терминале спросит то, чему нечего предложить, покажет, что запишет, и спросит один раз.",
        "Без терминала нужен --yes и ключи для всех ответов, у которых нет надёжного предложения.",
        "",
        "Код выхода: 0 сделано, 1 не вышло или такое имя уже есть, 2 ответа не хватает или он не подходит,",
        "3 записано, но не загружено, 130 отменено.",
      ],
      show: ["NAME: имя, начало открытого ключа или адрес."],
      qr: [
        "NAME: имя, начало открытого ключа или адрес; то, в чём есть косая черта или .conf на конце, это файл;",
        "- читает файл со стандартного ввода. Код виден, пока не нажата клавиша. В нём приватный ключ.",
      ],
      help: [],
    },
    option: {
      json: "документ вместо предложений",
      yes: "ничего не спрашивать; предупреждения принимаются, отказы никогда",
      "dry-run": "показать изменение как diff и ничего не записывать",
      wait: "сколько ждать, пока файл меняет кто-то другой; без ключа 10",
      secrets: "печатать приватные и общие ключи в документе и в diff; иначе они скрыты",
    },
    global: {
      interface: "интерфейс или его файл; иначе тот, что в /etc/wireguard",
      lang: "язык; иначе как в локали",
      plain: "простые вопросы и ответы, без экранов",
      demo: "учебный сервер во временной папке",
      "no-color": "без цвета (то же делает NO_COLOR)",
      help: "справка",
      version: "версия",
    },
    each: "Подробнее о каждой: wg-wizard COMMAND --help",
  },
  usage: {
    unknownCommand: ({ command }) => `Команды ${command} нет. Список: wg-wizard --help`,
    unknownOption: ({ option, command }) => `У ${command === "" ? "wg-wizard" : command} нет ключа ${option}.`,
    needsValue: ({ option }) => `${option} требует значения.`,
    takesNoValue: ({ option }) => `${option} не принимает значения.`,
    badNumber: ({ option }) => `${option} принимает целое число секунд, не больше 99999.`,
    missingArgument: ({ argument }) => `Не хватает ${argument}.`,
    oneTooMany: ({ argument }) => `Лишний аргумент: ${argument}`,
    severalInterfaces: "Здесь несколько интерфейсов. Назовите один:",
    severalPeers: ({ text }) => `${text} подходит к нескольким. Введите больше:`,
    noPeer: ({ text, path }) => `В ${path} нет пира с таким именем, ключом или адресом: ${text}`,
    answersMissing: "Ничего не записано. Этих ответов не хватает, или они не подходят:",
    missingFlag: ({ flag, reason }) => `  ${flag}   не указано: ${reason}`,
    doubtfulFlag: ({ flag, suggestion, reason }) => `  ${flag}   не указано; ${suggestion} может не подойти: ${reason}`,
    refusedFlag: ({ flag, reason }) => `  ${flag}   ${reason}`,
    notAsked: ({ flag }) => `--${flag} здесь не нужен и не учтён.`,
    needsYes: "  --yes   нужен там, где за терминалом никого нет",
    nobodyGetsTheKey:
      "Ничего не записано. Приватный ключ пропал бы: с --save none нужен терминал, который покажет QR-код, или --json --secrets.",
    presharedWouldBeLost:
      "Ничего не записано. Созданный здесь preshared key пропал бы: заберите его с --save ПУТЬ или --save -, назовите свой с --psk ФАЙЛ или обойдитесь без него: --psk no.",
    codeWouldNotFit: ({ needs, has }) =>
      `Ничего не записано. С --save none ключ можно взять только из QR-кода, а он не помещается: нужно ${extent(needs)}, в этом окне ${extent(has)}.`,
    twoOnStdout: "--save - и --json оба пишут в stdout. Выберите что-то одно.",
    badPresharedFile: ({ path }) =>
      `В ${path} нет общего ключа: там должна быть одна строка в 44 знака, как её печатает wg genpsk.`,
  },
  list: {
    columns: { name: "имя", addresses: "разрешённые адреса", handshake: "рукопожатие", key: "открытый ключ" },
    count: ({ peers: count }) => `${count} ${forms(count, "пир", "пира", "пиров")}`,
    none: "Пиров пока нет. Добавить: wg-wizard add NAME",
    unnamed: "(без имени)",
    disabled: "выключен",
    up: "работает",
    never: "не было",
    ago: ({ seconds }) => {
      if (seconds < 120) return `${seconds} с назад`;
      if (seconds < 7200) return `${Math.round(seconds / 60)} мин назад`;
      if (seconds < 172800) return `${Math.round(seconds / 3600)} ч назад`;
      return `${Math.round(seconds / 86400)} дн. назад`;
    },
    port: ({ port }) => `порт ${port}`,
  },
  add: {
    exists: ({ name, line, same }) =>
      same
        ? `«${name}» уже есть в файле, строка ${line}, и всё так, как задано. Ничего не записано.`
        : `«${name}» уже есть в файле, строка ${line}. Ничего не записано. Выберите другое имя.`,
    faults: ({ path }) => `Ничего не записано: в таком виде WireGuard не примет ${path}. Сначала исправьте эти строки:`,
    steps: "Шаги, по порядку:",
    warnings: "Прежде чем согласиться:",
    confirm: ({ name }) => `Записать это и добавить «${name}»?`,
    nothingWritten: "Ничего не записано.",
    failed: "не вышло",
    skipped: "не сделано",
    written: ({ name, path }) => `«${name}» теперь в ${path}.`,
    notLoaded: "Записано, но ещё не загружено. Загрузит эта команда; других пиров она не трогает:",
    demo: ({ path }) => `Это демо: записано в ${path}, а интерфейса, куда загружать, нет.`,
    clientAt: ({ path }) => `Файл устройства: ${path}`,
    backupAt: ({ path }) => `Прежний файл: ${path}`,
    changedLookAgain: "Тем временем файл изменил кто-то другой. Ничего не записано. Теперь было бы так:",
  },
  code: {
    ask: "Напечатать QR-код здесь? В нём приватный ключ, и он останется в истории окна.",
    onlyWay: "Файл не хранится: без этого кода ключ пропадёт.",
    willFit: (needs) => `Затем QR-код: ${extent(needs)}, в это окно помещается.`,
    willNotFit: ({ needs, has }) =>
      `Затем QR-код: ему нужно ${extent(needs)}, в этом окне ${extent(has)}; увеличьте окно.`,
    scan: ({ tunnelName }) =>
      tunnelName === "" ? "Отсканируйте в приложении." : `Отсканируйте в приложении, имя туннеля: ${tunnelName}.`,
    leave: "Любая клавиша закроет.",
    tooSmall: ({ needs, has }) =>
      `QR-коду нужно ${extent(needs)}; в этом окне ${extent(has)}. Увеличьте окно или уменьшите шрифт (Ctrl -).`,
    tooLong: "Файл слишком длинный для QR-кода: больше 2953 байт код не вмещает.",
    file: ({ path }) => `Другой путь, сам файл: ${path}`,
    needsTerminal:
      "QR-код показывается только в терминале: в нём приватный ключ, ему не место в конвейере или журнале.",
    noClientFile: ({ name }) =>
      `Файл для «${name}» здесь не хранится, а приватный ключ больше взять неоткуда. На самом устройстве: wg-wizard qr FILE`,
    noPrivateKey: ({ path }) =>
      `В ${path} нет PrivateKey: ключ сделан на устройстве и его не покидал. С таким кодом не подключиться.`,
    notAClientFile: ({ path }) => `${path} не файл устройства: в нём должны быть [Interface] и [Peer] с Endpoint.`,
  },
  show: {
    unknown: ({ name, folder }) =>
      `Файла для «${name}» в ${folder} нет. Ниже то, что известно из файла сервера; остальное здесь неизвестно.`,
    unknownValue: "(здесь неизвестно)",
  },
  prompts: {
    what: "Что дальше?",
    add: "добавить пира",
    show: "показать пира",
    leave: "выйти",
    which: "Какого? (имя, начало открытого ключа или адрес)",
    whichInterface: "Какой интерфейс?",
    another: "ввести другое",
    suggested: ({ source }) => `предлагается: ${source}`,
    warning: ({ text }) => `Учтите: ${text}`,
    yesOrNo: "y (да) или n (нет)",
    yes: "да",
    no: "нет",
    needsTerminal:
      "Для вопросов нужен терминал и на вводе, и на выводе. Без него: wg-wizard add NAME --yes, wg-wizard list.",
    demo: "Поэтому открыто демо: учебный сервер в отдельной папке. Больше ничего не затрагивается.",
    keys: "Enter принимает то, что стоит в строке. Ctrl-C выходит; до вашего «да» ничего не пишется.",
  },
  demoInstead: "Так выглядит список, пример из демо (wg-wizard --demo):",
};
