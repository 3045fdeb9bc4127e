"""What may go wrong with models: fetching, keeping, loading them (exit 4)."""

from __future__ import annotations

from shorts.errors.engine import EngineError


class ModelError(EngineError):
    code = "model"


class CatalogueBroken(ModelError):
    """Details: file, entry, key, expected (and expected_ko)."""

    code = "model-catalogue"
    ko, en = "모델 목록 {file}의 {entry} 항목에서 {key}을(를) 읽을 수 없습니다.", "Model list {file}, entry {entry}: {key} can't be read."
    ko_remedy, en_remedy = "필요한 값: {expected_ko}", "Expected {expected}."


class LicenceNotAccepted(ModelError):
    """Details: model, name (and name_ko), licence, url, note_ko, note_en."""

    code = "model-licence"
    ko, en = "{name_ko} 모델은 조건이 있는 라이선스({licence})입니다. {note_ko}", "{name} comes under a licence with conditions ({licence}). {note_en}"
    ko_remedy = "{url} 을 읽고, 동의하면 ‘동의하고 설치’를 누르거나 --accept-licence를 붙여 주세요."
    en_remedy = "Read {url}; if you agree, choose “accept and install” or add --accept-licence."


class ModelMissing(ModelError):
    """Details: model, name (and name_ko)."""

    code = "model-missing"
    ko, en = "{name_ko} 모델이 설치되어 있지 않습니다.", "{name} is not installed."
    ko_remedy = "모델 탭에서 설치하거나 ‘app.py models install {model}’을 실행해 주세요."
    en_remedy = "Install it on the Models tab, or run “app.py models install {model}”."


class ModelBroken(ModelError):
    """Details: model, name (and name_ko), file."""

    code = "model-broken"
    ko, en = "{name_ko} 모델의 {file} 파일이 없어졌거나 달라졌습니다.", "{name}: the file {file} is gone or has changed."
    ko_remedy = "‘app.py models install {model}’을 다시 실행하면 문제가 있는 파일만 새로 받습니다."
    en_remedy = "Run “app.py models install {model}” again; only what is wrong is fetched anew."


class ModelBusy(ModelError):
    """Details: model."""

    code = "model-busy"
    ko, en = "{model} 모델은 다른 창이나 프로그램에서 설치하거나 지우는 중입니다.", "{model} is being installed or removed by another process."
    ko_remedy, en_remedy = "그 작업이 끝난 뒤 다시 시도해 주세요.", "Wait for it to end, then try again."


class UnsafeWeights(ModelError):
    """Details: file, reason_ko, reason_en."""

    code = "unsafe-weights"
    ko, en = "{file} 파일은 안전하지 않아 열지 않았습니다: {reason_ko}.", "{file} was not opened, it isn't safe: {reason_en}."
    ko_remedy, en_remedy = "같은 모델의 .safetensors 파일을 구해 넣어 주세요.", "Get the same model as a .safetensors file."


class WeightsUnfit(ModelError):
    """Details: file, reason."""

    code = "weights-unfit"
    ko, en = "{file} 파일은 이 그림 모델에 맞지 않습니다({reason}).", "{file} doesn't fit this picture model ({reason})."
    ko_remedy = "SDXL용으로 만든 체크포인트나 LoRA(.safetensors)인지 확인해 주세요."
    en_remedy = "Make sure that it is a checkpoint or LoRA for SDXL (.safetensors)."


class HubError(ModelError):
    code = "hub"


class HubUnreachable(HubError):
    """Details: host, reason."""

    code = "hub-unreachable"
    ko, en = "모델 저장소({host})에 연결하지 못했습니다({reason}).", "The model hub ({host}) can't be reached ({reason})."
    ko_remedy = "인터넷 연결(회사라면 프록시 설정)을 확인하고 다시 시도해 주세요. 받은 부분은 남아 있어 이어서 받습니다."
    en_remedy = "Check the connection (in a company, the proxy) and try again; what has arrived is kept."


class HubGated(HubError):
    """Details: repo, url."""

    code = "hub-gated"
    ko, en = "{repo} 저장소는 로그인하고 사용 조건에 동의한 사람만 받을 수 있습니다.", "{repo} can only be fetched after logging in and agreeing to its terms."
    ko_remedy = "{url} 에서 동의한 뒤, 접근 토큰을 환경 변수 HF_TOKEN에 넣고 다시 실행해 주세요."
    en_remedy = "Agree at {url}, put an access token into the environment variable HF_TOKEN, and try again."


class HubMissing(HubError):
    """Details: repo, what (a file pattern, or the revision)."""

    code = "hub-missing"
    ko, en = "{repo} 저장소에서 {what}을(를) 찾을 수 없습니다.", "{repo} has no {what}."
    ko_remedy = "모델 목록(models/catalog.toml)이 오래되었을 수 있습니다. 프로그램을 새 판으로 바꿔 보세요."
    en_remedy = "The list (models/catalog.toml) may be out of date; try a newer version of the program."


class HubAnswered(HubError):
    """Details: repo, status."""

    code = "hub-answered"
    ko, en = "모델 저장소가 {repo} 요청을 거절했습니다(서버 응답 {status}).", "The model hub refused {repo} (it answered {status})."
    ko_remedy, en_remedy = "잠시 뒤 다시 시도해 주세요. 받은 부분은 남아 있어 이어서 받습니다.", "Try again in a while; what has arrived is kept."


class DownloadBroken(HubError):
    """Details: file, done, total."""

    code = "download-broken"
    ko, en = "{file}을(를) 받다가 연결이 끊겼습니다({total} 중 {done}).", "The connection broke while fetching {file} ({done} of {total})."
    ko_remedy, en_remedy = "다시 설치하면 끊긴 곳부터 이어서 받습니다.", "Install it again: it goes on from there."


class DownloadWrong(HubError):
    """Details: file, expected, found."""

    code = "download-wrong"
    ko, en = "받은 {file}이(가) 공개된 것과 다릅니다(공개된 값 {expected}, 받은 값 {found}).", "{file} differs from what was published (published {expected}, received {found})."
    ko_remedy = "받은 파일은 쓰지 않고 지웠습니다. 다시 설치해 보고, 반복되면 프록시나 백신이 파일을 바꾸는지 확인하세요."
    en_remedy = "It was deleted, not used. Install again; if it happens again, see whether a proxy or virus scanner alters files."


class OllamaError(ModelError):
    code = "ollama"


class OllamaDown(OllamaError):
    """Details: host."""

    code = "ollama-down"
    ko, en = "{host}에서 실행 중인 Ollama를 찾지 못했습니다.", "No Ollama answers at {host}."
    ko_remedy = "https://ollama.com 에서 Ollama를 설치해 실행해 주세요. 내장 대본 작가는 Ollama 없이도 됩니다."
    en_remedy = "Install Ollama from https://ollama.com and start it; the embedded writer needs none."


class OllamaRefused(OllamaError):
    """Details: host, model, reason."""

    code = "ollama-refused"
    ko, en = "Ollama({host})가 {model} 요청을 거절했습니다: {reason}", "Ollama ({host}) refused {model}: {reason}"
    ko_remedy, en_remedy = "모델 이름을 확인하고 Ollama를 최신 판으로 바꿔 보세요.", "Check the model's name and update Ollama."


class OllamaModelMissing(OllamaError):
    """Details: model, installed (and installed_ko)."""

    code = "ollama-model-missing"
    ko, en = "Ollama에 {model} 모델이 없습니다(설치된 모델: {installed_ko}).", "Ollama doesn't have the model {model} (installed: {installed})."
    ko_remedy = "모델 탭에서 받거나 ‘ollama pull {model}’을 실행해 주세요. 설치된 모델이나 내장 대본 작가를 골라도 됩니다."
    en_remedy = "Fetch it on the Models tab or run “ollama pull {model}”; or choose a model that is installed, or the embedded writer."


class OllamaSilent(OllamaError):
    """Details: host, model, seconds."""

    code = "ollama-silent"
    ko, en = "{model} 모델({host})이 {seconds}초 동안 아무 답도 하지 않았습니다.", "{model} ({host}) said nothing for {seconds} seconds."
    ko_remedy = "그래픽 메모리를 쓰는 다른 프로그램을 닫거나 더 작은 모델을 고른 뒤 다시 시도해 주세요."
    en_remedy = "Close other programs that use the graphics card or choose a smaller model, then try again."


class OllamaGone(OllamaError):
    """Details: host, model."""

    code = "ollama-gone"
    ko, en = "{model} 모델이 대본을 쓰던 중에 Ollama({host})와 연결이 끊겼습니다.", "The connection to Ollama ({host}) broke while {model} was writing."
    ko_remedy = "Ollama가 켜져 있는지 확인하고 다시 시도해 주세요. 메모리가 모자라 꺼졌다면 더 작은 모델을 고르세요."
    en_remedy = "See whether Ollama still runs and try again; if it ran out of memory, choose a smaller model."


class AnswerUnusable(OllamaError):
    """Details: model, reason (and reason_ko), excerpt."""

    code = "answer-unusable"
    ko = "{model} 모델에게 다시 쓰게 해도 대본으로 쓸 수 없는 답이 왔습니다({reason_ko}). 받은 답: “{excerpt}”"
    en = "{model} was asked again and still gave no usable script ({reason}). It answered: “{excerpt}”"
    ko_remedy = "다시 시도하거나, 더 큰 모델 또는 내장 대본 작가를 골라 주세요."
    en_remedy = "Try again, or choose a larger model or the embedded writer."


class FiguresInvented(OllamaError):
    """Details: model, figures, sentence."""

    code = "figures-invented"
    ko = "{model} 모델이 원문에 없는 숫자({figures})를 거듭 지어내서 대본을 쓰지 않았습니다: “{sentence}”"
    en = "{model} kept making up figures that the page doesn't state ({figures}), so no script was kept: “{sentence}”"
    ko_remedy = "다른 모델이나 내장 대본 작가를 고르거나, 시드를 바꿔 다시 시도해 주세요."
    en_remedy = "Choose another model or the embedded writer, or try again with another seed."


class NotEnoughVram(ModelError):
    """Details: parts, needed, usable, total."""

    code = "not-enough-vram"
    ko = "그래픽 메모리가 부족해 {parts}을(를) 올릴 수 없습니다(필요 {needed}, 쓸 수 있는 메모리 {usable}, 전체 {total})."
    en = "The graphics memory doesn't suffice for {parts} ({needed} needed, {usable} usable, {total} in all)."
    ko_remedy = "모델 탭에서 한 단계 낮은 프로필을 고르거나, 그래픽 메모리를 쓰는 다른 프로그램을 닫아 주세요."
    en_remedy = "Choose the next lower profile on the Models tab, or close other programs that use graphics memory."
