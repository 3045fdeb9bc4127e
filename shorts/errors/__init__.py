"""Every failure that a person may meet.

ShortsError
├── RequestError                 exit 2   the request can't be met as it stands
│   ├── UnknownChoice                     no such character, track, engine, setting …
│   │   ├── UnknownCharacter              nobody of that name in the cast
│   │   └── UnknownShort                  no such short or job (any more)
│   ├── BadOption                         an option's value makes no sense
│   ├── NotForCommerce                    a licence that forbids what this short is for
│   ├── NotDrawnYet                       a character of the cast that has no puppet yet
│   ├── CharacterFileBroken               characters/*.toml: file, key, what was expected
│   ├── CannotTranslate                   the page is in one language, the short wanted in the other
│   ├── InTheWay                          a file that isn't ours stands where a copy would go
│   ├── WeakPassword                      shorter than a password for the LAN may be
│   ├── ScriptBroken                      an edited script that can't be read
│   ├── UnknownScene                      a scene that the script doesn't have (any more)
│   ├── QueueFull                         too many shorts wait already
│   ├── NothingMore                       nothing left to offer: no other hook, nothing to undo
│   ├── NotReadyYet                       a script or a file of a short that hasn't been made so far
│   ├── WrongState                        a job that has ended can't be paused …
│   ├── MediaInUse                        an upload that scenes still show
│   ├── MediaUnreadable                   the user's own picture, music or voice file
│   │   ├── PageFileUnreadable            a page or text on this computer that isn't there, or is too large
│   │   ├── ScriptFileMissing
│   │   ├── AudioRefused                  an uploaded clip that is none, too long, too large
│   │   ├── ClipUnsuitable                a recording that no voice can be made from
│   │   ├── PictureRefused                an uploaded picture that is none, too many pixels
│   │   └── FootageRefused                an uploaded video that is none, too long, too large
│   └── ConsentMissing                    a voice may only be kept with its owner's consent
├── SourceError                  exit 3   the page gave nothing to make a short from
│   ├── AddressRefused                    not http(s), or an address that isn't public
│   ├── Unreachable                       no such host, refused, timed out
│   ├── PageMissing                       404 and other refusals of the server
│   ├── PageTooLarge · TooManyRedirects
│   ├── NotAPage                          PDF, picture, archive …
│   ├── NothingToRead                     empty, or too short for a short
│   │   └── TopicTooThin                  a topic with nothing said about it
│   ├── NeedsBrowser                      a script-only shell
│   ├── BehindLogin                       a login or pay wall
│   └── Undecodable                       bytes in no encoding that makes sense
├── EngineError                  exit 4   a model or engine failed
│   ├── ModelError                        what may go wrong with models
│   │   ├── CatalogueBroken               models/catalog.toml: entry, key, what was expected
│   │   ├── LicenceNotAccepted            a licence with conditions that nobody has agreed to yet
│   │   ├── ModelMissing                  not installed, or only half
│   │   ├── ModelBroken                   installed once, but files are gone or changed
│   │   ├── ModelBusy                     another process is installing or removing it
│   │   ├── NotEnoughVram                 a model that doesn't fit, with the numbers
│   │   ├── WeightsUnfit                  a file of the user's own that is for another model
│   │   ├── UnsafeWeights                 a file that could run code, or whose table of contents lies
│   │   ├── HubError
│   │   │   ├── HubUnreachable            no connection
│   │   │   ├── HubGated                  the owner wants a login or an agreement first
│   │   │   ├── HubMissing                no such repository, revision or file
│   │   │   ├── HubAnswered               any other refusal of the server
│   │   │   ├── DownloadBroken            the connection broke and did not come back
│   │   │   └── DownloadWrong             size or hash differ from what was published
│   │   └── OllamaError
│   │       ├── OllamaDown                no server at the address
│   │       ├── OllamaRefused             the server answered with an error
│   │       ├── OllamaModelMissing        it doesn't have that model
│   │       ├── OllamaSilent              it said nothing for too long
│   │       ├── OllamaGone                the connection broke while it was writing
│   │       ├── AnswerUnusable            what it wrote is no script, the second time too
│   │       └── FiguresInvented           it kept stating figures that the page doesn't
│   ├── EngineUnavailable                 it can't run here; says why and what to do
│   ├── CloningUnavailable                this voice can't speak like a recording
│   ├── VoiceFailed
│   ├── OutOfMemory                       the computer's memory didn't suffice
│   │   └── OutOfVram                     the graphics card's, one tier lower too
│   └── Quarantined                       the program ended twice in the same step of a job
├── RenderError                  exit 5
│   ├── EncoderFailed                     ffmpeg ended with an error; carries the tail of what it said
│   └── EncoderMissing
├── StorageError                 exit 6
│   ├── OutputUnwritable
│   ├── StorageUnreadable                 gone, or not ours to read
│   ├── DiskFull
│   ├── StoreDamaged                      a short's folder can't be understood
│   │   ├── FileBroken                    a list kept for the user can't be understood
│   │   ├── DatabaseDamaged               studio.db, while the studio runs
│   │   ├── DatabaseRebuilt               a notice: it was moved aside and made anew
│   │   └── PreferencesReset              a notice: so was the file of preferences
│   └── ShortBusy                         another process is making this very short
└── Cancelled                    exit 130

Each class has a stable `code` and, per language, what happened and what to do next. Front ends call
`error.text(language)`; nobody else looks at messages, and nobody branches on them.

A branch has a module of this package: request, media (what hangs below MediaUnreadable), source, engine, models, render,
storage. A new class goes there, into the tree above, and into the import and the list below.
"""

from __future__ import annotations

from shorts.errors.base import Cancelled, ShortsError
from shorts.errors.engine import CloningUnavailable, EngineError, EngineUnavailable, OutOfMemory, OutOfVram, Quarantined, VoiceFailed
from shorts.errors.media import (
    AudioRefused,
    ClipUnsuitable,
    FootageRefused,
    MediaUnreadable,
    PageFileUnreadable,
    PictureRefused,
    ScriptFileMissing,
)
from shorts.errors.models import (
    AnswerUnusable,
    CatalogueBroken,
    DownloadBroken,
    DownloadWrong,
    FiguresInvented,
    HubAnswered,
    HubError,
    HubGated,
    HubMissing,
    HubUnreachable,
    LicenceNotAccepted,
    ModelBroken,
    ModelBusy,
    ModelError,
    ModelMissing,
    NotEnoughVram,
    OllamaDown,
    OllamaError,
    OllamaGone,
    OllamaModelMissing,
    OllamaRefused,
    OllamaSilent,
    UnsafeWeights,
    WeightsUnfit,
)
from shorts.errors.render import EncoderFailed, EncoderMissing, RenderError
from shorts.errors.request import (
    BadOption,
    CannotTranslate,
    CharacterFileBroken,
    ConsentMissing,
    InTheWay,
    MediaInUse,
    NotDrawnYet,
    NotForCommerce,
    NothingMore,
    NotReadyYet,
    QueueFull,
    RequestError,
    ScriptBroken,
    UnknownCharacter,
    UnknownChoice,
    UnknownScene,
    UnknownShort,
    WeakPassword,
    WrongState,
)
from shorts.errors.source import (
    AddressRefused,
    BehindLogin,
    NeedsBrowser,
    NotAPage,
    NothingToRead,
    PageMissing,
    PageTooLarge,
    SourceError,
    TooManyRedirects,
    TopicTooThin,
    Undecodable,
    Unreachable,
)
from shorts.errors.storage import (
    DatabaseDamaged,
    DatabaseRebuilt,
    DiskFull,
    FileBroken,
    OutputUnwritable,
    PreferencesReset,
    ShortBusy,
    StorageError,
    StorageUnreadable,
    StoreDamaged,
)

__all__ = [
    "AddressRefused",
    "AnswerUnusable",
    "AudioRefused",
    "BadOption",
    "BehindLogin",
    "Cancelled",
    "CannotTranslate",
    "CatalogueBroken",
    "CharacterFileBroken",
    "ClipUnsuitable",
    "CloningUnavailable",
    "ConsentMissing",
    "DatabaseDamaged",
    "DatabaseRebuilt",
    "DiskFull",
    "DownloadBroken",
    "DownloadWrong",
    "EncoderFailed",
    "EncoderMissing",
    "EngineError",
    "EngineUnavailable",
    "FiguresInvented",
    "FileBroken",
    "FootageRefused",
    "HubAnswered",
    "HubError",
    "HubGated",
    "HubMissing",
    "HubUnreachable",
    "InTheWay",
    "LicenceNotAccepted",
    "MediaInUse",
    "MediaUnreadable",
    "ModelBroken",
    "ModelBusy",
    "ModelError",
    "ModelMissing",
    "NeedsBrowser",
    "NotAPage",
    "NotDrawnYet",
    "NotEnoughVram",
    "NotForCommerce",
    "NotReadyYet",
    "NothingMore",
    "NothingToRead",
    "OllamaDown",
    "OllamaError",
    "OllamaGone",
    "OllamaModelMissing",
    "OllamaRefused",
    "OllamaSilent",
    "OutOfMemory",
    "OutOfVram",
    "OutputUnwritable",
    "PageFileUnreadable",
    "PageMissing",
    "PageTooLarge",
    "PictureRefused",
    "PreferencesReset",
    "Quarantined",
    "QueueFull",
    "RenderError",
    "RequestError",
    "ScriptBroken",
    "ScriptFileMissing",
    "ShortBusy",
    "ShortsError",
    "SourceError",
    "StorageError",
    "StorageUnreadable",
    "StoreDamaged",
    "TooManyRedirects",
    "TopicTooThin",
    "Undecodable",
    "UnknownCharacter",
    "UnknownChoice",
    "UnknownScene",
    "UnknownShort",
    "Unreachable",
    "UnsafeWeights",
    "VoiceFailed",
    "WeakPassword",
    "WeightsUnfit",
    "WrongState",
]
