// Progressive enhancement: every page works without it.
document.documentElement.classList.add('js-enabled');

const summary = document.querySelector('.govuk-error-summary');
if (summary) {
  summary.setAttribute('tabindex', '-1');
  summary.focus();
}

// A second press of a button while the first is in flight is not sent; the request id would make it harmless
// anyway.
for (const form of document.forms) {
  form.addEventListener('submit', (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = 'yes';
  });
}
window.addEventListener('pageshow', () => {
  for (const form of document.forms) delete form.dataset.sent;
});

for (const link of document.querySelectorAll('[data-print]')) {
  link.addEventListener('click', (event) => {
    event.preventDefault();
    window.print();
  });
}

// A long form saves itself shortly after the last change; the button does the same without a script.
for (const form of document.querySelectorAll('form[data-autosave]')) {
  const said = form.querySelector('[data-autosave-status]');
  let waiting;
  const save = async () => {
    let saved = false;
    try {
      saved =
        (
          await fetch(form.dataset.autosave, {
            method: 'POST',
            body: new URLSearchParams(new FormData(form)),
            redirect: 'manual',
          })
        ).type === 'opaqueredirect';
    } finally {
      if (said) said.textContent = saved ? form.dataset.saved : form.dataset.notSaved;
    }
  };
  form.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      void save();
    }, 1500);
  });
  form.addEventListener('submit', () => {
    clearTimeout(waiting);
  });
}

// Files are uploaded in pieces, so that a lost connection costs one piece: the same file continues where it
// stopped, even the next day. Without a script the form sends them whole.
const PIECE = 256 * 1024;
const TRIES = 4;
for (const form of document.querySelectorAll('form[data-pieces]')) {
  const status = form.querySelector('[data-pieces-status]');
  const say = (text) => {
    status.hidden = false;
    status.textContent = text;
  };
  const ask = async (path, body) => {
    for (let tried = 1; ; tried += 1) {
      try {
        const answer = await fetch(path, { method: 'POST', body });
        if (answer.ok) return await answer.json();
        if (answer.status < 500) return { error: answer.statusText };
      } catch (error) {
        if (tried === TRIES) throw error;
      }
      if (tried === TRIES) throw new Error('The portal rejected the piece.');
      await new Promise((resolve) => {
        setTimeout(resolve, 1000 * tried);
      });
    }
  };
  const send = async (input, file) => {
    const base = `${form.dataset.pieces}${encodeURIComponent(input.name)}/`;
    const { token } = form.dataset;
    const about = { _csrf: token, name: file.name, size: String(file.size) };
    let { upload, offset, error } = await ask(
      `${base}begin`,
      new URLSearchParams({ ...about, type: file.type, modified: String(file.lastModified) }),
    );
    while (!error && offset < file.size) {
      say(form.dataset.going.replace('{percent}', String(Math.floor((100 * offset) / file.size))));
      const body = new FormData();
      body.append('piece', file.slice(offset, offset + PIECE), 'piece');
      ({ offset, error } = await ask(
        `${base}pieces?${new URLSearchParams({ _csrf: token, upload, offset: String(offset) })}`,
        body,
      ));
    }
    if (!error) ({ error } = await ask(`${base}finish`, new URLSearchParams({ ...about, upload })));
    return error && { id: input.id, text: `${input.labels[0].textContent.trim()}: ${error}` };
  };
  const show = (wrong) => {
    document.querySelector('.govuk-error-summary')?.remove();
    const summary = document.createElement('div');
    summary.className = 'govuk-error-summary';
    summary.setAttribute('role', 'alert');
    summary.tabIndex = -1;
    const title = summary.appendChild(document.createElement('h2'));
    title.className = 'govuk-error-summary__title';
    title.textContent = form.dataset.wrong;
    const list = summary.appendChild(document.createElement('ul'));
    list.className = 'govuk-list govuk-error-summary__list';
    for (const { id, text } of wrong) {
      const link = list.appendChild(document.createElement('li')).appendChild(document.createElement('a'));
      link.href = `#${id}`;
      link.textContent = text;
    }
    form.before(summary);
    summary.focus();
  };
  const sendAll = async (chosen) => {
    const wrong = [];
    try {
      for (const input of chosen) {
        const refused = await send(input, input.files[0]);
        if (refused) wrong.push(refused);
        else input.value = '';
      }
      if (wrong.length === 0) window.location.assign(`${window.location.pathname}?done=yes`);
      else show(wrong);
      status.hidden = true;
    } catch {
      say(form.dataset.lost);
    } finally {
      delete form.dataset.sent;
    }
  };
  form.addEventListener('submit', (event) => {
    const chosen = [...form.querySelectorAll('input[type="file"]')].filter(({ files }) => files.length > 0);
    if (event.defaultPrevented || chosen.length === 0) return;
    event.preventDefault();
    void sendAll(chosen);
  });
}

// A page that shows one record hears when it changes: it is reloaded or, if somebody has begun to write,
// shows a notice.
for (const live of document.querySelectorAll('[data-live]')) {
  const stream = new EventSource(live.dataset.live);
  stream.addEventListener('changed', () => {
    const written = [...document.forms].some(
      (form) =>
        form.method === 'post' &&
        [...form.elements].some(
          (field) =>
            field.type !== 'hidden' &&
            'defaultValue' in field &&
            (field.value !== field.defaultValue || field.checked !== field.defaultChecked),
        ),
    );
    if (live.hasAttribute('data-live-reload') && !written) window.location.reload();
    else live.hidden = false;
  });
  window.addEventListener('pagehide', () => {
    stream.close();
  });
}
