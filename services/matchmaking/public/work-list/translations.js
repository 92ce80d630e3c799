import { formatted, language, listOf, locale, speak, text } from './language.js';
import { names } from './names.js';

const words = {
  sv: {
    title: 'Arbetslista',
    skip: 'Till listan',
    other: 'In English',
    keys: 'Tangenter',
    signOut: 'Logga ut',
    wholeCountry: 'Hela landet',

    login: {
      intro: 'Här ser samordnare och kansliet sina läns ärenden, och vad som är nästa steg i vart och ett.',
      token: 'Åtkomstnyckel',
      open: 'Öppna listan',
      kept: 'Nyckeln ligger bara kvar i den här fliken, tills du stänger den eller loggar ut.',
      whence:
        'Har du ingen nyckel får du en av dem som driver plattformen. På en egen dator skriver detta kommando ut en:',
      signedOut: 'Du är utloggad.',
    },

    refused: {
      'token-missing': 'Nyckeln saknas. Klistra in en nyckel.',
      'token-expired':
        'Nyckeln har gått ut. Be om en ny och klistra in den här; du kommer tillbaka dit du var, och inget har gått förlorat.',
      'token-malformed': 'Det där är ingen hel nyckel. Kopiera hela nyckeln, utan mellanslag.',
      'token-refused': 'Nyckeln godtas inte här. Be om en ny hos dem som driver plattformen.',
      'not-allowed':
        'Nyckeln gäller en annan roll. Arbetslistan är för samordnare och kansliet. En organisation svarar genom länken i sin inbjudan.',
      'link-not-accepted': 'Det där är ingen nyckel. Klistra in hela nyckeln.',
      'not-in-your-counties': 'Det ligger utanför dina län. Den som samordnar det länet kan öppna det.',
      'not-found': 'Ärendet finns inte. Kanske är länken inte hel.',
      'version-mismatch':
        'Ärendet ändrades medan du hade det framme, av en kollega eller av ett svar. Inget har gjorts. Nu visas det som det är: välj på nytt.',
      'too-busy': 'Många ändrar samma sak just nu. Inget har gjorts: försök igen.',
      'proposal-outdated':
        'Någon i förslaget kan inte längre, eller vill inte bli matchad. Ingen har tillfrågats. Sök i nätverket på nytt.',
      'over-capacity': 'Organisationen har hunnit lova bort det den skulle bidra med. Välj någon annan.',
      'no-consent': 'Organisationen vill inte bli matchad. Välj någon annan.',
      'meeting-in-the-past': 'Tiden har passerat. Föreslå nya tider.',
    },
    failed: 'Det gick inte just nu. Inget har gjorts: försök igen om en stund.',
    refreshed: 'Listan är uppdaterad.',
    retry: 'Försök igen',

    steps: {
      open: 'Pågående',
      identified: 'Identifierat',
      inventoried: 'Inventerat',
      contacting: 'Kontaktas',
      matched: 'Matchat',
      collaborating: 'Samarbetar',
      'followed-up': 'Uppföljt',
      closed: 'Avslutat',
    },
    stepsName: 'Steg',
    toDo: (n) => `${n} att göra`,
    county: 'Län',
    campaign: 'Kampanj',
    allCounties: 'Alla mina län',
    allCampaigns: 'Alla kampanjer',
    cases: 'Ärenden',
    shown: (from, to, total) => `${from}–${to} av ${total} ärenden, det som brådskar mest först`,
    shownOver: (from, to, total) => `${from}–${to} av ${total} ärenden, det senaste först`,
    none: 'Inga ärenden här.',
    noneOpen: 'Inget att göra just nu. Nya behov kommer hit av sig själva.',
    pages: 'Sidor',
    previous: 'Föregående 100',
    next: 'Nästa 100',
    noCase: 'Inget ärende är öppet',
    chooseOne: 'Välj ett ärende i listan. Piltangenterna eller j och k flyttar, Enter öppnar, ? visar alla tangenter.',
    back: 'Till listan',

    origins: {
      registration: 'Ur en anmälan',
      'coverage-gap': 'Kommun utan aktivitet',
      survey: 'Ur en enkät',
      secretariat: 'Upplagt för hand',
      'self-organised': 'Fann varandra själva',
    },
    nameless: 'Enskild firma',
    kmAway: (km) => `${km} km bort`,
    worksThere: 'verkar där',
    anyDay: 'dagen är fri',
    inStep: (days) => (days === '' ? 'i detta steg sedan i dag' : `i detta steg i ${days}`),
    progress: ({ seats, accepted, invited }) =>
      `${accepted} av ${seats} har tackat ja${invited > 0 ? `, ${invited} ${invited === 1 ? 'är tillfrågad' : 'är tillfrågade'}` : ''}`,

    actions: {
      search: 'Sök i nätverket',
      reconsider: 'Ompröva behovet',
      contact: 'Kontakta dem som föreslås',
      invite: 'Bjud in någon annan',
      'await-answers': 'Väntar på svar',
      'propose-meeting': 'Föreslå mötestider',
      'await-times': 'Väntar på svar om mötestider',
      'choose-time': 'Välj mötestid',
      collaborate: 'Samarbetet börjar',
      'follow-up': 'Följ upp',
    },
    due: {
      'await-answers': (on) => `inbjudan går ut ${on}`,
      'await-times': (on) => `första mötestiden är ${on}`,
      collaborate: (on) => `mötet är ${on}`,
      'follow-up': (on) => `följs upp ${on}`,
    },
    waiting: (days) => (days === '' ? 'sedan i dag' : `sedan ${days}`),
    days: (n, isOne) => (isOne ? 'en dag' : `${n} dagar`),

    nextStep: 'Nästa steg',
    nothingNext: {
      'followed-up': 'Ärendet är uppföljt. Inget mer behöver göras.',
      closed: 'Ärendet är avslutat. Avslutade ärenden öppnas inte igen; behövs något nytt läggs ett nytt ärende upp.',
    },
    about: {
      search: 'Nätverket genomsöks av sig självt strax efter att ett behov har kommit in. Du kan också söka nu.',
      reconsider: 'Behovet kan inte mötas som det är. Nedan står vad som inte går ihop, och vad som skulle hjälpa.',
      contact: (names) =>
        `Inbjudan går med e-post till ${names}. Den kan inte tas tillbaka, men tackar någon nej tillfrågas nästa i ordningen av sig själv.`,
      contactOwn: 'Den som har behovet klarar det själv: ingen annan tillfrågas.',
      invite:
        'En plats är tom, och ingen står på tur till den. Här är de i nätverket som kan fylla den, de bästa först. Inbjudan går med e-post och kan inte tas tillbaka.',
      inviteNobody:
        'Ingen i nätverket kan fylla platsen just nu. Avsluta ärendet med en orsak, eller vänta tills någon erbjuder det som saknas.',
      'await-answers': (names) =>
        `Har inte svarat än: ${names}. Påminnelser går av sig själva; går inbjudan ut tillfrågas nästa.`,
      'propose-meeting':
        'Alla har tackat ja. Föreslå tider då de kan träffas; frågan går med e-post till alla medlemmar.',
      'await-times': (names) => `Har inte svarat om tiderna än: ${names}. Du kan välja ändå.`,
      'choose-time': 'Alla har svarat. Den valda tiden går som kalenderinbjudan till alla medlemmar.',
      collaborateAlone: 'Ingen behöver träffas först. Säg till när arbetet har börjat.',
      collaborate:
        'Mötestiden är bestämd. Säg till när arbetet har börjat; publiceras en aktivitet för ärendet sker det av sig självt.',
      'follow-up':
        'Medlemmarna tillfrågas med e-post när det är dags. Vet du redan hur det gick kan du skriva in det här.',
    },

    buttons: {
      search: 'Sök i nätverket',
      reconsider: 'Sök igen',
      change: 'Ändra så och sök igen',
      contact: 'Kontakta alla i förslaget',
      contactThis: 'Kontakta dessa i stället',
      contactOwn: 'Matcha utan att fråga någon',
      invite: 'Bjud in',
      'propose-meeting': 'Föreslå tiderna',
      'choose-time': 'Välj tiden',
      collaborate: 'Samarbetet har börjat',
      'follow-up': 'Skriv in utfallet',
      close: 'Avsluta ärendet',
      accepted: 'Har tackat ja',
      declined: 'Har tackat nej',
      leaves: 'Lämnar samarbetet',
      replace: 'Bjud in i stället',
    },
    done: {
      search: 'Nätverket är genomsökt.',
      contact: 'Inbjudningarna är på väg.',
      invite: 'Inbjudan är på väg.',
      'propose-meeting': 'Frågan om mötestider är på väg.',
      'choose-time': 'Tiden är vald.',
      collaborate: 'Samarbetet har börjat.',
      'follow-up': 'Ärendet är uppföljt.',
      close: 'Ärendet är avslutat.',
      accepted: 'Svaret är antecknat.',
      declined: 'Svaret är antecknat, och nästa i ordningen tillfrågas om det finns någon.',
      leaves: 'Organisationen är ute, och nästa i ordningen tillfrågas om det finns någon.',
    },

    needHeading: 'Behovet',
    need: {
      whose: 'Vems',
      what: 'Vad som behövs',
      where: 'Var',
      days: 'Dagar',
      targetGroups: 'Målgrupper',
      themes: 'Teman',
      languages: 'Språk',
    },
    within: (place, km) => (km > 0 ? `${place}, eller hemmahörande inom ${km} km` : place),

    proposalsHeading: 'Förslag',
    proposalOnly: 'Förslaget',
    proposalBest: 'Bäst',
    proposalNext: (rank) => `Alternativ ${rank}`,
    ownerBrings: (what) => `Den som har behovet bidrar själv med ${what}.`,
    brings: 'Bidrar med',
    ifItDeclines: 'Om den tackar nej',
    thenAsked: (name) => `tillfrågas ${name}`,
    weakLink: 'finns ingen annan: allt hänger på den',
    causeHeading: 'Vad som inte går ihop',
    consents: 'Vilka kunde hjälpa, om de ville bli matchade?',
    noConsents: 'Inte heller med dem som inte vill bli matchade kan behovet mötas.',
    whyNot: 'Varför inte en viss organisation?',
    whyNotName: 'Organisationens namn, eller en del av det',
    whyNotAsk: 'Ta reda på det',
    whyNotNobody: 'Ingen i nätverket heter så. Enskilda firmor har inget namn här.',
    whyNotMore: 'Fler heter så: skriv mer av namnet.',
    howJudged: 'Så bedömdes det',
    changesHeading: 'Vad som skulle hjälpa',

    invitationsHeading: 'Tillfrågade',
    note: 'Anteckna ett svar, eller bjud in någon annan',
    invitationStatus: {
      invited: 'Inte svarat',
      accepted: 'Ja',
      declined: 'Nej',
      expired: 'Gick ut',
      superseded: 'Gäller inte längre',
      left: 'Lämnade',
    },
    until: (on) => `kan svara till ${on}`,
    reminded: (on) => `påmind ${on}`,
    declineReason: 'Orsak',
    declineReasons: {
      'no-time': 'har inte tid då',
      'no-staff': 'saknar personal',
      'too-far': 'för långt bort',
      'not-our-field': 'inte deras område',
      'other-plans': 'gör redan något annat',
      other: 'annat',
    },
    seatOf: (what) => `Vem ska bidra med ${what}?`,

    meetingHeading: 'Mötet',
    meetingTime: (n) => `Tid ${n}`,
    meetingLength: 'Hur länge',
    minutes: (n) => `${n} minuter`,
    otherTimes: 'Föreslå andra tider',
    meetingAnyway: 'Börja utan möte',
    suits: (n, of) => `passar ${n} av ${of}`,
    chosen: 'vald',
    passed: 'har passerat',
    swedishTime: 'Tider är svensk tid.',

    followUpHeading: 'Uppföljning',
    followUpDue: (on) => `Medlemmarna tillfrågas ${on}.`,
    followUpAsked: (on) => `Medlemmarna tillfrågades ${on}.`,
    followUpMissing: (names) => `Har inte svarat: ${names}.`,
    outcome: 'Hur gick det?',
    outcomes: { succeeded: 'Det lyckades', partly: 'Delvis', failed: 'Det blev inte av' },
    again: 'skulle göra det igen',
    notAgain: 'skulle inte göra det igen',

    closeHeading: 'Avsluta ärendet',
    closeText:
      'De som är tillfrågade men inte har svarat får veta att det inte längre gäller. Ett avslutat ärende öppnas inte igen.',
    closeReason: 'Varför',
    closureReasons: {
      'no-longer-needed': 'Behövs inte längre',
      'nobody-found': 'Ingen kunde hittas',
      'solved-otherwise': 'Löstes på annat sätt',
      duplicate: 'Samma som ett annat ärende',
      'need-withdrawn': 'Behovet togs tillbaka',
      'registration-withdrawn': 'Anmälan återtogs',
      covered: 'Kommunen har fått en aktivitet',
      'activity-cancelled': 'Aktiviteten ställdes in',
    },
    closedBecause: (reason) => `Orsak: ${reason}.`,

    keysHeading: 'Tangenter',
    keysList: [
      [['↓', 'j'], 'nästa ärende'],
      [['↑', 'k'], 'föregående ärende'],
      [['Enter'], 'öppnar ärendet'],
      [['n'], 'nästa steg i ärendet: öppnar det och ställer sig på knappen'],
      [['Esc'], 'tillbaka till listan'],
      [['0–7'], 'väljer steg; 0 är alla pågående'],
      [['r'], 'hämtar listan på nytt'],
      [['?'], 'visar detta'],
    ],
    keysOn: 'Bokstäver och siffror är tangenter',
    keysOff: 'Stäng av om de krockar med talstyrning eller andra hjälpmedel. Pilar, Enter och Esc fungerar alltid.',
    close: 'Stäng',
  },
};

words.en = {
  title: 'Work list',
  skip: 'To the list',
  other: 'På svenska',
  keys: 'Keys',
  signOut: 'Sign out',
  wholeCountry: 'The whole country',

  login: {
    intro: 'Coordinators and the secretariat see the cases of their counties here, and what comes next in each.',
    token: 'Token',
    open: 'Open the list',
    kept: 'The token stays in this tab alone, until you close it or sign out.',
    whence:
      'If you have no token, those who run the platform give you one. On a computer of your own this command prints one:',
    signedOut: 'You have signed out.',
  },

  refused: {
    'token-missing': 'There is no token. Paste one.',
    'token-expired':
      'The token has expired. Ask for a new one and paste it here; you come back to where you were, and nothing is lost.',
    'token-malformed': 'That is not a whole token. Copy all of it, without spaces.',
    'token-refused': 'The token is not accepted here. Ask those who run the platform for a new one.',
    'not-allowed':
      'The token is for another role. The work list is for coordinators and the secretariat. An organisation answers by the link in its invitation.',
    'link-not-accepted': 'That is no token. Paste the whole token.',
    'not-in-your-counties': 'That is outside your counties. Whoever coordinates that county can open it.',
    'not-found': 'There is no such case. Perhaps the link is not whole.',
    'version-mismatch':
      'The case changed while you had it open, by a colleague or by an answer. Nothing has been done. It is shown as it is now: choose again.',
    'too-busy': 'Many are changing the same thing just now. Nothing has been done: try again.',
    'proposal-outdated':
      'Somebody in the proposal no longer can, or does not want to be matched. Nobody has been asked. Search the network again.',
    'over-capacity': 'The organisation has promised to others what it was to bring. Choose somebody else.',
    'no-consent': 'The organisation does not want to be matched. Choose somebody else.',
    'meeting-in-the-past': 'That time has passed. Propose new times.',
  },
  failed: 'That did not work just now. Nothing has been done: try again in a moment.',
  refreshed: 'The list is up to date.',
  retry: 'Try again',

  steps: {
    open: 'Under way',
    identified: 'Identified',
    inventoried: 'Searched',
    contacting: 'Contacting',
    matched: 'Matched',
    collaborating: 'Working',
    'followed-up': 'Followed up',
    closed: 'Closed',
  },
  stepsName: 'Steps',
  toDo: (n) => `${n} to do`,
  county: 'County',
  campaign: 'Campaign',
  allCounties: 'All my counties',
  allCampaigns: 'All campaigns',
  cases: 'Cases',
  shown: (from, to, total) => `${from}–${to} of ${total} cases, the most urgent first`,
  shownOver: (from, to, total) => `${from}–${to} of ${total} cases, the latest first`,
  none: 'No cases here.',
  noneOpen: 'Nothing to do just now. New needs come here by themselves.',
  pages: 'Pages',
  previous: 'Previous 100',
  next: 'Next 100',
  noCase: 'No case is open',
  chooseOne: 'Choose a case in the list. The arrow keys or j and k move, Enter opens, ? shows all keys.',
  back: 'To the list',

  origins: {
    registration: 'From a registration',
    'coverage-gap': 'Municipality without an activity',
    survey: 'From a survey',
    secretariat: 'Entered by hand',
    'self-organised': 'Found each other',
  },
  nameless: 'Sole trader',
  kmAway: (km) => `${km} km away`,
  worksThere: 'works there',
  anyDay: 'any day',
  inStep: (days) => (days === '' ? 'in this step since today' : `in this step for ${days}`),
  progress: ({ seats, accepted, invited }) =>
    `${accepted} of ${seats} have accepted${invited > 0 ? `, ${invited} ${invited === 1 ? 'is' : 'are'} asked` : ''}`,

  actions: {
    search: 'Search the network',
    reconsider: 'Reconsider the need',
    contact: 'Contact those who are proposed',
    invite: 'Invite somebody else',
    'await-answers': 'Waiting for answers',
    'propose-meeting': 'Propose times for a meeting',
    'await-times': 'Waiting for answers about times',
    'choose-time': 'Choose when to meet',
    collaborate: 'Collaboration begins',
    'follow-up': 'Follow up',
  },
  due: {
    'await-answers': (on) => `invitation expires ${on}`,
    'await-times': (on) => `first time is ${on}`,
    collaborate: (on) => `meeting is ${on}`,
    'follow-up': (on) => `followed up ${on}`,
  },
  waiting: (days) => (days === '' ? 'since today' : `for ${days}`),
  days: (n, isOne) => (isOne ? 'one day' : `${n} days`),

  nextStep: 'Next step',
  nothingNext: {
    'followed-up': 'The case has been followed up. Nothing more needs to be done.',
    closed: 'The case is closed. Closed cases are not opened again; for something new, a new case is opened.',
  },
  about: {
    search: 'The network is searched by itself soon after a need has come in. You can also search now.',
    reconsider: 'The need cannot be met as it is. Below stands what does not go together, and what would help.',
    contact: (names) =>
      `The invitation goes by e-mail to ${names}. It cannot be taken back, but if somebody declines the next in line is asked by itself.`,
    contactOwn: 'Whoever has the need can do it alone: nobody else is asked.',
    invite:
      'A seat is empty, and nobody is in line for it. Here are those in the network who can fill it, the best first. The invitation goes by e-mail and cannot be taken back.',
    inviteNobody:
      'Nobody in the network can fill the seat just now. Close the case with a reason, or wait until somebody offers what is missing.',
    'await-answers': (names) =>
      `Not answered yet: ${names}. Reminders go by themselves; if an invitation expires the next is asked.`,
    'propose-meeting':
      'Everybody has accepted. Propose times when they can meet; the question goes by e-mail to all members.',
    'await-times': (names) => `Not answered about the times yet: ${names}. You can choose all the same.`,
    'choose-time': 'Everybody has answered. The time that is chosen goes to all members as a calendar invitation.',
    collaborateAlone: 'Nobody needs to meet first. Say when work has begun.',
    collaborate:
      'The time of the meeting is settled. Say when work has begun; if an activity is published for the case it happens by itself.',
    'follow-up':
      'The members are asked by e-mail when it is time. If you know already how it went you can write it down here.',
  },

  buttons: {
    search: 'Search the network',
    reconsider: 'Search again',
    change: 'Change that and search again',
    contact: 'Contact everybody in the proposal',
    contactThis: 'Contact these instead',
    contactOwn: 'Match without asking anybody',
    invite: 'Invite',
    'propose-meeting': 'Propose the times',
    'choose-time': 'Choose the time',
    collaborate: 'Collaboration has begun',
    'follow-up': 'Write down the outcome',
    close: 'Close the case',
    accepted: 'Has accepted',
    declined: 'Has declined',
    leaves: 'Leaves the coalition',
    replace: 'Invite instead',
  },
  done: {
    search: 'The network has been searched.',
    contact: 'The invitations are on their way.',
    invite: 'The invitation is on its way.',
    'propose-meeting': 'The question about times is on its way.',
    'choose-time': 'The time is chosen.',
    collaborate: 'Collaboration has begun.',
    'follow-up': 'The case has been followed up.',
    close: 'The case is closed.',
    accepted: 'The answer has been written down.',
    declined: 'The answer has been written down, and the next in line is asked if there is one.',
    leaves: 'The organisation is out, and the next in line is asked if there is one.',
  },

  needHeading: 'The need',
  need: {
    whose: 'Whose',
    what: 'What is needed',
    where: 'Where',
    days: 'Days',
    targetGroups: 'Target groups',
    themes: 'Themes',
    languages: 'Languages',
  },
  within: (place, km) => (km > 0 ? `${place}, or at home within ${km} km` : place),

  proposalsHeading: 'Proposals',
  proposalOnly: 'The proposal',
  proposalBest: 'Best',
  proposalNext: (rank) => `Alternative ${rank}`,
  ownerBrings: (what) => `Whoever has the need brings ${what}.`,
  brings: 'Brings',
  ifItDeclines: 'If it declines',
  thenAsked: (name) => `${name} is asked`,
  weakLink: 'there is nobody else: everything depends on it',
  causeHeading: 'What does not go together',
  consents: 'Who could help, if they wanted to be matched?',
  noConsents: 'Not even with those who do not want to be matched can the need be met.',
  whyNot: 'Why not a certain organisation?',
  whyNotName: 'The name of the organisation, or a part of it',
  whyNotAsk: 'Find out',
  whyNotNobody: 'Nobody in the network is called that. Sole traders have no name here.',
  whyNotMore: 'More are called that: write more of the name.',
  howJudged: 'How it was judged',
  changesHeading: 'What would help',

  invitationsHeading: 'Asked',
  note: 'Write down an answer, or invite somebody else',
  invitationStatus: {
    invited: 'Not answered',
    accepted: 'Yes',
    declined: 'No',
    expired: 'Expired',
    superseded: 'Holds no longer',
    left: 'Left',
  },
  until: (on) => `can answer until ${on}`,
  reminded: (on) => `reminded ${on}`,
  declineReason: 'Reason',
  declineReasons: {
    'no-time': 'no time then',
    'no-staff': 'no staff',
    'too-far': 'too far away',
    'not-our-field': 'not their field',
    'other-plans': 'doing something else already',
    other: 'other',
  },
  seatOf: (what) => `Who is to bring ${what}?`,

  meetingHeading: 'The meeting',
  meetingTime: (n) => `Time ${n}`,
  meetingLength: 'For how long',
  minutes: (n) => `${n} minutes`,
  otherTimes: 'Propose other times',
  meetingAnyway: 'Begin without a meeting',
  suits: (n, of) => `suits ${n} of ${of}`,
  chosen: 'chosen',
  passed: 'has passed',
  swedishTime: 'Times are Swedish time.',

  followUpHeading: 'Follow-up',
  followUpDue: (on) => `The members are asked ${on}.`,
  followUpAsked: (on) => `The members were asked ${on}.`,
  followUpMissing: (names) => `Not answered: ${names}.`,
  outcome: 'How did it go?',
  outcomes: { succeeded: 'It succeeded', partly: 'Partly', failed: 'It came to nothing' },
  again: 'would do it again',
  notAgain: 'would not do it again',

  closeHeading: 'Close the case',
  closeText:
    'Those who are asked and have not answered learn that it holds no longer. A closed case is not opened again.',
  closeReason: 'Why',
  closureReasons: {
    'no-longer-needed': 'No longer needed',
    'nobody-found': 'Nobody could be found',
    'solved-otherwise': 'Solved in another way',
    duplicate: 'The same as another case',
    'need-withdrawn': 'The need was withdrawn',
    'registration-withdrawn': 'The registration was withdrawn',
    covered: 'The municipality has got an activity',
    'activity-cancelled': 'The activity was cancelled',
  },
  closedBecause: (reason) => `Reason: ${reason}.`,

  keysHeading: 'Keys',
  keysList: [
    [['↓', 'j'], 'next case'],
    [['↑', 'k'], 'previous case'],
    [['Enter'], 'opens the case'],
    [['n'], 'next step of the case: opens it and goes to the button'],
    [['Esc'], 'back to the list'],
    [['0–7'], 'chooses a step; 0 is all that are under way'],
    [['r'], 'gets the list anew'],
    [['?'], 'shows this'],
  ],
  keysOn: 'Letters and digits are keys',
  keysOff: 'Switch them off if they get in the way of speech input or other aids. Arrows, Enter and Esc always work.',
  close: 'Close',
};

speak(words);

/** A calendar day in Sweden, the year only where it is another one. */
export function dayOf(instant) {
  const year = formatted({ year: 'numeric' });
  const isThisYear = year(instant) === year(Date.now());
  const day = formatted({ day: 'numeric', month: 'short', ...(!isThisYear && { year: 'numeric' }) })(instant);
  return day.replace(/\.$/, '');
}

export const timeOf = formatted({
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});
export const hourOf = formatted({ hour: '2-digit', minute: '2-digit' });

export const numberOf = (number) => new Intl.NumberFormat(locale()).format(number);

/** What capabilities, target groups, themes and reasons are called; one that has no name says what it means, near enough. */
export const phraseOf = (word) => names[word]?.[language()] ?? word.replaceAll('-', ' ');

export const shareOf = ({ capability, amount }) =>
  amount > 1 ? `${numberOf(amount)} ${phraseOf(capability)}` : phraseOf(capability);
export const sharesOf = (shares) => listOf(shares.map(shareOf));
export const languageName = (code) => new Intl.DisplayNames(locale(), { type: 'language' }).of(code);

/** For how many whole days something has been so, in words; nothing within the first. */
export function daysSince(instant) {
  const days = Math.floor((Date.now() - new Date(instant).getTime()) / 86_400_000);
  return days < 1 ? '' : text().days(numberOf(days), days === 1);
}
