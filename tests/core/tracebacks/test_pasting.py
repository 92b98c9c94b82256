"""How people paste: colours, cut lines, prose around it, other languages, whole logs."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.core.analysis import analyze
from builder.core.config import read_config
from builder.core.rules import diagnose
from builder.core.tracebacks import Explanation, Kind, Verdict, explain_error, looks_like_error
from builder.core.tracebacks.paste import read_paste
from builder.core.tracebacks.printed import printed_rows
from builder.core.tracebacks.recognise import recognise
from tests.core.tracebacks.cases import EXAMPLES, mutated

STOCK = (EXAMPLES / "yolov5s.yaml").read_text("utf-8")
STALE = mutated(STOCK, {12: "[[-1, 7], 1, Concat, [1]]"}, {})
SIZES = (
    "RuntimeError: Sizes of tensors must match except in dimension 1. Expected size 16 but got "
    "size 8 for tensor number 1 in the list."
)


def explained(text: str, config: str = STALE, file: str = "") -> Explanation:
    report = analyze(read_config(config), file=file)
    return explain_error(text, report, diagnose(report))


FORMS = {
    "last line": SIZES,
    "without the type": SIZES.partition(": ")[2],
    "cut at the end": SIZES[: SIZES.index(" for tensor")],
    "colours": f"\x1b[31m\x1b[1mRuntimeError\x1b[0m: {SIZES.partition(': ')[2]}\x1b[0m",
    "colours of a copied terminal": f"[31mRuntimeError[0m: {SIZES.partition(': ')[2]}",
    "a rank before every line": f"[rank1]: Traceback (most recent call last):\n[rank1]: {SIZES}",
    "quoted": f"> {SIZES}\n>\n> what now?",
    "in backticks": f"I get `{SIZES}` since I added a row",
    "Chinese prose": f"训练的时候报错了，{SIZES.replace(': ', '：', 1)} 请问怎么解决？",
    "full-width punctuation": SIZES.replace(". ", "．"),
    "broken at a blank": SIZES.replace("Expected size", "Expected\n    size"),
    "broken in a word": SIZES.replace("dimension", "dimen\nsion").replace("number", "num\nber"),
    "old torch": "RuntimeError: Sizes of tensors must match except in dimension 1. Got 16 and 8 in "
    "dimension 2 (The offending index is 1)",
    "very old torch": "RuntimeError: Sizes of tensors must match except in dimension 1. Got 16 and "
    "8 (The offending index is 0)",
    "windows line ends": f"Traceback:\r\n  ...\r\n{SIZES}\r\n",
    "after a progress bar": f"  0%|          | 0/10 [00:00<?, ?it/s]\r 10%|# | 1/10\r{SIZES}",
    "after a log": f"2024-05-01 12:00:00,123 INFO train: start\nTransferred 300/391 items\n{SIZES}",
    "lower case": SIZES.lower(),
    "HTML of a notebook": f'<span class="ansi-red-fg">RuntimeError</span>: {SIZES[14:]}</pre>',
    "HTML inside": SIZES.replace("16", "<b>16</b>").replace("dimension", "<i>dimension</i>"),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_names_the_row(form: str) -> None:
    answer = explained(FORMS[form])
    assert answer.verdict is Verdict.EXPLAINED
    assert answer.causes[0].row == 12
    assert looks_like_error(FORMS[form])


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("<span>KeyError</span>: &#39;CBAM2&#39;", "CBAM2"),
        ("NameError: name &#x27;CBAM2&#x27; is not defined", "CBAM2"),
        ("in &lt;module&gt;\nKeyError: &apos;a&amp;b&apos;", "a&b"),
    ],
)
def test_entities_are_read(words: str, name: str) -> None:
    found = recognise(read_paste(words))
    assert found is not None
    assert found.values == (name,)
    assert "<module>" in read_paste(f"in <module>{words}").text


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        (SIZES, SIZES),
        (f"before\n{SIZES}\nafter", SIZES),
        ("2024 INFO epoch 1/300 3.4G " * 50 + SIZES, SIZES.partition(": ")[2]),
        ("2024 INFO\n" * 99 + SIZES.replace("dimension", "dimen\nsion"),
         "".join(SIZES.partition(": ")[2].split())),
    ],
)  # fmt: skip
def test_the_words_of_the_error_are_kept(words: str, kept: str) -> None:
    found = recognise(read_paste(words))
    assert found is not None
    assert found.words == kept


def test_the_last_error_of_a_text_counts() -> None:
    text = f"KeyError: 'anchors'\n\nafter I added them:\n{SIZES}"
    assert explained(text).causes[0].row == 12
    backwards = f"{SIZES}\n\nnow it says\nNameError: name 'C3' is not defined"
    found = recognise(read_paste(backwards))
    assert found is not None
    assert found.kind is Kind.NAME


NO_ERRORS = [
    "", "  \n", "hello", "[-1, 1, Conv, [64, 3, 2]]", STOCK,
    "Epoch 1/100 all 5 boxes, mAP50 0.5", "你好，请问怎么训练？",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_ERRORS)
def test_text_without_an_error_is_said_to_be_that(text: str) -> None:
    answer = explained(text)
    assert answer.verdict is Verdict.UNKNOWN
    assert answer.causes == ()
    assert not looks_like_error(text)


TABLE = """
                 from  n    params  module                                  arguments
  0                -1  1      3520  models.common.Conv                      [3, 32, 6, 2, 2]
  1                -1  1     18560  models.common.Conv                      [32, 64, 3, 2]
  2                -1  1     18816  models.common.C3                        [64, 64, 1]
"""


def test_where_the_table_ends_tells_an_error_that_nobody_knows() -> None:
    answer = explained(f"{TABLE}MyOwnError: the block is not happy\n")
    assert answer.verdict is Verdict.UNKNOWN
    assert answer.causes[0].row == 3
    assert "ends with row 2" in answer.notes[0]


def test_a_cut_table_says_nothing_of_an_error_that_comes_when_rows_run() -> None:
    assert not any("ends with" in note for note in explained(TABLE + SIZES).notes)


@pytest.mark.parametrize(
    ("words", "ran"),
    [(SIZES, True), ("", False), ("Transferred 61/391 items", False),
     ("KeyError: 'X'", False)],
)  # fmt: skip
def test_a_whole_table_tells_of_an_image_only_if_one_ran(words: str, ran: bool) -> None:
    whole = TABLE + "".join(f" {i}  -1  1  0  models.common.Conv  [1]\n" for i in range(3, 25))
    (note,) = [note for note in explained(whole + words).notes if "is complete" in note]
    assert ("when an image ran" in note) is ran


def test_a_table_of_another_file_is_noticed() -> None:
    other = TABLE.replace("models.common.C3 ", "models.common.C2f")
    assert any("row 2 is C3 in this config and C2f" in n for n in explained(other + SIZES).notes)
    longer = TABLE + "".join(f" {i}  -1  1  0  models.common.Conv  [1]\n" for i in range(3, 30))
    assert any("30 rows or more and this config 25" in n for n in explained(longer + SIZES).notes)


@pytest.mark.parametrize(
    ("line", "place", "module", "args"),
    [
        ("  0                -1  1      3520  models.common.Conv                      [3, 32, 6]",
         0, "Conv", "[3,32,6]"),
        (" 12          [-1, 6]  1         0  models.common.Concat                    [1]",
         12, "Concat", "[1]"),
        ("11 -1 1 0 torch.nn.modules.upsampling.Upsample [None, 2, 'nearest']",
         11, "Upsample", "[None,2,'nearest']"),
        (" 3  -1  1  464  ultralytics.nn.modules.conv.Conv", 3, "Conv", ""),
        (" 6  -1  1  464  DWConv at 0x7f3a2c9d1e50  [64, 64]", 6, "DWConv", "[64,64]"),
        ("24      [17, 20, 23]  1    229245  models.yolo.Detect                      [80, [[10, 1",
         24, "Detect", "[80,[[10,1"),
    ],
)  # fmt: skip
def test_lines_of_the_table(line: str, place: int, module: str, args: str) -> None:
    (row,) = printed_rows(line)
    assert (row.place, row.module, row.args) == (place, module, args)


FRAMES = [
    ('  File "C:\\yolo\\models\\yolo.py", line 12, in parse_model', ("yolo.py", 12, "parse_model")),
    ('File "/usr/lib/python3/site-packages/ultralytics/nn/tasks.py", line 9, in __init__',
     ("tasks.py", 9, "__init__")),
    ("/usr/local/lib/tasks.py in parse_model(d, ch, verbose)", ("tasks.py", 0, "parse_model")),
    ("[/usr/lib/nn/tasks.py](https://localhost:8080/#) in parse_model(d, ch)",
     ("tasks.py", 0, "parse_model")),
    ("File /content/my net/utils/dataloaders.py:320, in LoadImages.__getitem__(self, i)",
     ("dataloaders.py", 320, "__getitem__")),
    ("File [c:\\yolo\\yolo.py:12](file:///c:/yolo/yolo.py:12), in parse_model(d, ch)",
     ("yolo.py", 12, "parse_model")),
]  # fmt: skip


@pytest.mark.parametrize(("line", "frame"), FRAMES)
def test_calls_of_tracebacks(line: str, frame: tuple[str, int, str]) -> None:
    (found,) = read_paste(line).frames
    assert (found.file, found.line, found.function) == frame


NOT_THE_MODEL = [
    "torch.cuda.OutOfMemoryError: CUDA out of memory. Tried to allocate 20.00 MiB",
    "RuntimeError: CUDA error: device-side assert triggered",
    "AssertionError: Label class 15 exceeds nc=3 in data.yaml. Possible class labels are 0-2",
    "RuntimeError: [enforce fail] DefaultCPUAllocator: can't allocate memory: you tried",
    "File /y/dataloaders.py:3, in D.__getitem__(self, i)\nIndexError: list index out of range",
    "FileNotFoundError: [Errno 2] No such file or directory: 'data.yaml'",
    "ModuleNotFoundError: No module named 'models.common'",
    "KeyError: 'names'",
    'Traceback:\n  File "/y/utils/metrics.py", line 9, in ap\nIndexError: list index out of range',
    'Traceback:\n  File "/y/val.py", line 9, in run\nIndexError: list index out of range',
    (
        'Traceback:\n  File "/y/utils/plots.py", line 9, in plot\n'
        "ValueError: not enough values to unpack (expected 3, got 0)"
    ),
]


@pytest.mark.parametrize("text", NOT_THE_MODEL)
def test_errors_that_no_row_gives_are_said_to_be_that(text: str) -> None:
    answer = explained(text)
    assert answer.verdict is Verdict.NOT_THE_MODEL
    assert answer.causes == ()
    assert "no row is wrong" in answer.summary


def test_a_row_that_the_trainer_does_not_list() -> None:
    """Attention whose channels were not scaled: the message has what the row says."""
    text = (EXAMPLES / "yolov5s-cbam.yaml").read_text("utf-8")
    words = (
        "RuntimeError: Given groups=1, weight of size [16, 256, 1, 1], expected input[1, 128, 1, "
        "1] to have 256 channels, but got 128 channels instead"
    )
    answer = explained(words, text)
    assert answer.verdict is Verdict.EXPLAINED
    assert answer.causes[0].row == 5
    assert "does not list CBAM" in answer.causes[0].message
    assert any(
        "256 times the width multiple 0.5 is 128" in x.message for x in answer.causes[0].labels
    )


def test_channels_that_fit_now_name_the_rows_with_such_a_weight() -> None:
    words = (
        "RuntimeError: Given groups=1, weight of size [256, 512, 1, 1], expected input[1, 256, 8, "
        "8] to have 512 channels, but got 256 channels instead"
    )
    answer = explained(words, STOCK)
    assert answer.verdict is Verdict.NOT_THIS_CONFIG
    assert [cause.row for cause in answer.causes] != []
    assert all("what comes in fits" in cause.message for cause in answer.causes)


def test_channels_in_the_last_place_point_at_blocks_of_others() -> None:
    text = mutated(STOCK, {8: "[-1, 3, MySwinStage, [1024]]"}, {})
    words = (
        "RuntimeError: Given groups=1, weight of size [512, 128, 1, 1], expected input[1, 32, 32, "
        "128] to have 128 channels, but got 32 channels instead"
    )
    answer = explained(words, text)
    assert answer.verdict is Verdict.NOT_THIS_CONFIG
    assert answer.causes[0].row == 8
    assert "in the last place" in answer.causes[0].message


def test_two_heads_trained_by_the_script_for_one() -> None:
    text = (EXAMPLES / "yolov9-gelan.yaml").read_text("utf-8")
    dual = text.replace("[[15, 18, 21], 1, DDetect", "[[15, 18, 21, 15, 18, 21], 1, DualDDetect")
    words = "AttributeError: 'list' object has no attribute 'view'"
    answer = explained(words, dual)
    assert answer.causes[0].row == 22
    assert "train_dual.py" in answer.causes[0].message
    assert explained(words, text).verdict is Verdict.NOT_THIS_CONFIG


def test_weights_that_were_left_out_name_where_places_differ() -> None:
    text = (EXAMPLES / "yolov5s-cbam.yaml").read_text("utf-8")
    answer = explained("Transferred 61/391 items from yolov5s.pt", text)
    assert answer.causes[0].row == 6
    assert "inserted at row 5" in answer.causes[0].message
    assert explained("Transferred 391/391 items from yolov5s.pt", text).causes == ()


def test_weights_that_were_left_out_of_no_stock_network_name_the_first_foreign_block() -> None:
    text = mutated(STOCK, {}, {"  - [-1, 1, SPPF": "  - [-1, 1, CBAM, [1024]]\n  - [-1, 1, SPPF"})
    report = analyze(read_config(text))
    answer = explain_error("Transferred 61/391 items from yolov5s.pt", report, ())
    assert answer.causes[0].row == 9
    assert "first block that YOLOv5 7.0 does not ship" in answer.causes[0].message


DETECT = "TypeError: Detect.__init__() takes from 1 to 3 positional arguments but 4 were given"


@pytest.mark.parametrize(
    ("file", "dialect", "noted"),
    [("nn/tasks.py", None, True), ("models/yolo.py", None, False), ("yolo.py", "yolov9", False),
     ("models/yolo.py", "ultralytics@8.4", True), ("nn/tasks.py", "ultralytics@8.3", False)],
)  # fmt: skip
def test_another_trainer_is_noticed(file: str, dialect: str | None, noted: bool) -> None:
    report = analyze(read_config(STOCK), dialect=dialect)
    words = f'  File "/x/{file}", line 9, in parse_model\n{DETECT}'
    notes = explain_error(words, report, diagnose(report)).notes
    assert any("read it as the trainer that ran it" in note for note in notes) is noted


@pytest.mark.parametrize(("named", "noted"), [("data/coco.yaml", True), ("C:\\x\\a.yaml", False)])
def test_yaml_of_another_file_is_noticed(named: str, noted: bool) -> None:
    words = f'yaml.scanner.ScannerError: not allowed here\n  in "{named}", line 3, column 8'
    notes = explained(words, STOCK, "models/a.yaml").notes
    assert any(f"names {named}, and this config is a.yaml" in note for note in notes) is noted


def test_arguments_are_counted_only_for_the_row_that_gives_so_many() -> None:
    """8.4 puts two more into the row: not the three of the message."""
    report = analyze(read_config(STOCK), dialect="ultralytics@8.4")
    answer = explain_error(DETECT, report, diagnose(report))
    assert answer.verdict is Verdict.NOT_THIS_CONFIG
    assert answer.causes[0].row == 24
    assert "stand in the row" not in answer.causes[0].message


def test_a_path_in_the_model_is_a_row() -> None:
    notes = explained(f"model.17.cv1.conv\n{SIZES}").notes
    assert any(note == "`model.17` is row 17 (C3)" for note in notes)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from([*FORMS.values(), *NOT_THE_MODEL, TABLE, "line 3, column 99999"]),
            st.text(max_size=40),
            st.sampled_from(["while parsing a block", "size mismatch for model.9999.x: ", "\r"]),
        ),
        max_size=6,
    )
)
def test_no_text_breaks_it(parts: list[str]) -> None:
    answer = explained("\n".join(parts))
    assert isinstance(answer.verdict, Verdict)
    assert all(cause.row is None or 0 <= cause.row < 25 for cause in answer.causes)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 999), st.integers(0, 999), st.integers(0, 9), st.text(max_size=30))
def test_numbers_of_messages_break_nothing(a: int, b: int, n: int, name: str) -> None:
    for words in (
        f"except in dimension {n}. Expected size {a} but got size {b} for tensor number {n} in the",
        (
            f"The size of tensor a ({a}) must match the size of tensor b ({b}) at non-singleton "
            f"dimension {n}"
        ),
        (
            f"Given groups=1, weight of size [{a}, {b}], expected input[{n}] to have {a} "
            f"channels, but got {b} channels instead"
        ),
        f"KeyError: '{name}'",
        f"{name}.__init__() takes from {n} to {a} positional arguments but {b} were given",
        (
            f"size mismatch for model.{a}.{name}: copying a param with shape torch.Size([{b}]) "
            f"from checkpoint, the shape in current model is torch.Size([{n}])"
        ),
        f'in "x.yaml", line {a}, column {b}\nParserError: line {b}, column {a}',
        f"not enough values to unpack (expected {n}, got {a})",
    ):
        answer = explained(f"Sizes of tensors must match {words}" if "except" in words else words)
        assert answer.summary


LONG = {
    "log": "2024-05-01 12:00:00 INFO epoch 1/300 3.4G 0.05: 100%|####| 10/10 [00:03<00:00]\n"
    * 9000,
    "line ends": "\n" * 300_000,
    "one word": "a" * 300_000,
    "yaml": "while parsing a b line 3, " * 9000,
    "paths": "model.1." + "a." * 100_000,
    "frames": '  File "/a/b.py", line 3, in f\n    x\n' * 9000,
}


@pytest.mark.parametrize("name", LONG)
def test_the_end_of_a_long_text_is_read(name: str) -> None:
    answer = explained(f"{LONG[name]}\n{SIZES}")
    assert answer.causes[0].row == 12
