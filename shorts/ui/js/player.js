// One sound at a time, whatever widget it belongs to. Loaded after kit.js.
(() => {
  const sound = new Audio();
  const QUIET = 'data:audio/wav;base64,UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQAAAAA=';
  let hearing = null; // {id, busy, leave}

  /** Tell every [data-hear] in the page whether its sound is being made ("busy") or heard ("on"). */
  const sounds = () => document.querySelectorAll('[data-hear]').forEach((button) => {
    const mine = hearing && button.dataset.hear === hearing.id;
    button.dataset.sound = mine ? (hearing.busy ? 'busy' : 'on') : '';
    button.setAttribute('aria-pressed', Boolean(mine));
    button.setAttribute('aria-busy', Boolean(mine && hearing.busy));
  });

  /** Silence; what was still being made for it is given up. */
  const hush = () => {
    const before = hearing;
    hearing = null;
    sound.pause();
    if (before?.busy) before.leave?.();
    sounds();
  };

  /** Play what `get` finds (an address, or nothing where it can't); asked for again, stop. `leave` is called if nobody waits for it any more. */
  const hear = async (id, get, leave) => {
    const again = hearing?.id === id;
    hush();
    if (again) return;
    const mine = hearing = { id, busy: true, leave };
    sounds();
    sound.src = QUIET; // phones let a page play later only what was begun while a finger was on it
    sound.play().catch(() => {});
    const address = await get();
    if (hearing !== mine) return;
    mine.busy = false;
    if (!address) { hush(); return; }
    sound.src = address;
    sounds();
    sound.play().catch(() => { if (hearing === mine) hush(); });
  };
  sound.addEventListener('ended', () => { if (hearing && !hearing.busy) hush(); });

  /** A word for work that the server may be told to give up. */
  const mark = () => Math.random().toString(36).slice(2);

  let tab = '';
  const turned = () => {
    if (document.body.dataset.tab === tab) return;
    tab = document.body.dataset.tab;
    hush();
    studio.say('tab', tab);
  };
  document.addEventListener('DOMContentLoaded', () => new MutationObserver(turned).observe(document.body, { attributes: true, attributeFilter: ['data-tab'] }));
  window.addEventListener('pagehide', hush);

  Object.assign(window.studio, { hear, hush, sounds, mark });
})();
