"""unboil as an extractor of datatrove pipelines, in the place of Trafilatura:

    from datatrove_extractor import Unboil
    pipeline = [WarcReader("crawl/"), URLFilter(), Unboil(favor="precision"), LanguageFilter(), JsonlWriter("out/")]
"""

import unboil
from datatrove.pipeline.extractors.base import BaseExtractor


class Unboil(BaseExtractor):
    """Extracts the main content by unboil: by a model, the built-in one unless given, and with its keyword arguments."""

    name = "unboil"
    _requires_dependencies = ["unboil"]

    # A page takes milliseconds; the time out is for machines that are out of memory.
    def __init__(self, model=None, timeout=60, **options):
        super().__init__(timeout)
        self.model, self.options = model, options

    def extract(self, text):
        return unboil.extract(text, model=self.model, **self.options)["text"]
