import type { AwardData } from '@kraftsamling/contracts';
import type { AnnouncedList, Award, Listed } from './award.state.ts';
import { phases } from './award.state.ts';
import { runningOf } from './award.ts';

/** An award as everybody may know it. Of a draft there is nothing to know. */
export function publicAward(award: Award, id: string): AwardData {
  const running = runningOf(award);
  const { title, organiser, questions, eligible, criteria, scale, rule, ruleVersion, tieRules, quorum } = running;
  return {
    id,
    title,
    organiser,
    questions: [...questions],
    eligible: [...eligible],
    criteria: [...criteria],
    scale,
    rule,
    ruleVersion,
    tieRules: [...tieRules],
    quorum,
    jurors: running.jurors.length,
    longList: running.longList,
    shortList: running.shortList,
    discussBelow: running.discussBelow,
    nominatorsKeptDays: running.nominatorsKeptDays,
    tiesKeptDays: running.tiesKeptDays,
    deadlines: phases.map((phase) => ({
      phase,
      closesAt: running.deadlines[phase].closesAt.toISOString(),
      publicAt: running.deadlines[phase].publicAt.toISOString(),
    })),
    followUps: [...running.followUps],
    status: running.status,
    openedAt: running.openedAt.toISOString(),
    commitments: running.commitments.map(({ commitment, publishedAt }) => ({
      commitment,
      publishedAt: publishedAt.toISOString(),
    })),
    ...(running.longListed && { longListed: list(running.longListed) }),
    ...(running.shortListed && { shortListed: list(running.shortListed) }),
    ...(running.status === 'announced' && {
      winner: listed(running.winner),
      announcedAt: running.announcedAt.toISOString(),
    }),
  };
}

function list({ candidacies, announcedAt }: AnnouncedList) {
  return { candidacies: candidacies.map(listed), announcedAt: announcedAt.toISOString() };
}

function listed({ candidacyId, municipalities }: Listed) {
  return { candidacyId, municipalities: [...municipalities] };
}
