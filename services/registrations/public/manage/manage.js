/* global document, fetch, location, navigator */
// The secret comes after the # and goes to the service as a bearer token, never in an address.

const id = location.pathname.split('/').pop();
const secret = location.hash.slice(1);

const words = {
  sv: {
    title: 'Er anmälan',
    other: 'In English',
    campaign: 'Kampanj',
    state: 'Läge',
    submittedAt: 'Inkommen',
    days: 'Vilka dagar är ni med?',
    save: 'Spara dagarna',
    saved: 'Dagarna är sparade.',
    leave: 'Återta anmälan',
    leaveText: 'Ni kan anmäla er igen så länge anmälan är öppen.',
    sure: 'Ja, vi vill återta vår anmälan',
    left: 'Anmälan är återtagen.',
    noLink: 'Länken är inte hel. Öppna hela länken i mejlet, även det som står efter tecknet #.',
    notFound: 'Länken gäller inte, eller gäller inte längre: en ny har gått till den som är kontaktperson nu.',
    newLink: 'Få länken igen',
    stale: 'Anmälan har ändrats sedan sidan öppnades. Nu visas den som den är: gör om ändringen.',
    failed: 'Det gick inte. Försök igen om en stund.',
    statuses: {
      submitted: 'Inkommen',
      contacted: 'Vi har varit i kontakt',
      confirmed: 'Bekräftad',
      declined: 'Avböjd',
      withdrawn: 'Återtagen',
    },
  },
  en: {
    title: 'Your registration',
    other: 'På svenska',
    campaign: 'Campaign',
    state: 'State',
    submittedAt: 'Received',
    days: 'On which days do you take part?',
    save: 'Save the days',
    saved: 'The days are saved.',
    leave: 'Withdraw the registration',
    leaveText: 'You can register again for as long as registration is open.',
    sure: 'Yes, we want to withdraw our registration',
    left: 'The registration is withdrawn.',
    noLink: 'The link is not whole. Open all of the link in the mail, also what follows the sign #.',
    notFound: 'The link does not hold, or holds no longer: whoever is the contact now has been sent a new one.',
    newLink: 'Have the link sent again',
    stale: 'The registration has changed since the page was opened. It is shown as it is now: make your change again.',
    failed: 'That did not work. Try again in a moment.',
    statuses: {
      submitted: 'Received',
      contacted: 'We have been in touch',
      confirmed: 'Confirmed',
      declined: 'Declined',
      withdrawn: 'Withdrawn',
    },
  },
};

let language = (navigator.language ?? 'sv').startsWith('en') ? 'en' : 'sv';
let campaign;
let registration;
let etag;

const at = (name) => document.getElementById(name);

at('language').addEventListener('click', () => {
  language = language === 'sv' ? 'en' : 'sv';
  show();
});

at('amendment').addEventListener('submit', (event) => {
  event.preventDefault();
  const days = [...document.querySelectorAll('#day-list input:checked')].map((box) => box.value);
  void change('PATCH', '', { days }, 'saved');
});

at('withdrawal').addEventListener('submit', (event) => {
  event.preventDefault();
  if (at('sure').checked) void change('POST', '/withdrawal', {}, 'left');
});

void open();

async function open() {
  show();
  if (secret === '') return report({ error: words[language].noLink });
  await load();
}

async function load() {
  const answer = await ask('GET', '');
  if (!answer.ok) return report({ error: await errorOf(answer) });
  await take(answer);
  const about = await send(`/v1/campaigns/${encodeURIComponent(registration.campaignId)}`);
  if (!about.ok) return report({ error: words[language].failed });
  campaign = await about.json();
  show();
}

async function change(method, path, body, done) {
  report({});
  const answer = await ask(method, path, body);
  if (!answer.ok) {
    const error = await errorOf(answer);
    if (answer.status === 412) await load();
    return report({ error });
  }
  await take(answer);
  show();
  report({ status: words[language][done] });
  at('heading').focus();
}

function ask(method, path, body) {
  return send(`/v1/registrations/${encodeURIComponent(id)}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${secret}`,
      'accept-language': language,
      ...(body && { 'content-type': 'application/json' }),
      ...(method === 'PATCH' && { 'if-match': etag }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
}

// Without a network there is no answer at all: that has failed too.
function send(address, request) {
  return fetch(address, request).catch(() => ({ ok: false, status: 503 }));
}

async function take(answer) {
  // As it came: a proxy on the way may have made it a weak one.
  etag = answer.headers.get('etag');
  registration = await answer.json();
}

async function errorOf(answer) {
  const text = words[language];
  if (answer.status === 412) return text.stale;
  if ([401, 403, 404].includes(answer.status)) return text.notFound;
  if (answer.status === 429 || answer.status >= 500) return text.failed;
  const problem = await answer.json();
  return language === 'en' ? problem.detail : problem.title;
}

function report({ status = '', error = '' }) {
  at('status').textContent = status;
  at('error').textContent = error;
  // Without the registration there is nothing to do here but to find the way back to it.
  at('new-link').hidden = error === '' || registration !== undefined;
}

function show() {
  const text = words[language];
  document.documentElement.lang = language;
  document.title = text.title;
  at('heading').textContent = text.title;
  at('language').textContent = text.other;
  at('language').lang = language === 'sv' ? 'en' : 'sv';
  at('new-link').textContent = text.newLink;
  at('new-link').href = `/manage/new-link?lang=${language}`;
  if (!registration || !campaign) return;

  const isLive = ['submitted', 'contacted', 'confirmed'].includes(registration.status) && campaign.status !== 'closed';
  at('registration').hidden = false;
  at('amendment').hidden = !isLive || campaign.days.length === 0;
  at('withdrawal').hidden = !isLive;
  at('facts').replaceChildren(
    ...fact(text.campaign, campaign.name[language]),
    ...fact(text.state, text.statuses[registration.status]),
    ...fact(text.submittedAt, moment(registration.submittedAt)),
  );
  at('days-legend').textContent = text.days;
  at('day-list').replaceChildren(...campaign.days.map(dayBox));
  at('save').textContent = text.save;
  at('withdrawal-heading').textContent = text.leave;
  at('withdrawal-text').textContent = text.leaveText;
  at('sure-text').textContent = text.sure;
  at('withdraw').textContent = text.leave;
}

// As the clocks in Sweden show it, wherever the page is read.
function moment(instant) {
  const locale = { sv: 'sv-SE', en: 'en-GB' }[language];
  return new Date(instant).toLocaleString(locale, {
    dateStyle: 'full',
    timeStyle: 'short',
    timeZone: 'Europe/Stockholm',
  });
}

function fact(term, description) {
  const dt = document.createElement('dt');
  const dd = document.createElement('dd');
  dt.textContent = term;
  dd.textContent = description;
  return [dt, dd];
}

function dayBox(day) {
  const label = document.createElement('label');
  const box = document.createElement('input');
  box.type = 'checkbox';
  box.value = day;
  box.checked = registration.days.includes(day);
  const name = new Date(`${day}T12:00:00`).toLocaleDateString(language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  });
  label.append(box, ` ${name}`);
  return label;
}
