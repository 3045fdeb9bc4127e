"""Character: everybody of the cast as cards, and whoever is looked at in detail: manner, voice, movement."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any

from shorts.cast import groups_of
from shorts.cast_live import version_of
from shorts.toon.kept import found_puppet
from shorts.ui.cards import portrait_address
from shorts.ui.text import scene
from shorts.ui.text.character import TEXTS, Text
from shorts.ui.voice_names import preset_words
from shorts.ui.widgets import widget
from shorts.ui.works import Works

if TYPE_CHECKING:
    from shorts.artifacts import Language
    from shorts.cast import Character
    from shorts.ui.desk import Desk, Now, Session
    from shorts.ui.frame import Frame


@dataclass
class CharacterTab:
    desk: Desk
    id: str = "character"
    text: Text = field(init=False)
    places: scene.SceneWords = field(init=False)
    works: Works = field(default_factory=Works, repr=False)
    people: Any = field(default=None, repr=False)
    given: str = ""  # version of the cast that the page was made with

    def __post_init__(self) -> None:
        self.text = TEXTS[self.desk.language]
        self.places = scene.TEXTS[self.desk.language]

    def render(self) -> None:
        functions = [self.desk.answering(function) for function in (self.moving, self.spoken, self.give_up, self.star)]
        self.given = self._version()
        everybody = self._everybody()
        words = {**asdict(self.text), "setting": self.places.setting}
        self.people = widget("people", {}, functions, words=words, groups=everybody["groups"], cast=everybody["people"], language=self.desk.language)

    def listen(self, frame: Frame) -> None:
        frame.on_act(self.people, self._choose)

    @property
    def outputs(self) -> list[Any]:
        return [self.people]

    def mark(self, now: Now) -> object:
        return self._state(now)

    def view(self, now: Now) -> list[Any]:
        return [self._state(now)]

    # --- what the widget asks ---

    def moving(self, character: str, language: Language, mark: str) -> str:
        """The character saying its catchphrase, as a film; "" if the page gave it up."""
        return self.works.address(mark, lambda work: self.desk.studio.samples.moving_preview(character, language, work))

    def spoken(self, character: str, language: Language, mark: str) -> str:
        """The same as sound only, for those without a puppet, too."""
        return self.works.address(mark, lambda work: self.desk.studio.samples.say_sample(character, language, work=work))

    def give_up(self, mark: str) -> None:
        self.works.give_up(mark)

    def star(self, character: str, wanted: bool) -> tuple[str, ...]:
        """All favourites, with this one or without."""
        preferences = self.desk.studio.preferences
        others = tuple(other for other in preferences.favourites if other != character)
        favourites = (*others, character) if wanted and character in self.desk.studio.workshop.cast else others
        self.desk.studio.preferences = replace(preferences, favourites=favourites)
        return favourites

    # --- handlers ---

    def _choose(self, session: Session, press: dict[str, str]) -> Session:
        """Raises UnknownChoice, NotDrawnYet."""
        chosen = self.desk.studio.workshop.character(press["character"]).id
        self.desk.choose(session, character=chosen)
        return {"choices": {"character": chosen}}

    def _state(self, now: Now) -> dict[str, Any]:
        request = self.desk.request(now.session)
        spoken = now.short.script.language if now.short and now.short.script else request.language
        return {
            "short": now.short.id if now.short else "", "character": request.character, "language": spoken or self.desk.language,
            "favourites": list(self.desk.studio.preferences.favourites), "cast": self._everybody() if self._version() != self.given else None,
        }  # fmt: skip

    def _version(self) -> str:
        return version_of(self.desk.studio.workshop.cast)

    def _everybody(self) -> dict[str, Any]:
        cast = self.desk.studio.workshop.cast
        groups = [{"id": group.id, "name": group.names[self.desk.language]} for group, _ in groups_of(cast)]
        return {"version": self._version(), "groups": groups, "people": [self._card(character) for character in cast.values()]}

    def _card(self, character: Character) -> dict[str, Any]:
        language = self.desk.language
        voice = character.voices.get("kokoro", {}).get(language)
        tags = [tag for tag in character.tags if tag.isascii() == (language == "en")]
        words = [*character.names.values(), *character.tags, *character.persona.values(), *character.catchphrase.values()]
        return {
            "id": character.id, "name": character.names[language], "group": character.group, "persona": character.persona.get(language, ""),
            "phrase": character.catchphrase.get(language, ""), "palette": character.palette[:2], "setting": getattr(self.places, f"setting_{character.setting}"),
            "tags": tags, "voice": preset_words(voice, language) if voice else "", "words": " ".join(words).casefold(),
            "drawn": character.toon is not None, "ready": found_puppet(character, self.desk.studio.settings) is not None,
            "picture": portrait_address(character),
        }  # fmt: skip
