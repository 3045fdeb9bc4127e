#!/usr/bin/env python3
"""Set up Local Shorts Studio, then run it. Needs Python 3.11 or newer and nothing else.

    python3 start.py                 open the studio in the browser (http://127.0.0.1:7860)
    python3 start.py make SOURCE …   make one short, no browser
    python3 start.py test            run the tests
    python3 start.py doctor …        any other command of app.py

The first start makes the folder .venv and installs what requirements.txt names; later starts take a fraction of a second
until that list changes. Options, before the command: --torch auto|cpu|cuda|none, --voices (also what cloning voices
needs; once asked for, it is kept up to date), --reinstall.

This file is read by whatever Python there is, so that an old one gets a clear answer: no syntax newer than 3.6 here.
"""

import hashlib
import json
import os
import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
READY = VENV / "ready.json"
REQUIREMENTS = ROOT / "requirements.txt"
FOR_TESTS = ROOT / "requirements-dev.txt"
FOR_VOICES = ROOT / "requirements-voices.txt"
OLDEST, NEWEST = (3, 11), (3, 14)
TORCH = "2.13.0"
TORCH_INDEX = "https://download.pytorch.org/whl/"
CUDA_BUILDS = ((13, 0, "cu130"), (12, 8, "cu128"), (12, 6, "cu126"))  # oldest driver's CUDA version → build of TORCH
MOST_TESTERS = 4  # processes: two of them have a browser and a server beside them, and often wait for these
ROOM_GB = {"none": 2, "cpu": 3, "cuda": 8}

TEXTS = {
    "python": (
        "Python {found}에서는 실행할 수 없습니다. https://www.python.org/downloads/ 에서 Python 3.12를 설치한 뒤 다시 실행해 주세요.",
        "Python {found} can't run this. Install Python 3.12 from https://www.python.org/downloads/ and start again.",
    ),
    "venv": (
        "이 Python에는 venv 모듈이 없습니다. 데비안·우분투라면 'sudo apt install python3-venv'를 실행한 뒤 다시 시작해 주세요.",
        "This Python has no venv module. On Debian or Ubuntu run 'sudo apt install python3-venv', then start again.",
    ),
    "room": (
        "{path} 디스크의 공간이 부족합니다(남은 공간 {free:.1f} GB, 필요 {needed} GB). 공간을 비운 뒤 다시 시작해 주세요.",
        "Not enough room on the disk of {path} ({free:.1f} GB free, {needed} GB needed). Make room and start again.",
    ),
    "full": (
        "설치 중에 디스크가 가득 찼습니다. 공간을 비운 뒤 다시 시작하면 이어서 설치합니다.",
        "The disk became full during the installation. Make room and start again; it goes on from there.",
    ),
    "network": (
        "인터넷에 연결하지 못해 설치할 수 없습니다. 연결(회사라면 프록시 설정)을 확인하고 다시 시작해 주세요.",
        "The Internet can't be reached to install. Check the connection (in a company, the proxy) and start again.",
    ),
    "rights": (
        "{path} 폴더에 쓸 수 없습니다. 쓰기 권한이 있는 폴더로 옮긴 뒤 다시 시작해 주세요.",
        "{path} can't be written. Move the folder to a place where you may write, then start again.",
    ),
    "pip": (
        "설치하지 못했습니다. 아래 내용을 확인하고 다시 시작해 주세요. 반복되면 .venv 폴더를 지우고 시작하세요.\n{tail}",
        "The installation failed. See below and start again; if it happens again, delete the folder .venv first.\n{tail}",
    ),
    "option": ("--torch 값은 auto, cpu, cuda, none 중 하나여야 합니다.", "--torch must be auto, cpu, cuda or none."),
    "making": ("작업 공간(.venv)을 만드는 중…", "Making the workspace (.venv) …"),
    "torch": ("PyTorch {version} ({build}) 설치 중… 처음 한 번만 걸립니다.", "Installing PyTorch {version} ({build}) … only this once."),
    "packages": ("구성 요소 내려받는 중", "Downloading components"),
    "unpack": ("구성 요소 설치 중… 몇 분 걸릴 수 있습니다.", "Installing components … this may take a few minutes."),
    "done": ("준비가 끝났습니다.", "Ready."),
}


class SetupFailed(Exception):
    """Carries the key of the text that tells the person what happened and what to do."""

    def __init__(self, key, **details):
        super().__init__(say(key, **details))


def korean():
    """Does this person read Korean? Asked of the environment, then of Windows; yes where neither says (as shorts/settings.py)."""
    for name in ("SHORTS_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "").lower()
        if value and value != "c" and not value.startswith(("c.", "posix")):
            return value.startswith("ko")
    if os.name == "nt":
        import ctypes

        return ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF == 0x12
    return True


def say(key, **details):
    ko, en = TEXTS[key]
    return (ko if korean() else en).format(**details)


def tell(text, end="\n"):
    """To stderr: stdout belongs to the command that runs afterwards."""
    sys.stderr.write(text + end)
    sys.stderr.flush()


def venv_python():
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def main(arguments):
    try:
        options, command = split_options(arguments)
        check_python()
        build = remembered_build(options) or torch_build(options["torch"])
        lists = wanted_lists(options, testing=command[:1] == ["test"])
        wanted = fingerprint(build, lists)
        if options["reinstall"] or not is_ready(wanted):
            set_up(build, lists, wanted)
    except SetupFailed as failure:
        tell(str(failure))
        return 1
    return run(command)


def split_options(arguments):
    """Our own options come first; everything from the first other word on belongs to the command."""
    options = {"torch": os.environ.get("SHORTS_TORCH", "auto"), "reinstall": False, "voices": False}
    rest = list(arguments)
    while rest and rest[0] in ("--torch", "--reinstall", "--voices"):
        option = rest.pop(0)
        if option == "--torch":
            options["torch"] = rest.pop(0) if rest else ""
        else:
            options[option[2:]] = True
    if options["torch"] not in ("auto", "cpu", "cuda", "none"):
        raise SetupFailed("option")
    return options, rest


def wanted_lists(options, testing):
    """Lists of packages to install: what was asked for once stays."""
    lists = [REQUIREMENTS, FOR_TESTS] if testing else [REQUIREMENTS]
    if testing or options["voices"] or FOR_VOICES.name in installed():
        lists.append(FOR_VOICES)
    return lists


def check_python():
    if not OLDEST <= sys.version_info[:2] < NEWEST:
        raise SetupFailed("python", found=platform.python_version())


def run(command):
    """Hand over to the installed Python; its exit status is ours."""
    testing = command[:1] == ["test"]
    what = ["-m", "pytest", *side_by_side(command[1:])] if testing else [str(ROOT / "app.py"), *command]
    process = subprocess.Popen([str(venv_python()), *what], cwd=str(ROOT) if testing else None)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue  # Ctrl-C reached the child as well; let it end in order


def side_by_side(arguments):
    """pytest's arguments, with one process more than there are cores, unless they say themselves how many (-n 0: none)."""
    if any(word.startswith(("-n", "--numprocesses")) for word in arguments):
        return list(arguments)
    return ["-n", str(min((os.cpu_count() or 1) + 1, MOST_TESTERS)), "--dist", "loadfile", "--no-loadscope-reorder", *arguments]  # tests/conftest.py shares out


# --- is everything there? --------------------------------------------------------------------------------------


def fingerprint(build, lists):
    """Changes whenever something else must be installed."""
    listed = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in lists}
    return {"torch": TORCH, "build": build, "driver": driver_tool(), "python": platform.python_version(), "root": str(ROOT), **listed}


def installed():
    """What the last complete set-up noted; empty without one."""
    try:
        noted = json.loads(READY.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return noted if isinstance(noted, dict) and venv_python().exists() else {}


def is_ready(wanted):
    """Is everything wanted there? More (the tests' packages) does no harm."""
    there = installed()
    return all(there.get(name) == value for name, value in wanted.items())


def remembered_build(options):
    """The build chosen last time, while nothing speaks against it: asking the driver takes up to seconds. Else None."""
    there = installed()
    same = options["torch"] == "auto" and not options["reinstall"] and there.get("driver") == driver_tool()
    return there.get("build") if same else None


def driver_tool():
    """Path of nvidia-smi, which comes with every NVIDIA driver; "" without one."""
    return shutil.which("nvidia-smi") or ""


def torch_build(choice):
    """"none", "cpu", "mac", or the CUDA build that the installed driver can run."""
    if choice in ("none", "cpu"):
        return choice
    if sys.platform == "darwin":
        return "mac"
    version = driver_cuda_version()
    for major, minor, build in CUDA_BUILDS:
        if version and version >= (major, minor):
            return build
    return CUDA_BUILDS[-1][2] if choice == "cuda" else "cpu"


def driver_cuda_version():
    """Newest CUDA version that the NVIDIA driver supports, None without a working driver."""
    tool = driver_tool()
    if not tool:
        return None
    try:
        shown = subprocess.run([tool], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=20, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    found = re.search(rb"CUDA Version:\s*(\d+)\.(\d+)", shown)
    return (int(found.group(1)), int(found.group(2))) if found else None


# --- installing -------------------------------------------------------------------------------------------------


def set_up(build, lists, wanted):
    check_room(build)
    READY.unlink() if READY.exists() else None
    make_venv()
    pins = [pin for path in lists for pin in read_pins(path.read_text(encoding="utf-8"))]
    files = [word for path in lists for word in ("-r", str(path))]
    install(["--no-deps", "--require-hashes", *files], count=len(pins))
    if build != "none":
        tell(say("torch", version=TORCH, build=build))
        install_torch(build)
    temporary = READY.with_suffix(".part")
    temporary.write_text(json.dumps(wanted), encoding="utf-8")
    temporary.replace(READY)
    tell(say("done"))


def check_room(build):
    needed = ROOM_GB.get(build, ROOM_GB["cpu"] if build == "mac" else ROOM_GB["cuda"])
    free = shutil.disk_usage(str(ROOT)).free / 1e9
    if free < needed:
        raise SetupFailed("room", path=ROOT, free=free, needed=needed)


def make_venv():
    try:
        import ensurepip  # noqa: F401  # Debian splits it off: then venv makes an environment without pip
        import venv
    except ImportError:
        raise SetupFailed("venv") from None
    same = venv_python().exists() and not VENV.is_symlink() and _version(venv_python()) == platform.python_version()
    if same and subprocess.run([str(venv_python()), "-m", "pip", "--version"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0:
        return
    tell(say("making"))
    try:
        venv.create(str(VENV), with_pip=True, clear=True, symlinks=os.name != "nt")
    except PermissionError:
        raise SetupFailed("rights", path=ROOT) from None
    except (OSError, subprocess.CalledProcessError) as error:
        raise SetupFailed("full" if getattr(error, "errno", 0) == 28 else "venv") from None


def _version(python):
    try:
        shown = subprocess.run([str(python), "-c", "import platform; print(platform.python_version())"], stdout=subprocess.PIPE, timeout=30)
    except (OSError, subprocess.SubprocessError):
        return ""
    return shown.stdout.decode().strip()


def read_pins(text):
    """["name==1.2", …]: the lines of the lock that name a package."""
    return re.findall(r"^[A-Za-z0-9][\w.\[\]-]*==[^\s;\\]+", text, re.MULTILINE)


def install_torch(build):
    """The build's own wheel if pip knows one (a folder of wheels, a company's index), else PyTorch's index."""
    if build == "mac":
        install(["torch==" + TORCH])
        return
    exact = "torch==" + TORCH + "+" + build
    try:
        install([exact], quiet=True)
    except SetupFailed:
        if os.name == "nt" and build == "cpu":
            install(["torch==" + TORCH])  # PyPI's Windows wheel is the CPU build
        else:
            install([exact, "--index-url", TORCH_INDEX + build, "--extra-index-url", "https://pypi.org/simple"])


def install(arguments, count=0, quiet=False):
    """Run pip, showing one line that counts packages. Raises SetupFailed with what to do."""
    line = [str(venv_python()), "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--progress-bar", "off", *arguments]
    pip = subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=dict(os.environ, PYTHONUTF8="1"))
    tail, counter = [], Counter(count)
    for raw in pip.stdout:
        text = raw.decode("utf-8", "replace").rstrip()
        tail = [*tail[-14:], text]
        counter.see(text)
    counter.close()
    if pip.wait() != 0:
        raise explain_pip("\n".join(tail)) if not quiet else SetupFailed("pip", tail="")


class Counter:
    """One line that counts pip's packages; on a pipe, just its two phases. Shows nothing for a count of 0."""

    def __init__(self, count):
        self._count, self._seen, self._open = count, 0, False

    def see(self, text):
        if not self._count:
            return
        found = re.match(r"(?:Collecting|Requirement already satisfied:|Processing) (?:.*[/\\])?([A-Za-z0-9._]+)", text)
        if found:
            self._seen += 1
            self._show("{} {}/{} {:<40.40}".format(say("packages"), min(self._seen, self._count), self._count, found.group(1)))
        elif text.startswith("Installing collected packages"):
            self.close()
            tell(say("unpack"))

    def _show(self, line):
        if sys.stderr.isatty():
            tell("\r" + line, end="")
            self._open = True
        elif self._seen == 1:
            tell(say("packages"))

    def close(self):
        if self._open:
            tell("")
            self._open = False


def explain_pip(tail):
    if re.search(r"No space left|Errno 28|WinError 112", tail):
        return SetupFailed("full")
    if re.search(r"Permission denied|Errno 13|WinError 5\b", tail):
        return SetupFailed("rights", path=VENV)
    if re.search(r"NewConnectionError|Max retries|name resolution|getaddrinfo|ProxyError|ConnectTimeout|ReadTimeout|SSLError", tail):
        return SetupFailed("network")
    return SetupFailed("pip", tail=tail)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
