/* global document */
import { compared, rowsOf, shareCell } from './figure-rows.js';
import { fill, fillAny, fillList, fillShare, write } from './render.js';
import { inOrder, language, momentOf, numberOf, phraseOf, text } from './translations.js';

const steps = ['planned', 'published', 'reported', 'cancelled'];
const ways = ['total', 'onSite', 'online', 'lower', 'upper'];
const at = (id) => document.getElementById(id);

/** The parts of a campaign that have to do with what takes place: each is there while there is something to say. */
export function showActivities(figures) {
  const { activities, goals, people, reports, surveys, surveyResults } = figures;
  at('activities-part').hidden = activities.total === 0;
  at('coverage-part').hidden = activities.total === 0 && goals.municipalities === undefined;
  at('people-part').hidden = reports.total === 0;
  at('surveys-part').hidden = surveys.total === 0;

  showSteps(activities);
  showCounts('activity-forms', text.rows.form, figures.activitiesByForm, phraseOf);
  showCounts('activity-groups', text.rows.targetGroup, figures.activitiesByTargetGroup, phraseOf);
  showCounts('activity-modes', text.rows.mode, figures.activitiesByMode, (mode) => text.modes[mode]);
  showCounts('activity-counties', text.rows.county, figures.activitiesByCounty);
  showCounts('activity-municipalities', text.rows.municipality, figures.activitiesByMunicipality);

  showCoverage(figures.coverage, figures.coverageByCounty);

  write(at('people-total'), numberOf(people.total));
  write(at('people-on-site'), numberOf(people.onSite));
  write(at('people-online'), numberOf(people.online));
  write(at('developed-competence'), numberOf(figures.developedCompetence.total));
  write(at('staff-trained'), numberOf(figures.staffTrained.total));
  write(at('volunteers-trained'), numberOf(figures.volunteersTrained.total));
  at('unconfirmed-reports').hidden = figures.unconfirmedReports.total === 0;
  write(at('unconfirmed-reports'), text.unconfirmedReports(figures.unconfirmedReports));
  showPeople('evidence', text.rows.evidence, figures.peopleByEvidence, (evidence) => text.evidence[evidence]);
  const groups = rowsOf(figures.peopleByTargetGroup, ['total'], phraseOf);
  fillAny(at('people-groups'), [text.rows.targetGroup, text.rows.people], groups);
  showPeople('people-counties', text.rows.county, figures.peopleByCounty);
  showPeople('people-municipalities', text.rows.municipality, figures.peopleByMunicipality);

  showSurveys(surveyResults);
}

function showSteps(activities) {
  const rows = steps.map((step) => ({ key: step, head: text.steps[step], numbers: [activities[step]] }));
  fill(at('activity-steps'), [text.rows.step, text.rows.total], compared(rows));
}

function showCounts(table, heading, figure, nameOfKey) {
  const headings = [heading, text.steps.inProgramme, text.steps.reported];
  fillAny(at(table), headings, rowsOf(figure, ['inProgramme', 'reported'], nameOfKey));
}

function showPeople(table, heading, figure, nameOfKey) {
  const { total, onSite, online, lower, upper } = text.rows;
  fillAny(at(table), [heading, total, onSite, online, lower, upper], rowsOf(figure, ways, nameOfKey));
}

/** How many municipalities there is something in, and by county the names of those where there is nothing yet. */
function showCoverage({ covered, of, empty }, byCounty) {
  fillShare(at('coverage'), `${numberOf(covered)} ${text.of} ${numberOf(of)}`, covered / of);
  write(at('empty-summary'), text.empty(empty.length));

  const counties = Object.entries(byCounty).sort(([, a], [, b]) => inOrder(a.name, b.name));
  const places = counties.map(([code, { name }]) => ({
    key: code,
    head: name,
    text: empty
      .filter(({ county }) => county === code)
      .map((municipality) => municipality.name)
      .sort(inOrder)
      .join(', '),
  }));
  fillList(
    at('empty'),
    places.filter((place) => place.text !== ''),
  );
  const rows = counties.map(([code, county]) => ({
    key: code,
    head: county.name,
    cells: [numberOf(county.covered), numberOf(county.of), shareCell(county.covered / county.of)],
  }));
  fill(at('coverage-counties'), [text.rows.county, text.rows.covered, text.rows.of, text.rows.share], rows);
}

function showSurveys(surveys) {
  for (const gone of at('surveys').querySelectorAll('section'))
    if (surveys[gone.dataset.key] === undefined) gone.remove();

  for (const [id, survey] of Object.entries(surveys)) {
    const section = at(`survey-${id}`) ?? newSurvey(id, survey);
    write(section.querySelector('h4'), survey.title[language]);
    write(section.querySelector('p'), text.answered(survey, survey.countedAt && momentOf(survey.countedAt)));
    survey.questions.forEach(({ options }, index) => {
      const rows = options.map((option) => ({
        key: option.id,
        head: option.text[language],
        numbers: [option.answers],
      }));
      const table = section.querySelectorAll('table')[index];
      fill(table, [text.rows.option, text.rows.total], comparedUnlessHidden(rows));
    });
  }
}

/** Where a small group is not shown, there is no bar either. */
function comparedUnlessHidden(rows) {
  const shown = new Map(compared(rows.filter(({ numbers: [answers] }) => answers !== undefined)).map((row) => [row.key, row])); // prettier-ignore
  return rows.map(({ key, head }) => shown.get(key) ?? { key, head, cells: [text.hidden] });
}

/** The questions of a survey stand once it is open, so its tables are made once. */
function newSurvey(id, { questions }) {
  const section = document.createElement('section');
  section.id = `survey-${id}`;
  section.dataset.key = id;
  section.append(document.createElement('h4'), document.createElement('p'));
  for (const question of questions) {
    const region = document.createElement('div');
    region.className = 'table';
    const table = document.createElement('table');
    const strong = document.createElement('strong');
    strong.textContent = question.text[language];
    table.createCaption().append(strong);
    region.append(table);
    section.append(region);
  }
  at('surveys').append(section);
  return section;
}
