"""What the command line says to an installer, in Chinese or English, as the machine's language is (``LC_ALL``, ``LC_MESSAGES``, ``LANG``).

The English sentence is the key, so that the program reads as it speaks. What goes to the log is for whoever reads logs, and stays English.
"""

import os
from collections.abc import Mapping

ZH: Mapping[str, str] = {
    # argparse's own
    "usage: ": "用法：",
    ": ": "：",
    "positional arguments": "参数",
    "options": "选项",
    "show this help message and exit": "显示本说明后退出",
    # the commands
    "The program at the door.": "门口的程序。",
    "look, decide, open, and keep account": "看码、判断、开门、记账",
    "exchange a one-time code for an identity": "用一次性代码换取身份",
    "say what is well and what is not": "说明哪些正常、哪些不正常",
    "free the door by fire and exit button, below everything else": "在一切之下，由消防信号和出门按钮放开门",
    "say what is read in a picture, folder, film, camera or address": "说明从图片、文件夹、影片、摄像头或网址中读到什么",
    "try each part of the door by hand, in place of the gate": "代替门禁，逐项手动试门的各个部件",
    "delete identity, lists and entries, as before the first day; the settings file stays": (
        "删除身份、名单和记录，回到第一天之前；设置文件保留"
    ),
    "check every digest of the journal; the gate may run meanwhile": "核对日志的每个摘要；门禁可同时运行",
    "for whoever makes the software: make the key that signs releases": "供软件制作者：生成签署发行版的密钥",
    "for whoever makes the software: bundle this program and sign it": "供软件制作者：打包本程序并签名",
    "print the version": "显示版本",
    "the gate's settings, a TOML file": "门禁的设置文件（TOML）",
    "the one-time code that the operator gave you": "运营人员给您的一次性代码",
    "patience for the approval (default {seconds})": "等待批准的秒数（默认{seconds}）",
    "PATH, device number or address": "路径、设备编号或网址",
    "one JSON object a frame": "每帧一个JSON对象",
    "one JSON object a step": "每步一个JSON对象",
    "one JSON object a finding": "每项一个JSON对象",
    "how long to look through a camera (default {seconds})": "看摄像头的秒数（默认{seconds}）",
    "patience with each step (default {seconds})": "每一步等待的秒数（默认{seconds}）",
    "also when entries wait that the hub has not confirmed": "即使还有中心未确认的记录也照做",
    "where the private key is written": "私钥写到哪里",
    "the private key's file": "私钥文件",
    "counts up with each release": "每次发行加一",
    "what it is called (default {name})": "名称（默认{name}）",
    "the lowest number that can move to it directly (default any)": "可直接升级到它的最低编号（默认任意）",
    "where gates will fetch the bundle": "门禁从哪里下载软件包",
    "the folder for bundle and head": "存放软件包和签名头的文件夹",
    # what they answer
    "this gate's key: {key} (the operator compares it before approving)": "本门禁的密钥：{key}（运营人员批准前会核对）",
    "enrolled as {gate} at {site}": "已登记为{site}的{gate}",
    "deleted: {names}": "已删除：{names}",
    "nothing was there": "本来就没有东西",
    "Have an operator take the old identity out of use, or replace it, before this gate is enrolled again.": (
        "再次登记本门禁之前，请让运营人员停用或更换旧身份。"
    ),
    "Put these lines into the settings of each gate that should run your releases.": "请把这几行写进每台应运行您的发行版的门禁的设置。",
    "Serve the bundle at its address; have the hub roll the head out with anju software prepare.": (
        "请在该网址提供软件包；在中心用anju software prepare推送签名头。"
    ),
    "Anju is not for production yet: README.md says what is missing.": "安居还不能用于正式场合：缺什么见README.md。",
    "{path} cannot be read: {why}": "无法读取{path}：{why}",
    "there is no such file": "没有这个文件",
    "this user may not": "当前用户没有权限",
    "there is no journal in data_dir yet: it is made when the gate runs": "data_dir里还没有日志：门禁运行后才有",
    # doctor
    "identity": "身份",
    "pass list": "名单",
    "camera": "摄像头",
    "certificate": "证书",
    "broker": "消息代理",
    "wires": "接线",
    "life safety": "生命安全",
    "card reader": "读卡器",
    "display": "显示屏",
    "home assistant": "Home Assistant",
    "ok ": "好  ",
    "NO ": "不行",
    "{gate} at {site}": "{site}的{gate}",
    "refused: {why}": "被拒绝：{why}",
    "none yet: the hub sends it once the gate runs": "还没有：门禁运行后中心会发来",
    "{count} credentials": "{count}个凭证",
    "{count} credentials, past its date but in use": "{count}个凭证，已过期但仍在使用",
    "no frame within {deadline_ms} ms: see whether camera.source is right, and whether this user may use it": (
        "{deadline_ms}毫秒内没有画面：请看camera.source是否正确，当前用户能否使用它"
    ),
    "ended on {day}: see whether the hub answers at hub_url, which renews it": "已于{day}到期：请看中心在hub_url处是否应答，由它续期",
    "ends on {day} and cannot be renewed: hub_url is missing": "{day}到期，无法续期：缺少hub_url",
    "until {day}, and renewed before": "有效到{day}，到期前会续期",
    "does not answer; the door works without it": "没有应答；没有它门也能用",
    "answers": "有应答",
    "answers, but without TLS: for trying out only": "有应答，但没有TLS：只能试用",
    "{path} cannot be read by this user": "当前用户无法读取{path}",
    "there": "在",
    "there; no line is set for {names}": "在；没有为{names}设定线路",
    "fire has freed the door: when the panel is quiet, turn the key at the door": "消防信号已放开门：等消防主机恢复后，转动门边的钥匙",
    "not running: the gate starts it": "没有运行：门禁会启动它",
    "does not answer: systemctl enable --now anju-edge-safety": "没有应答：systemctl enable --now anju-edge-safety",
    "{kind}, there": "{kind}，在",
    "osdp, in use by the running gate: stop it, and doctor asks what the reader can do": (
        "osdp，正由运行中的门禁使用：停下它，doctor就会询问读卡器有什么功能"
    ),
    "osdp, does not answer in its secure channel: see its address, key and speed": "osdp，在安全通道中没有应答：请查看其地址、密钥和速率",
    "osdp, answers: {skills}": "osdp，有应答：{skills}",
    "lamp": "灯",
    "buzzer": "蜂鸣器",
    "display of {count} letters": "可显示{count}个字母的屏",
    "{count} outputs, left alone": "{count}路输出，不使用",
    "cards and keys only": "只有刷卡和按键",
    "the library {name} is missing: pip install {package}": "缺少库{name}：pip install {package}",
    "{path} is not there: see whether it is plugged in, and whether the path is right": "{path}不存在：请看是否已插好，路径是否正确",
    "nothing": "（未设定）",
    "this user may not use {path}": "当前用户不能使用{path}",
    "this user may not use {path}: add it to the group {group}": "当前用户不能使用{path}：请把它加入{group}组",
    "the relay board does not answer at its address": "继电器板在其地址没有应答",
    "others can read {path}: chmod 600": "别人也能读取{path}：请执行chmod 600",
    # journal
    "damaged: {error}; the gate puts it aside at its next start, and tells the hub": (
        "已损坏：{error}；门禁下次启动时会把它放到一边并告知中心"
    ),
    "broken at number {seq}: what stands there is not what was written": "在编号{seq}处中断：那里的内容不是当初写下的",
    "whole: {entries} entries wait for the hub, {gone} are declared gone": "完整：{entries}条记录等待中心，{gone}条已声明丢失",
    # what is wrong
    "is missing or no address: write https://…": "没有填写或不是网址：请写https://…",
    "is plain http, which is for this machine only: give the server a certificate and write https://": (
        "是明文http，只能用于本机：请给服务器配证书并写https://"
    ),
    "the hub sent a certificate that its own authority did not sign: enrol again with a new code": (
        "中心发来的证书不是它自己的机构签的：请用新代码重新登记"
    ),
    "the hub sent the certificate of another gate: enrol again with a new code": "中心发来的是另一台门禁的证书：请用新代码重新登记",
    "the operator has not approved this gate yet: run the same command again later": "运营人员尚未批准本门禁：请稍后再执行同一命令",
    "the hub does not accept this code (HTTP {status}): check it, or have a new one made": (
        "中心不接受此代码（HTTP {status}）：请核对，或请人另发一个"
    ),
    "what answers at hub_url is not an Anju hub of this version": "hub_url处应答的不是此版本的安居中心",
    "this gate is not enrolled: run `anju-edge enrol --config … --code …`": "本门禁尚未登记：请执行`anju-edge enrol --config … --code …`",
    "identity.json is damaged: delete it and enrol again with a new code": "identity.json已损坏：请删除它并用新代码重新登记",
    "a gate is running with this data_dir already: stop it first, such as with systemctl stop anju-edge": (
        "已有门禁在使用这个data_dir：请先停止它，例如systemctl stop anju-edge"
    ),
    "{count} entries wait for the hub: connect the gate until they are sent, or add --lose-entries": (
        "{count}条记录等待中心：请让门禁联网直到送完，或加上--lose-entries"
    ),
    "data_dir is missing: say where the gate keeps its journal and identity": "缺少data_dir：请写明门禁把日志和身份存在哪里",
    "{name} is set at the gate; from afar there are {names}": "{name}只能在门禁上设定；可从远处设定的有{names}",
    "{name} is a number from {low} to {high}": "{name}是{low}到{high}之间的数",
    "{name} is a section: write [{name}]": "{name}是一节：请写[{name}]",
    "{name} should be {kind}": "{name}应为{kind}",
    "a number": "数字",
    "true or false": "true或false",
    "text in quotes": "引号中的文字",
    "{name} cannot be negative": "{name}不能为负",
    "{name} is one of {names}": "{name}可为{names}",
    "{name} is not a setting: did you mean {near}?": "没有{name}这项设置：是不是{near}？",
    "{name} is not a setting; there are {names}": "没有{name}这项设置；有{names}",
    "door.driver: an output of an OSDP reader or module is no strike here: fire and exit button could not reach it in time; "
    "wire the strike to gpiod or to a modbus board": (
        "door.driver：OSDP读卡器或模块的输出在这里不能驱动门锁：火警和出门按钮无法及时控制它；请把门锁接到gpiod或modbus继电器板"
    ),
    "reader.d0 and reader.d1 are missing: say on which lines of pins.chip the Wiegand reader is": (
        "缺少reader.d0和reader.d1：请写明韦根读卡器接在pins.chip的哪两条线上"
    ),
    "reader.device is missing: say where the reader is, such as /dev/serial/by-id/… or /dev/input/by-id/…": (
        "缺少reader.device：请写明读卡器在哪里，例如/dev/serial/by-id/…或/dev/input/by-id/…"
    ),
    "reader.key_file: no key of {count} bytes in hex can be read there": "reader.key_file：那里读不到{count}字节的十六进制密钥",
    "reader.key_file: the key should be {count} bytes in hex": "reader.key_file：密钥应为{count}字节的十六进制",
    "home_assistant.host is outside this home's network: name its certificate's authority in authority_file": (
        "home_assistant.host在家庭网络之外：请在authority_file中写明其证书的签发机构"
    ),
}


def is_chinese(environment: Mapping[str, str] = os.environ) -> bool:
    """Tell whether the machine speaks Chinese: the first of the three that says anything counts."""
    said = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    return said.lower().startswith("zh")


def say(sentence: str, **values: object) -> str:
    """Return a sentence of :data:`ZH`'s left side in the machine's language, with its values."""
    return (ZH[sentence] if is_chinese() else sentence).format(**values)
