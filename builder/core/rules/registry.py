"""The checks, in order of precedence: where two see one fault, the first one speaks.

A table, not a search of the folder: the order matters, and a packed program needs the names. A
test holds that every file in `checks/` stands here.
"""

from collections.abc import Callable, Iterator
from types import ModuleType
from typing import NamedTuple

from builder.core.diagnostics import Diagnostic
from builder.core.rules.checks import (
    absurd_size,
    anchor_count,
    anchor_order,
    anchor_shape,
    anchor_size,
    anchors_in_head,
    args_not_a_list,
    args_not_python,
    args_taken_literally,
    channel_mismatch,
    code_as_module,
    code_in_config,
    concat_dimension,
    concat_size,
    dead_row,
    deeper_than_head,
    even_kernel,
    foreign_head,
    foreign_module,
    from_not_a_number,
    head_arguments,
    head_classes,
    head_groups,
    head_not_last,
    head_reads_early_row,
    head_reads_join,
    head_stride_levels,
    head_stride_order,
    head_without_anchors,
    header_range,
    image_size,
    input_channels_written,
    input_count,
    join_comment,
    kernel_as_channels,
    left_behind,
    level_comment,
    list_from,
    missing_arguments,
    missing_key,
    model_class_in_name,
    name_in_args,
    not_worked_out,
    noted_channels,
    number_below_one,
    number_for_boolean,
    number_not_whole,
    opaque_text,
    opens_another_file,
    other_trainer,
    output_rows,
    probe_refusal,
    reference_out_of_range,
    repeated_stride,
    repeated_widening,
    rounded_channels,
    scalar_from,
    scale_in_name,
    scale_key,
    several_outputs,
    shape_refusal,
    shortcut_channels,
    stale_index_comment,
    text_as_activation,
    too_many_arguments,
    unequal_channels,
    unknown_dialect,
    unknown_module,
    unlike_stock,
    unread_key,
    unscaled_channels,
    upsample_size,
    weights_shift,
    whole_backbone_row,
    wrong_argument,
    wrong_header_value,
)
from builder.core.rules.network import Network

_IN_ORDER: tuple[ModuleType, ...] = (
    # What the file is for, and what would run.
    unknown_dialect,
    other_trainer,
    whole_backbone_row,
    code_in_config,
    code_as_module,
    opaque_text,
    scale_in_name,
    scale_key,
    opens_another_file,
    model_class_in_name,
    unread_key,
    # The header.
    missing_key,
    wrong_header_value,
    header_range,
    anchor_shape,
    anchor_count,
    anchor_order,
    anchor_size,
    anchors_in_head,
    head_without_anchors,
    foreign_head,
    output_rows,
    # One cause of much that follows.
    left_behind,
    # Single cells.
    from_not_a_number,
    reference_out_of_range,
    list_from,
    scalar_from,
    several_outputs,
    input_count,
    number_not_whole,
    number_below_one,
    unknown_module,
    foreign_module,
    args_not_a_list,
    args_not_python,
    name_in_args,
    missing_arguments,
    head_arguments,
    input_channels_written,
    number_for_boolean,
    kernel_as_channels,
    args_taken_literally,
    upsample_size,
    concat_dimension,
    absurd_size,
    too_many_arguments,
    wrong_argument,
    text_as_activation,
    # How rows fit together.
    image_size,
    even_kernel,
    concat_size,
    repeated_widening,
    unequal_channels,
    noted_channels,
    channel_mismatch,
    head_groups,
    shortcut_channels,
    shape_refusal,
    probe_refusal,
    not_worked_out,
    # What builds and is still wrong.
    unlike_stock,
    dead_row,
    head_stride_order,
    head_stride_levels,
    head_reads_join,
    head_reads_early_row,
    deeper_than_head,
    head_not_last,
    head_classes,
    repeated_stride,
    unscaled_channels,
    rounded_channels,
    level_comment,
    join_comment,
    stale_index_comment,
    weights_shift,
)


class Rule(NamedTuple):
    """One check.

    Attributes:
        code: Its code, never reused.
        name: Its file's name.
        check: Finds faults in a network.
        manual: Its documentation.
    """

    code: str
    name: str
    check: Callable[[Network], Iterator[Diagnostic]]
    manual: str


RULES = tuple(
    Rule(module.CODE, module.__name__.rpartition(".")[2], module.check, module.__doc__ or "")
    for module in _IN_ORDER
)
