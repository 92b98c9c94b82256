"""Arguments of the wrong kind: booleans, floats and text where torch wants whole numbers.

Rows hold them: a slid argument puts `True` where the padding belongs.
"""

import pytest

from tests.core.shapes.agreement import agree

MAP = {"x": (1, 4, 16, 16)}


@pytest.mark.parametrize(
    "expression",
    [
        "nn.Conv2d(4, 8, 3, True)(x)",
        "nn.Conv2d(4, 8, 3, 1.0)(x)",
        "nn.Conv2d(4, 8, 3, 1, True)(x)",
        "nn.Conv2d(4, 8, 3, 1, 0.5)(x)",
        "nn.Conv2d(4, 8, 3, 1, [1, 1.0])(x)",
        "nn.Conv2d(4, 8, 3, 1, [1, 1, 1])(x)",
        "nn.Conv2d(4, 8, 3, 1, 1, True)(x)",
        "nn.Conv2d(4, 8, 3, 1, 1, 1.5)(x)",
        "nn.Conv2d(4, 8, True)(x)",
        "nn.Conv2d(4, 8, '3')(x)",
        "nn.Conv2d(4, 8.0, 3)(x)",
        "nn.ConvTranspose2d(4, 8, 2, True)(x)",
        "nn.ConvTranspose2d(4, 8, 2, 2, True)(x)",
        "nn.ConvTranspose2d(4, 8, 2, 2, 0.5)(x)",
        "nn.ConvTranspose2d(4, 8, 2, 2, 0, True)(x)",
        "nn.MaxPool2d(True)(x)",
        "nn.MaxPool2d(2, True)(x)",
        "nn.MaxPool2d(2, 2.0)(x)",
        "nn.MaxPool2d(3, 1, True)(x)",
        "nn.MaxPool2d(2, ceil_mode=1)(x)",
        "nn.AvgPool2d(True)(x)",
        "nn.AvgPool2d(2, 2, 0, 1)(x)",
        "nn.AvgPool2d(2, 2, 0, True, 1)(x)",
        "nn.AdaptiveAvgPool2d(True)(x)",
        "nn.AdaptiveAvgPool2d(2.0)(x)",
        "nn.ZeroPad2d(True)(x)",
        "nn.ZeroPad2d(1.0)(x)",
        "nn.ZeroPad2d(1, 0)(x)",
        "nn.ConstantPad2d(1, 0)(x)",
        "nn.ReflectionPad2d(1, 0)(x)",
        "nn.Upsample(None, 2.0, 'nearest')(x)",
        "nn.Upsample(None, True, 'nearest')(x)",
        "nn.Upsample(32, False, 'nearest')(x)",
        "nn.Upsample(8.0, None, 'nearest')(x)",
        "nn.PixelShuffle(True)(x)",
        "nn.PixelShuffle(2.0)(x)",
        "nn.Flatten(True)(x)",
        "nn.GroupNorm(True, 4)(x)",
        "nn.GroupNorm(2.0, 4)(x)",
        "nn.BatchNorm2d(4.0)(x)",
        "nn.BatchNorm2d(True)(x)",
        "torch.cat([x, x], True)",
        "torch.cat([x, x], False)",
        "torch.cat([x, x], 1.0)",
        "torch.stack([x, x], True)",
        "torch.chunk(x, 2, True)",
        "x.chunk(2.0, 1)",
        "x.split(2, True)",
        "x.transpose(True, 2)",
        "x.unsqueeze(True)",
        "x.flatten(True)",
        "x.softmax(True)",
        "x.view(1, 4.0, 256)",
        "x.view(True, 4, 256)",
        "x.reshape(True, 4, 256)",
        "torch.zeros(True)",
        "torch.zeros(2.0)",
    ],
)
def test_kinds_are_taken_or_refused_as_in_torch(expression: str) -> None:
    agree(expression, **MAP)
