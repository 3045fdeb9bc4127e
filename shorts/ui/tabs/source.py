"""Source: where a short begins. An address, a text, a file or a sample; one press makes the short, or the script only."""

from __future__ import annotations

import secrets
import shutil
from dataclasses import dataclass, field, replace
from html import escape
from typing import TYPE_CHECKING, Any

import gradio as gr

from shorts.artifacts import Article
from shorts.build import last_made
from shorts.cast_live import version_of
from shorts.files import replacing
from shorts.ui.addresses import file_address
from shorts.ui.cards import CHOOSE, DEAL, first_choice, row
from shorts.ui.text.source import TEXTS, Text
from shorts.ui.text.writers import TEXTS as WRITERS
from shorts.ui.uploads import uploaded
from shorts.ui.widgets import script, widget
from shorts.ui.writers import EMBEDDED, words_of, writer_choices
from shorts.uploads import safe_name

if TYPE_CHECKING:
    from shorts.artifacts import Goal, Language, Product
    from shorts.short import Short
    from shorts.ui.desk import Desk, Now, Session
    from shorts.ui.frame import Frame

SAMPLES = {"ko": (("lamp", "무드등 상품 페이지"), ("news", "동네 뉴스")), "en": (("tides", "Article about tides"), ("lamp", "Korean product page"))}
"""Files of examples/ and what they are, for each language of the page."""


@dataclass
class SourceTab:
    desk: Desk
    id: str = "source"
    text: Text = field(init=False)
    source: Any = field(default=None, repr=False)
    samples: tuple[Any, ...] = field(default=(), repr=False)
    file: Any = field(default=None, repr=False)
    character: Any = field(default=None, repr=False)
    cards: Any = field(default=None, repr=False)
    spoken: Any = field(default=None, repr=False)
    length: Any = field(default=None, repr=False)
    writer: Any = field(default=None, repr=False)
    write: Any = field(default=None, repr=False)
    make: Any = field(default=None, repr=False)
    read: Any = field(default=None, repr=False)
    given: str = ""  # version of the cast that the page was made with

    def __post_init__(self) -> None:
        self.text = TEXTS[self.desk.language]

    def render(self) -> None:
        text, shell = self.text, self.desk.text
        self.source = gr.Textbox(label=text.source, placeholder=text.hint, lines=3, max_lines=10, elem_id="source", autofocus=True)
        with gr.Row(elem_id="ways"):
            gr.HTML(f"<span>{text.try_sample}</span>", elem_classes="hint", js_on_load=script("draft"))
            names = SAMPLES[self.desk.language]
            self.samples = tuple(gr.Button(label, size="sm", elem_classes="sample", elem_id=f"sample-{name}") for name, label in names)
            self.file = gr.UploadButton(text.file, size="sm", file_types=[".html", ".htm", ".txt", ".md"], elem_id="file")
        cast = self.desk.studio.workshop.cast
        self.given = self._version()
        cards = f"<h2>{text.character}</h2>{row(cast, self.desk.language, text)}"
        self.character = gr.HTML(first_choice(cast), html_template=cards, js_on_load=CHOOSE, elem_id="presenter", apply_default_css=False)
        self.cards = gr.HTML("", html_template="<i hidden></i>", js_on_load=DEAL, elem_id="newcomers", apply_default_css=False)
        with gr.Row(elem_id="basics"):
            languages = [(text.automatic, ""), ("한국어", "ko"), ("English", "en")]
            self.spoken = gr.Radio(languages, value="", label=text.language, elem_id="language", min_width=240)
            lengths = [(shell.seconds.format(n=n), n) for n in (15, 30, 45, 60)]
            self.length = gr.Radio(lengths, value=30, label=text.length, elem_id="length", min_width=240)
        embedded = {"id": EMBEDDED, "name": WRITERS[self.desk.language].embedded, "about": WRITERS[self.desk.language].embedded_about, "reason": ""}
        asked = [self.desk.answering(self.script_writers)]
        self.writer = widget("writer", EMBEDDED, asked, words=words_of(self.desk.language), choices=[embedded])
        with gr.Row(elem_id="start"):
            self.make = gr.Button(text.make, variant="primary", size="lg", elem_id="make")
            self.write = gr.Button(text.write, size="lg", elem_id="write")
        self.read = gr.HTML("", elem_id="read", apply_default_css=False)

    def listen(self, frame: Frame) -> None:
        for button, (name, _) in zip(self.samples, SAMPLES[self.desk.language], strict=True):
            button.click(fn=None, js=f"() => 'examples/{name}.html'", outputs=self.source)
        self.file.upload(self.opened, self.file, self.source)
        made = frame.changes(self.make.click, self._begin, [self.source])
        made.then(fn=None, js="() => { document.querySelector('#strip').scrollIntoView({behavior: 'smooth', block: 'nearest'}); return []; }")
        frame.changes(self.write.click, self._write, [self.source])
        frame.prefers(self.character.change, "character", self.character)
        frame.prefers(self.spoken.input, "language", self.spoken)
        frame.prefers(self.length.input, "seconds", self.length)
        frame.prefers(self.writer.change, "script_engine", self.writer)
        self.source.change(fn=None, js="(typed) => { window.studio.draft.keep(typed); return []; }", inputs=self.source)
        frame.page.load(fn=None, js="(typed) => typed || window.studio.draft.kept()", inputs=self.source, outputs=self.source)

    @property
    def outputs(self) -> list[Any]:
        return [self.cards, self.character, self.spoken, self.length, self.writer, self.read]

    def mark(self, now: Now) -> object:
        request = self.desk.next_request(now.session)
        reading = now.job is not None and now.job.stage in ("", "article") and now.active
        return [
            request.character, request.language, request.seconds, request.script_engine, now.short and (now.short.id, now.short.visit), reading,
            self._version(),
        ]  # fmt: skip

    def view(self, now: Now) -> list[Any]:
        request = self.desk.next_request(now.session)
        read = self._read(now.short) if now.short else ""
        return [self._cards(), request.character, request.language or "", request.seconds, request.script_engine, read]

    def _version(self) -> str:
        return version_of(self.desk.studio.workshop.cast)

    def _cards(self) -> str:
        """The row anew if somebody was added, changed or taken away since the page was made."""
        return row(self.desk.studio.workshop.cast, self.desk.language, self.text) if self._version() != self.given else ""

    # --- handlers ---

    def script_writers(self, chosen: str) -> list[dict[str, Any]]:
        """Who can be chosen, `chosen` among them."""
        return writer_choices(self.desk.studio, self.desk.language, chosen)

    def opened(self, file: str) -> str:
        """Keep an uploaded page under a name that nobody else's has; what the source box shows for it."""
        settings = self.desk.studio.settings
        with uploaded(file, settings) as path:
            kept = settings.cache / "opened" / f"{secrets.token_hex(3)}-{safe_name(path.name)}"
            kept.parent.mkdir(parents=True, exist_ok=True)
            with replacing(kept) as part:
                shutil.copyfile(path, part)
        return f"opened/{kept.name}"

    def _begin(self, session: Session, source: str) -> Session:
        return self._queue(session, source, "short")

    def _write(self, session: Session, source: str) -> Session:
        return self._queue(session, source, "script")

    def _queue(self, session: Session, source: str, goal: Goal) -> Session:
        """A new short with what is chosen. Raises gr.Error."""
        if not (source or "").strip():
            raise self.desk.refusal(self.text.needs_source)
        request = replace(self.desk.next_request(session), source=self.desk.located(source.strip()), kind="auto")
        job = self.desk.studio.submit(request, goal=goal)
        return {"short": job.short, "dismissed": ""}

    def _read(self, short: Short) -> str:
        """What was understood of the page, so that a wrong one is noticed before anything is made of it."""
        article = last_made(short.folder, "article", Article)
        if article is None:
            return ""
        text, product = self.text, article.product
        price = _price(product, self.desk.language) if product else ""
        facts = ((text.source_site, article.site), (text.price, price), ("", text.photos.format(n=len(article.photos)) if article.photos else ""))
        rows = "".join(f"<li>{f'<b>{escape(name)}</b> ' if name else ''}{escape(value)}</li>" for name, value in facts if value)
        pictures = "".join(f'<img src="{file_address(photo.path)}" alt="{escape(photo.alt)}" loading="lazy">' for photo in article.photos[:6])
        notes = "".join(f"<p>{escape(note)}</p>" for note in article.notes)
        words = article.text.replace("\n", " ")[:180]
        return (
            f'<div class="read"><h2>{escape(text.read_title)}</h2><h3>{escape(article.title)}</h3><ul>{rows}</ul><p>{escape(words)}…</p>'
            f'{f"""<div class="photos">{pictures}</div>""" if pictures else ""}{notes}</div>'
        )


def _price(product: Product, language: Language) -> str:
    """The page's price as people write it."""
    if not product.price:
        return ""
    won = product.currency == "KRW" and language == "ko"
    return f"{product.price}원" if won else f"{product.price} {product.currency}".strip()
