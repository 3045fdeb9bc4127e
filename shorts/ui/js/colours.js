// Light or dark, before anything is drawn. `preferred` is for browsers that chose nothing. Stands first in the head; see ui/welcome.py.
const KEY = 'local-shorts-studio-theme';
const dark = window.matchMedia('(prefers-color-scheme: dark)');
const real = window.matchMedia.bind(window);
const choice = () => {
  try {
    const kept = localStorage.getItem(KEY);
    return ['auto', 'light', 'dark'].includes(kept) ? kept : preferred;
  } catch { return preferred; }   // a browser that keeps nothing
};
const isDark = () => (choice() === 'auto' ? dark.matches : choice() === 'dark');
const apply = () => {
  document.documentElement.dataset.look = isDark() ? 'dark' : 'light';
  document.body?.classList.toggle('dark', isDark());
};
// Gradio asks the system which colours it wants, once, when the page is built; here it is told what was chosen.
window.matchMedia = (query) => {
  if (!query.includes('prefers-color-scheme')) return real(query);
  const asked = query.includes('dark') ? isDark() : !isDark();
  return { matches: asked, media: query, onchange: null, addEventListener() {}, removeEventListener() {}, addListener() {}, removeListener() {}, dispatchEvent: () => false };
};
dark.addEventListener('change', apply);
window.addEventListener('storage', (event) => { if (event.key === KEY) apply(); });
const style = document.createElement('style');   // until the page's own colours have come
style.textContent = `html[data-look=light] { color-scheme: light; } html[data-look=dark] { color-scheme: dark; }
  html[data-look=light] body { background: #faf7f2; color: #292320; } html[data-look=dark] body { background: #191715; color: #f3ece2; }`;
document.head.append(style);
apply();
window.studioLook = {
  choice,
  choose(value) {
    try { localStorage.setItem(KEY, value); } catch { preferred = value; }
    apply();
  },
};
