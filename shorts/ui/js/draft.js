// What is written in the source box is kept in this browser with every letter: Gradio passes on nothing while the server is away.
const KEY = 'local-shorts-studio-source';
const keep = (typed) => { try { localStorage.setItem(KEY, typed); } catch { /* storage is full or forbidden: the page itself still has it */ } };
studio.draft = {
  keep,
  kept: () => { try { return localStorage.getItem(KEY) ?? ''; } catch { return ''; } },
};
document.addEventListener('input', (event) => { if (event.target.matches('#source textarea')) keep(event.target.value); });
