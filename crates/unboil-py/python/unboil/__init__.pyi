from collections.abc import Iterable, Iterator, Sequence
from os import PathLike
from typing import Any, Literal, TypedDict, Union

import pandas as pd
import pyarrow as pa
from typing_extensions import NotRequired, Unpack

Path = Union[str, PathLike[str]]
Html = Union[str, bytes]

class Options(TypedDict, total=False):
    format: Literal["text", "markdown", "html"]
    links: bool
    images: bool
    metadata: bool
    favor: Literal["strict", "precision", "balanced", "recall", "generous"] | None
    threshold: float | None
    title: Literal["auto", "on", "off"]
    comments: Literal["auto", "on", "off"]
    repeats: Literal["once", "all"]

class Error(TypedDict):
    code: str
    message: str

class Record(TypedDict):
    id: str
    url: NotRequired[str]
    status: Literal["ok", "empty", "skipped", "error"]
    error: NotRequired[Error]
    title: str
    text: str
    format: NotRequired[str]
    encoding: str
    presence: NotRequired[float]
    confidence: NotRequired[float]
    options: NotRequired[dict[str, Any]]
    truncated: NotRequired[bool]
    metadata: NotRequired[dict[str, Any]]

class Block(TypedDict):
    id: str
    block: int
    label: Literal["content", "boilerplate"]
    probability: float
    path: str
    start: int
    end: int
    unit: Literal["bytes", "decoded"]
    text: str

class Page:
    @property
    def id(self) -> str: ...
    @property
    def url(self) -> str | None: ...
    @property
    def charset(self) -> str | None: ...
    @property
    def html(self) -> bytes | None: ...
    @property
    def error(self) -> tuple[str, str] | None: ...
    def __len__(self) -> int: ...

class Model:
    @staticmethod
    def builtin() -> Model: ...
    @staticmethod
    def load(path: Path) -> Model: ...
    @staticmethod
    def from_bytes(bytes: bytes) -> Model: ...
    def to_bytes(self) -> bytes: ...
    @property
    def sha256(self) -> str: ...
    @property
    def manifest(self) -> dict[str, Any]: ...
    def extract(
        self,
        html: Html | Page,
        *,
        id: str = "",
        url: str | None = None,
        charset: str | None = None,
        **options: Unpack[Options],
    ) -> Record: ...
    def classify(
        self, html: Html | Page, *, id: str = "", charset: str | None = None, **options: Unpack[Options]
    ) -> list[Block]: ...

def extract(
    html: Html | Page,
    *,
    id: str = "",
    url: str | None = None,
    charset: str | None = None,
    model: Model | None = None,
    **options: Unpack[Options],
) -> Record: ...
def classify(
    html: Html | Page,
    *,
    id: str = "",
    charset: str | None = None,
    model: Model | None = None,
    **options: Unpack[Options],
) -> list[Block]: ...
def schema() -> pa.Schema: ...
def extract_batch(
    pages: Iterable[Html | Page | None] | pa.Array | pa.ChunkedArray,
    ids: Iterable[object] | pa.Array | pa.ChunkedArray | None = None,
    urls: Iterable[str | None] | pa.Array | pa.ChunkedArray | None = None,
    *,
    charsets: Iterable[str | None] | pa.Array | pa.ChunkedArray | None = None,
    threads: int | None = None,
    model: Model | None = None,
    **options: Unpack[Options],
) -> pa.Table: ...
def batches(
    pages: Iterable[Html | Page | None], *, rows: int = 256, size: int = ...
) -> Iterator[list[Html | Page | None]]: ...
def read_pages(
    paths: Path | Sequence[Path], *, html_field: str = "html", id_field: str = "id", url_field: str = "url"
) -> Iterator[Page]: ...
def train(
    data: Path | Sequence[Path],
    output: Path,
    *,
    base: Model | Path | None = None,
    folds: int | None = None,
    seed: int | None = None,
    lambda_: float | Sequence[float] | None = None,
    second_lambda: float | Sequence[float] | None = None,
    weight: dict[str, float] | None = None,
    licence: dict[str, str] | None = None,
    min_found: float | None = None,
    shift: float | None = None,
    doubt: float = 0.0,
    length: float = 0.0,
    augment: float | None = None,
    columns: int | None = None,
    tolerance: float | None = None,
    one_stage: bool = False,
    leave_one_set_out: bool = False,
    curve: bool = False,
    ablate: bool = False,
    without: str | Sequence[str] | None = None,
) -> Model: ...
def evaluate(model: Model | Path, data: Path | Sequence[Path], *, pages: bool = False) -> pd.DataFrame: ...
def compare(
    competitors: Sequence[Model | Path] | dict[str, Model | Path],
    data: Path | Sequence[Path],
    *,
    seed: int = 1,
    pages: bool = False,
) -> pd.DataFrame: ...
