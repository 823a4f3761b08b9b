/** What the wizard objects to and warns of, in Russian: what happened, why, what would do. */
import type { Whose } from "../../wizard/remarks.ts";
import type { RemarkWords } from "../remarks.ts";

/** After a colon, so that no name has to be declined. */
const peer = ({ name, line }: Whose) => (name === null ? `пир в строке ${line}` : `${name} (строка ${line})`);
/** What is wrong with such an address or network, after it. */
const SPECIAL = {
  unspecified: "не принадлежит ни одной машине",
  loopback: "не выходит за пределы самой машины",
  "link-local": "действует лишь в пределах одного кабеля или Wi-Fi",
  multicast: "обозначает группы машин",
  reserved: "из зарезервированных, и машин там нет",
  mapped: "это IPv4, записанный как IPv6, в пакетах такого не бывает",
} as const;
const FAMILIES = { ipv4: "IPv4", ipv6: "IPv6", both: "IPv4 и IPv6" } as const;

export const remarks: RemarkWords = {
  "name-empty": () => "Пиру нужно имя: без него потом не понять, чей это блок.",
  "name-long": ({ length, most }) => `Знаков в имени: ${length}, а можно не больше ${most}.`,
  "name-sign": ({ sign }) => `В имени есть ${sign}: на экране этот знак не виден. Уберите его.`,
  "name-taken": ({ name, line }) => `Имя ${name} уже есть в строке ${line}. Двух тёзок не различить: нужно другое.`,
  "name-form": ({ tool, allowed }) =>
    `Имена в этом файле записаны так, как их ведёт ${tool}, и такое имя он не прочтёт. Ему годится: ${allowed}.`,
  "name-not-readable": ({ name }) =>
    `Из этого файла имя ${name} прочлось бы иначе: у комментариев в нём своя форма. Подойдут простые буквы и цифры.`,

  "follow-bad": ({ text }) => `${said(text)}: нужно file или running.`,
  "follow-not-told": ({ interfaceName }) =>
    `${interfaceName} об этом пире не узнает: он работает не с тем ключом, что в файле. Устройство подключится, только когда этот ключ будет и в файле.`,
  "follow-differs": ({ interfaceName, key, port, addresses }) =>
    [
      ...(key
        ? [
            `${interfaceName} работает не с тем ключом, что в файле: устройство, сделанное по файлу, не подключится, пока ${interfaceName} не перезапустят.`,
          ]
        : []),
      ...(port ? [`Порт: в файле ${port.file}, у ${interfaceName} ${port.running}.`] : []),
      ...(addresses ? [`Address: в файле ${addresses.file}, у ${interfaceName} ${addresses.running}.`] : []),
    ].join(" "),

  "address-empty": () => "Нужен адрес: из сети туннеля, или auto, тогда возьмётся следующий свободный.",
  "address-bad": ({ text, would }) =>
    would === null
      ? `${said(text)} не адрес. Подойдёт адрес вида 10.77.0.6 или несколько через запятую.`
      : `${said(text)} не адрес. Подойдёт: ${would}, другие через запятую или auto.`,
  "address-network": ({ text, would }) => `${text} это сеть, а пир получает отдельные адреса. Как адрес: ${would}.`,
  "address-twice": ({ address }) => `${address} указан дважды. Хватит одного раза.`,
  "address-server": ({ address }) => `${address} это адрес самого сервера в туннеле. Выберите другой или auto.`,
  "address-peer": ({ address, entry, would, ...whose }) => {
    const single = entry === `${address}/32` || entry === `${address}/128`;
    const how = single ? "" : `, в составе ${entry}`;
    return `Адрес ${address} занят: ${peer(whose)}${how}.${would === null ? " Выберите другой." : ` Свободен ${would}.`}`;
  },
  "address-reserved": ({ address, network, what }) =>
    what === "network"
      ? `${address} обозначает саму сеть ${network}. Подойдёт любой другой её свободный адрес.`
      : `${address} это широковещательный адрес сети ${network}. Подойдёт любой другой её свободный адрес.`,
  "address-special": ({ address, what }) =>
    `${said(address)} ${SPECIAL[what]}: пакеты для этого пира так не дойдут. Подойдёт адрес из сети туннеля или auto.`,
  "address-live": ({ address, entry, key }) =>
    `${address} занят: с ${entry} работает пир с ключом ${key}, хотя в файле его нет. При загрузке адрес у него пропал бы.`,
  "address-outside": ({ address, networks }) =>
    `${address} вне сети туннеля (${networks}): серверу понадобится для него отдельный маршрут.`,
  "address-ipv6-off": ({ address }) =>
    `IPv6 на этой машине выключен: на ${address} сервер ничего не отправит, а wg-quick может и не поднять интерфейс.`,
  "address-full": ({ network }) =>
    `В сети ${network} заняты все адреса. Удалите пира, расширьте сеть или впишите адрес из другой.`,
  "address-no-network": () =>
    "В файле сервера нет сети, из которой выбирать (Address с длиной, например /24). Впишите адрес, который получит пир.",

  "lan-bad": ({ text }) => `${said(text)} не сеть. Подойдёт: 192.168.7.0/24, несколько через запятую или none.`,
  "lan-host-bits": ({ text, would }) => `${text} это адрес внутри сети, а не сама сеть. Сеть: ${would}.`,
  "lan-everything": ({ text }) =>
    `${text} это весь интернет: сервер отправлял бы этому пиру весь свой трафик, включая ответы по SSH. Если всё должен слать сюда сам пир, это traffic: all.`,
  "lan-own-address": ({ network }) =>
    `${network} это адрес самого пира, он уже есть в AllowedIPs. Здесь указывают сети за ним или none.`,
  "lan-special": ({ network, what }) =>
    `${said(network)} ${SPECIAL[what]}: сети за пиром так не достичь. Подойдёт: 192.168.7.0/24, несколько через запятую или none.`,
  "lan-interface": ({ network, other }) =>
    `${network} пересекается с сетью самого туннеля ${other}: её адреса, которых нет у других пиров, достанутся этому.`,
  "lan-peer": ({ network, other, ...whose }) =>
    `${network} пересекается с ${other}, это ${peer(whose)}. Где они пересекаются, пакеты получит более длинный префикс, а другой нет.`,
  "lan-stolen": ({ network, ...whose }) =>
    `Сеть ${network} уже занята: ${peer(whose)}. Она бывает лишь у одного: при загрузке там она пропадёт.`,
  "lan-live": ({ network, other, key }) =>
    network === other
      ? `С ${network} работает пир с ключом ${key}, хотя в файле его нет. Сеть бывает лишь у одного: при загрузке там она пропадёт.`
      : `${network} пересекается с ${other}: с ней работает пир с ключом ${key}, хотя в файле его нет. Где они пересекаются, пакеты получит более длинный префикс.`,
  "lan-machine": ({ network, other, device }) =>
    `${network} пересекается с ${other} на ${device} этой машины: маршрут в туннель может отрезать сервер от его же сети.`,

  "traffic-bad": ({ text }) =>
    text === ""
      ? "Укажите, что идёт через туннель: all, all4, vpn или сети, например 10.0.0.0/8."
      : `${said(text)} не сеть. Подойдёт: all, all4, vpn или сети через запятую, например 10.0.0.0/8.`,
  "traffic-host-bits": ({ text, would }) => `${text} это адрес внутри сети, а не сама сеть. Сеть: ${would}.`,
  "traffic-no-network": () => "В файле сервера не указана сеть туннеля (Address). Впишите сами сети или all.",

  "dns-empty": () => "Впишите адрес DNS-сервера или none, тогда на устройстве останется свой.",
  "dns-bad": ({ text }) => `${said(text)} не адрес DNS-сервера. Подойдёт: 1.1.1.1, несколько через запятую или none.`,
  "dns-many": ({ count, most }) => `Адресов DNS: ${count}, а можно не больше ${most}.`,
  "dns-special": ({ address, what }) =>
    `${said(address)} ${SPECIAL[what]}: устройство ${what === "loopback" ? "спрашивало бы само себя" : "не получит ответа"}. Подойдёт: 1.1.1.1, несколько через запятую или none.`,
  "dns-nobody": ({ address }) =>
    `На этом сервере никто не слушает ${address}, порт 53: с включённым туннелем устройство не найдёт ни одного имени.`,
  "dns-family": ({ address, family }) =>
    `У устройства в туннеле нет адреса ${family}, а ${address} спрашивали бы через туннель: имена не найдутся.`,
  "dns-outside": ({ address }) =>
    `${address} адрес частный и через туннель не идёт: устройство будет искать его в своей сети.`,

  "endpoint-empty": ({ port }) =>
    `Устройству нужно знать, куда подключаться: публичный адрес или имя сервера, двоеточие и порт${port === null ? "" : ` (${port})`}.`,
  "endpoint-scheme": ({ would }) => `В Endpoint нет ни схемы, ни пути. Подойдёт: ${would}`,
  "endpoint-no-port": ({ would }) => `Не хватает порта. Подойдёт: ${would}`,
  "endpoint-port": ({ port }) => `${said(port)} не порт. Порт это число от 1 до 65535.`,
  "endpoint-bare-ipv6": ({ would }) =>
    `Адрес IPv6 здесь берут в скобки: иначе не понять, где кончается он и начинается порт. Подойдёт: ${would}`,
  "endpoint-underscore": ({ host }) =>
    `В имени ${host} есть _, а приложение WireGuard на Android таких не принимает. Нужно имя без него или адрес.`,
  "endpoint-not-ascii": ({ host, sign, would }) =>
    `В имени ${host} есть ${sign}, а приложения на телефонах такого не принимают. ${would === null ? "Нужно имя из a-z, 0-9 и - или адрес." : `То же имя, как его пишут в DNS: ${would}`}`,
  "endpoint-sign": ({ host, sign }) =>
    `В ${said(host)} есть «${sign}», в имени хоста так нельзя. Подойдут буквы, цифры, - и точки.`,
  "endpoint-host": ({ host }) =>
    `${said(host)} не имя хоста: между точками стоит от 1 до 63 букв, цифр или -, и - не бывает с краю.`,
  "endpoint-address": ({ host }) => `${said(host)} не адрес. Подойдёт: 203.0.113.5:47770, [2001:db8::1]:47770 или имя.`,
  "endpoint-special": ({ host, what }) =>
    `${said(host)} ${SPECIAL[what]}: к этому серверу так не подключиться. Нужен его адрес или имя, как их видно снаружи.`,
  "endpoint-private": ({ host }) =>
    `${host} адрес частный: он доступен только из той же сети. Снаружи нужен публичный адрес роутера.`,
  "endpoint-local-name": ({ host }) =>
    `${host} похоже на имя, известное лишь в местной сети. Снаружи нужно публичное имя или адрес.`,
  "endpoint-in-tunnel": ({ host }) =>
    `${host} внутри самого туннеля: чтобы подключиться, туннель уже был бы нужен. Укажите внешний адрес сервера.`,
  "endpoint-other-port": ({ port, listenPort }) =>
    `Сервер слушает порт ${listenPort}, а не ${port}. Это верно, только если роутер пробрасывает ${port} на ${listenPort}.`,
  "endpoint-random-port": () =>
    "В файле сервера нет ListenPort: после каждого запуска порт новый, и записанное здесь перестаёт быть верным.",
  "endpoint-unknown": () =>
    "У этой машины нет своего публичного адреса, и предложить нечего. За роутером: публичный адрес или имя роутера и порт, который он пробрасывает.",

  "server-key-bad": ({ length }) =>
    length === 0
      ? "Устройству нужен публичный ключ этого сервера: 44 знака, последний =. Его покажет wg show на работающем сервере."
      : `${notAKey(length)} Ключ покажет wg show на работающем сервере.`,
  "server-key-peer": (whose) =>
    `Это ключ не сервера, его владелец: ${peer(whose)}. Ключ сервера покажет на нём wg show.`,
  "server-key-unsure": ({ path }) =>
    `Взят из ${path}. Сверьте с тем, что показывает wg show на сервере: файл мог быть и для другого.`,

  "keepalive-bad": ({ text }) =>
    text === ""
      ? "Укажите, через сколько секунд тишины слать пакет: от 1 до 65535, обычно 25, или off."
      : `${said(text)} не число секунд. Подойдёт: от 1 до 65535 без единиц, обычно 25, или off.`,
  "keepalive-zero": () => "Ноль секунд значит, что ничего не шлётся. Напишите off: так сразу видно, что это значит.",
  "keepalive-range": ({ text }) => `${text} вне пределов. Подойдёт: от 1 до 65535 секунд, обычно 25, или off.`,
  "keepalive-long": ({ seconds }) =>
    `${seconds} с не удержат NAT, который забывает через 30 с, а после такой тишины каждый пакет может стоить целого рукопожатия. Обычно ставят 25.`,

  "keys-empty": () =>
    "Вставьте публичный ключ устройства: 44 знака, последний =. Или напишите new, и ключ будет создан здесь.",
  "keys-bad": ({ length }) => `${notAKey(length)} Вставьте публичный ключ или напишите new.`,
  "keys-zero": () =>
    "Ключ из одних нулей ничей, и Windows его не принимает. Вставьте публичный ключ, который показывает устройство.",
  "keys-private-server": () =>
    "Это приватный ключ самого сервера, ему нельзя покидать файл сервера. Здесь нужен публичный ключ устройства.",
  "keys-private-peer": (whose) =>
    `Это приватный ключ, его владелец: ${peer(whose)}. Здесь нужен публичный, и такой, которого в файле ещё нет.`,
  "keys-preshared": (whose) =>
    `Это preshared key, то есть секрет, и он занят: ${peer(whose)}. Здесь нужен публичный ключ устройства.`,
  "keys-server": () => "Это публичный ключ самого сервера. Такого пира WireGuard пропустит; вставьте ключ устройства.",
  "keys-taken": (whose) =>
    `Этот ключ уже занят: ${peer(whose)}. Два блока с одним ключом станут одним пиром: у каждого устройства ключ свой.`,

  "keys-live": ({ interfaceName }) =>
    `Пир с этим ключом уже работает на ${interfaceName}, хотя в файле его нет. У каждого устройства ключ свой; того пира уберёт wg-wizard apply.`,

  "psk-bad": ({ text }) =>
    text === ""
      ? "Ответьте yes, no или укажите файл, в котором лежит ключ: ./psk.key"
      : `${said(text)} не yes, не no и не путь к файлу. Подойдёт: yes, no, ./psk.key`,
  "psk-secret": () =>
    "Похоже, это сам секрет, а секреты здесь не вводят. Положите его в файл и укажите путь или напишите yes.",
  "psk-file-unreadable": ({ path }) =>
    `${path} не читается. Укажите путь к файлу, в котором лежит один preshared key, или напишите yes.`,
  "psk-file-no-key": ({ path }) => `В ${path} лежит не ключ. Там должно быть 44 знака, как их печатает wg genpsk.`,

  "save-empty": ({ would }) => `Укажите, где: ${would}, или none, тогда копии не будет.`,
  "save-sign": ({ sign }) => `В пути есть ${sign}: на экране этот знак не виден. Уберите его.`,
  "save-relative": ({ would }) =>
    `Отсюда не понять, в какой это папке. Подойдёт имя файла или полный путь, например ${would}`,
  "save-ending": ({ text, would, inside }) =>
    inside === null
      ? `Приложения и wg-quick принимают файл с концом .conf. Подойдёт: ${would}`
      : `Приложения и wg-quick принимают файл с концом .conf. Если ${text} это папка: ${inside}, если нет: ${would}`,
  "save-taken": ({ path, would }) => `${path} уже есть и перезаписан не будет. Свободно: ${would}`,
  "save-name": ({ base, would }) =>
    `Приложения называют туннель по файлу, а ${base} им не подойдёт: нужно не больше 15 знаков из A-Z a-z 0-9 _ = + . -. Например, ${would}`,

  "save-config-bad": ({ text }) =>
    text === ""
      ? "Ответьте off, тогда файл уцелеет, или keep, тогда wg-quick и дальше будет его переписывать."
      : `${said(text)} не off и не keep. Подойдёт: off или keep.`,
  "save-config-lost": ({ interfaceName, mangled }) =>
    `SaveConfig = true: при остановке или перезапуске ${interfaceName} wg-quick перепишет файл. Пропадут все комментарии, в том числе имена, выключенные пиры и то, что не загружено.${mangled ? " Хуки с & сломаются (bash 5.2 и новее)." : ""}`,

  "no-forwarding": ({ name, goal, families }) =>
    ({
      internet: `Сервер не пересылает ${FAMILIES[families]}: ${name} подключится, но интернета там не будет.`,
      networks: `Сервер не пересылает ${FAMILIES[families]}: ${name} подключится, но до сетей за сервером не достанет.`,
      lan: `Сервер не пересылает ${FAMILIES[families]}: сети, которые стоят за ${name}, будут доступны только самому серверу.`,
    })[goal],
  "no-masquerade": ({ name, goal }) =>
    goal === "internet"
      ? `Masquerade на сервере не найден: пакеты, что шлёт ${name}, уйдут, но ответы из интернета не найдут пути назад.`
      : `Masquerade на сервере не найден: ответы из сетей за сервером получит ${name}, только если там есть обратный маршрут.`,
  "save-config-kept": ({ interfaceName, runs, mangled }) =>
    ({
      loaded: `SaveConfig = true остаётся: при остановке или перезапуске ${interfaceName} пропадут все имена. Загруженное уцелеет.`,
      down: `SaveConfig = true остаётся: ${interfaceName} сейчас не запущен и запустится уже с этим изменением, но когда его остановят, все имена пропадут.`,
      stranger: `SaveConfig = true остаётся, а ${interfaceName} работает с другим ключом: при его остановке wg-quick запишет поверх файла ту конфигурацию, и это изменение пропадёт.`,
      unknown: `SaveConfig = true остаётся: если ${interfaceName} запущен, при остановке файл будет переписан без имён, а незагруженное пропадёт.`,
    })[runs] + (mangled ? ` Хуки с & сломаются (bash 5.2 и новее), и ${interfaceName} не запустится.` : ""),
  "loading-cuts-session": ({ interfaceName, name }) =>
    name === null
      ? `Ваше SSH-соединение идёт из сети, которая окажется за ${interfaceName}: оно может оборваться. Нужен запасной вход.`
      : `Ваше SSH-соединение идёт через пира ${name} на ${interfaceName}: оно оборвётся. Нужен запасной вход.`,
  "loading-takes": ({ networks, who }) =>
    `${networks}: сейчас на интерфейсе это у ${who}. По файлу это принадлежит другому пиру и перейдёт к нему.`,
  "loading-unrouted": ({ networks, interfaceName }) =>
    `Для ${networks} маршрут на ходу не ставится. При следующем запуске ${interfaceName} его поставит wg-quick, и к этому пиру пойдёт весь трафик самого сервера, ответы по SSH тоже.`,
  "loading-lead-nowhere": ({ networks, interfaceName }) =>
    `wg-quick направил трафик самого сервера (${networks}) в ${interfaceName}, и до wg-quick down ${interfaceName} так и будет: без этого пира он уйдёт в никуда, ответы по SSH тоже.`,
  "loading-machine": ({ network, other, device, interfaceName }) =>
    `${network} входит в ${other} на ${device} этой машины. Маршрут в ${interfaceName} сейчас не ставится; при следующем запуске wg-quick поставит его или откажет, и сервер может потерять свою же сеть.`,
  "loading-ipv6-off": ({ networks }) =>
    `IPv6 на этой машине выключен: для ${networks} маршрута сейчас не будет, а wg-quick up на этом остановится.`,
  "loading-asks": ({ hosts }) =>
    `Чтобы загрузить это, wg спросит у DNS адрес: ${hosts}. Без ответа он подождёт несколько секунд и откажет.`,
  "loading-save-config": ({ count, interfaceName }) =>
    `SaveConfig = true: пиры, которых нет в файле, должны попасть туда при остановке ${interfaceName}. Если убрать их сейчас, они пропадут: ${count}.`,
  "loading-port": ({ port, running, interfaceName }) =>
    `${interfaceName} перейдёт с порта ${running ?? "?"} на ${port}: устройства, у которых в Endpoint прежний порт, не подключатся, пока его не исправят.`,
  "rotate-gone": ({ name }) => `«${name}» с прежним ключом в файле больше нет. Ничего не записано.`,
  "rotate-ends-old": ({ name, later }) =>
    later
      ? `Прежний ключ кончится, когда это загрузят, не раньше. После этого устройству «${name}» сервер не ответит, пока на нём нет нового файла.`
      : `Прежний ключ на этом кончается: устройству «${name}» сервер не ответит, пока на нём нет нового файла.`,
  "rotate-owned": ({ tool }) =>
    `${tool} записывает этот файл заново по своему списку пиров и вернёт прежний ключ. Делайте новые ключи там.`,
  "rotate-dialed": ({ name, endpoint }) =>
    `Сервер сам вызывает «${name}» по ${endpoint}, а в новом файле нет ListenPort: слушать там будет некому. Если эта строка на устройстве была, допишите её.`,
  "rotate-unlisted": ({ name }) =>
    `В списке PiVPN, configs/clients.txt, ключа «${name}» нет, поэтому он остаётся как есть: новый ключ PiVPN не узнает.`,
  "rotate-copies": ({ paths }) => `Прежний ключ остаётся ещё в ${paths}: пользы от него больше нет.`,
  "owned-by-tool": ({ tool, where, folder }) =>
    where === "web"
      ? `${tool} записывает этот файл заново по своему списку пиров: добавленное здесь тогда пропадёт. Добавляйте пира на веб-странице ${tool}.`
      : `${tool} записывает этот файл заново из ${folder ?? "своих файлов"}: добавленное здесь тогда пропадёт. Добавляйте пира там.`,
  "pivpn-list": ({ name, addresses, taken }) =>
    taken
      ? `В списке PiVPN, configs/clients.txt, уже есть клиент ${name}. Этот пир туда не попадёт: PiVPN не сможет его удалить, а ${addresses} может отдать другому клиенту.`
      : `PiVPN ведёт свой список, configs/clients.txt, и в этот файл не смотрит: пира ${name} он не покажет, а ${addresses} может отдать другому клиенту.`,
};

/** Of a text of this length that is no key: what is wrong with it, as far as its length tells. */
function notAKey(length: number): string {
  return length === 44
    ? "Это не ключ, хотя длина та же: в ключе знаки A-Z a-z 0-9 + / и одно = в конце, и какой-то знак неверен."
    : `Это не ключ: знаков ${length}, а в ключе их 44, из A-Z a-z 0-9 + /, последний =.`;
}

/** Typed text within a sentence; signs alone would be read as the sentence's own. */
function said(text: string): string {
  return /[\p{L}\p{N}]/u.test(text) ? text : `«${text}»`;
}
