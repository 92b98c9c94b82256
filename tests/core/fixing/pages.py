"""What is lost and added where a config is copied from a page: comments, words, marks of lines."""

import random
import re

from tests.core.fixing.places import Breakages, in_lines, lines, row_lines

ALL = Breakages()
breakage = ALL.named


@breakage("heading without #")
def heading(text: str, rand: random.Random) -> str | None:
    row = "[from, number, module, args]"
    new = rand.choice(["[from, number, module, args]", "[from, repeats, module, args]"])
    text = re.sub(rf"(?m)^ *# {re.escape(row)}\n", "", text)
    return text.replace("backbone:\n", f"backbone:\n  {new}\n", 1)


@breakage("comment of a row without #")
def lost_hash(text: str, rand: random.Random) -> str | None:
    match = in_lines(text, rand, r"(?m)(?<=\]) *,? *# ?(?=\S)")
    return match and text[: match.start()] + match[0].replace("#", "") + text[match.end() :]


@breakage("comment line without #")
def lost_hash_of_line(text: str, rand: random.Random) -> str | None:
    match = in_lines(text, rand, r"(?m)^# ?(?=[^\n])")
    return match and text[: match.start()] + text[match.end() :]


@breakage("all comments of rows without #")
def lost_hashes(text: str, rand: random.Random) -> str | None:
    return re.sub(r"(?m)(\],?) *# ?(?=\S)", r"\1  ", text)


@breakage("comment wrapped to a line of its own")
def wrapped_comment(text: str, rand: random.Random) -> str | None:
    match = in_lines(text, rand, r"(?m)(?<=\])(,?) *#[^\n]*")
    if match is None:
        return None
    long = f"{match[1]}  # the features of this level are joined\nwith those of the backbone"
    return text[: match.start()] + long + text[match.end() :]


def around(name: str, before: str, after: str) -> None:
    ALL.note(name, lambda text, _: f"{before}{text}{after}")


around("fence", "```yaml\n", "```\n")
around("language and copy button", "yaml\n复制代码\n", "")
around("copy button behind", "", "登录后复制\n")
around("copy button on the last line", "", "AI写代码yaml\n运行\n")
around("paragraph before", "修改后的 yaml 文件如下所示，直接复制即可：\n\n", "")
around("paragraph before, with a colon", "yolov5s.yaml: 完整代码如下\n\n", "")
around("paragraph behind", "", "\n至此，模型修改完成，运行 train.py 即可开始训练。\n")
around("english paragraph", "Here is the complete config:\n\n", "\nNow you can start training!\n")


@breakage("line numbers behind the code")
def numbers_behind(text: str, rand: random.Random) -> str | None:
    return text + "".join(f"{n}\n" for n in range(1, text.count("\n") + 1))


@breakage("line numbers in front")
def numbers_in_front(text: str, rand: random.Random) -> str | None:
    form = rand.choice(["{} ", "{:>3} ", "{}. ", "{:>3} | ", "{}\t", "{:02d} "])
    return lines(text, lambda n, line: form.format(n + 1) + line)


@breakage("quoted lines")
def quoted(text: str, rand: random.Random) -> str | None:
    return lines(text, lambda _, line: f"> {line}")


@breakage("lines of a diff")
def diff(text: str, rand: random.Random) -> str | None:
    at = rand.choice(sorted(row_lines(text)))
    return lines(text, lambda n, line: f"+{line}" if n == at else f" {line}")


@breakage("all lines of a diff")
def whole_diff(text: str, rand: random.Random) -> str | None:
    return lines(text, lambda _, line: f"+{line}")


@breakage("html entities")
def entities(text: str, rand: random.Random) -> str | None:
    return text.replace("#", "# &gt;").replace("'", "&#39;").replace('"', "&quot;")


@breakage("copy button in the middle")
def button_inside(text: str, rand: random.Random) -> str | None:
    at = rand.choice(sorted(row_lines(text)))
    word = rand.choice(["复制代码", "登录后复制", "Copy code", "Copy"])
    return lines(text, lambda n, line: f"{word}\n{line}" if n == at else line)
