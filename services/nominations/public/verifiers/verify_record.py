#!/usr/bin/env python3
"""Verifies records of awards (docs/the-record.md) with Python's standard library alone, 3.9 or later.

A second implementation beside verify-record.mjs, which says the same in the same words.
"""

import hashlib
import json
import re
import sys
from fractions import Fraction

USAGE = """python3 verify_record.py [--head COUNT:HASH]... FILE...

Checks every link of a record, its count and its head, that it is of one award, what may follow what, and the commitment;
recomputes the lists and the winner from the scores. Rules it recomputes: mean, median, trimmed-mean, rank-sum, each in
version 1. --head: count and head of this record as they were once published, as often as you have some. A record that was
written anew from some entry on is whole in itself; only a published head shows it, and between which two it happened.

0 whole   1 tampered, with the entry   2 not checked: unreadable, no record, or of a rule that is not recomputed here"""

FORMAT = 'kraftsamling-award-record'
LARGEST = 2**53 - 1
LIST_NAMES = {'long-list': 'Long list', 'short-list': 'Short list', 'winner': 'Winner'}
ROUNDS = list(LIST_NAMES)


class Unreadable(Exception):
    """No record, or none of this version."""


class Broken(Exception):
    """The chain does not hold, from an entry (or the header) on."""

    def __init__(self, place, text):
        super().__init__(text)
        self.where = 'at the header' if place == 'header' else f'at entry {place}'
        self.findings = [(place, text)]


class Rewritten(Broken):
    """Every hash is right, but not the one that is known from elsewhere."""

    def __init__(self, place, until, why='count and head are not as they were published'):
        if place == until:
            super().__init__(place, f'the record was written anew here: {why}.')
        else:
            super().__init__(place, f'here or up to entry {until} the record was written anew: {why}.')
            self.where = f'within entries {place} to {until}'


# Canonical JSON


def utf16(text):
    """Sorts as RFC 8785 does: by UTF-16 code units, in which an emoji comes before U+FB33."""
    return text.encode('utf-16-be', 'surrogatepass')


def json_string(text):
    text.encode('utf-8')  # Half of a surrogate pair fails here.
    return json.dumps(text, ensure_ascii=False)


def canonical(value, depth=0):
    """RFC 8785 of what may stand in a record; raises ValueError at anything else."""
    if depth > 16:
        raise ValueError('too deep')
    if value is None or isinstance(value, bool):
        return {None: 'null', True: 'true', False: 'false'}[value]
    if isinstance(value, int) and abs(value) <= LARGEST:
        return str(value)
    if isinstance(value, str):
        return json_string(value)
    if isinstance(value, list):
        return '[' + ','.join(canonical(item, depth + 1) for item in value) + ']'
    if isinstance(value, dict):
        keys = sorted(value, key=utf16)
        return '{' + ','.join(json_string(key) + ':' + canonical(value[key], depth + 1) for key in keys) + '}'
    raise ValueError('not allowed in a record')


def object_in(line):
    """The object in a line, or None where these are not exactly the bytes of one."""
    try:
        text = line.decode('utf-8')
        value = json.loads(text)
        return value if isinstance(value, dict) and canonical(value) == text else None
    except (ValueError, RecursionError):
        return None


def sha256(*parts):
    return hashlib.sha256(b''.join(parts)).hexdigest()


def hash_of(link):
    content = {key: value for key, value in link.items() if key != 'hash'}
    return sha256(canonical(content).encode('utf-8'))


# The forms of what is said


def is_text(value):
    return isinstance(value, str) and value != ''


def is_whole(value):
    return isinstance(value, int) and not isinstance(value, bool)


def is_count(value):
    return is_whole(value) and value >= 0


def is_positive(value):
    return is_whole(value) and value > 0


def is_bool(value):
    return isinstance(value, bool)


def is_object(value):
    return isinstance(value, dict)


def matches(pattern):
    return lambda value: isinstance(value, str) and re.fullmatch(pattern, value) is not None


is_hash = matches('[0-9a-f]{64}')
is_instant = matches(r'[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z')


def one_of(*values):
    return lambda value: isinstance(value, str) and value in values


def list_of(form):
    return lambda value: isinstance(value, list) and all(form(item) for item in value)


def is_set(value):
    return list_of(is_text)(value) and len(set(value)) == len(value)


def map_of(form):
    return lambda value: isinstance(value, dict) and all(form(item) for item in value.values())


def members(forms):
    return lambda value: (
        isinstance(value, dict) and value.keys() == forms.keys() and all(forms[key](value[key]) for key in forms)
    )


def is_scale(value):
    return list_of(is_whole)(value) and len(value) == 2 and value[0] < value[1]


def is_size(value):
    return list_of(is_positive)(value) and len(value) == 2 and value[0] <= value[1]


def is_criteria(value):
    if not list_of(members({'id': is_text, 'weight': is_positive}))(value):
        return False
    return 0 < len(value) == len({criterion['id'] for criterion in value})


is_round = one_of(*ROUNDS)
is_header = members(
    {'award': is_text, 'count': is_count, 'format': is_text, 'head': is_hash, 'version': is_whole, 'hash': is_hash}
)
is_link = members(
    {
        'award': is_text,
        'sequence': is_positive,
        'previous': is_hash,
        'at': is_instant,
        'kind': is_text,
        'data': is_object,
        'salt': is_hash,
        'hash': is_hash,
    }
)
is_result = members(
    {
        'award': is_text,
        'count': is_whole,
        'head': is_hash,
        'longList': list_of(is_text),
        'shortList': list_of(is_text),
        'winner': is_text,
    }
)
FORMS = {
    kind: members(forms)
    for kind, forms in {
        'award-defined': {
            'title': is_text,
            'criteria': is_criteria,
            'scale': is_scale,
            'jurors': is_set,
            'quorum': is_positive,
            'rule': is_text,
            'ruleVersion': is_positive,
            'tieRules': is_set,
            'longList': is_size,
            'shortList': is_size,
            'deadlines': map_of(is_instant),
        },
        'deadline-extended': {'phase': is_text, 'from': is_instant, 'to': is_instant},
        'nomination-confirmed': {
            'nomination': is_text,
            'candidacy': is_text,
            'municipalities': lambda value: is_set(value) and len(value) > 0,
            'submittedAt': is_instant,
            'byMunicipality': is_bool,
            'nominator': is_hash,
            'text': is_hash,
        },
        'municipality-informed': {'candidacy': is_text, 'municipality': is_text},
        'complement-submitted': {'candidacy': is_text, 'text': is_hash},
        'candidacy-withdrawn': {'candidacy': is_text},
        'scores-given': {'round': is_round, 'juror': is_text, 'candidacy': is_text, 'scores': map_of(is_whole)},
        'juror-recused': {'juror': is_text, 'candidacy': is_text, 'ground': is_hash},
        'conflict-decided': {
            'juror': is_text,
            'candidacy': is_text,
            'outcome': one_of('blocked', 'cleared'),
            'ground': is_hash,
        },
        'tie-decided': {'round': is_round, 'tied': is_set, 'chosen': is_set},
        'cut-line-discussed': {'round': is_round, 'discussion': is_hash},
        'long-list-decided': {'candidacies': list_of(is_text)},
        'assessment-submitted': {'candidacy': is_text, 'assessment': is_hash},
        'short-list-decided': {'candidacies': list_of(is_text)},
        'meeting-held': {'candidacy': is_text, 'minutes': is_hash},
        'winner-decided': {'candidacy': is_text},
        'list-recomputed': {'round': is_round, 'candidacies': list_of(is_text)},
        'list-announced': {'round': one_of('long-list', 'short-list'), 'candidacies': list_of(is_text)},
        'commitment-published': {'commitment': is_hash},
        'winner-announced': {'winner': is_text, 'openings': list_of(members({'nonce': is_hash, 'result': is_result}))},
        'article-submitted': {'article': is_text, 'municipality': is_text, 'text': is_hash},
        'article-accepted': {'article': is_text},
        'article-published': {'article': is_text},
    }.items()
}


# What a file says: a header and links


def read_header(lines):
    if not lines:
        raise Unreadable('The file is empty.')
    header = object_in(lines[0][:-1]) if lines[0].endswith(b'\n') else None
    if header is None:
        if not any(object_in(line.rstrip(b'\n')) for line in lines[1:]):
            raise Unreadable('Nothing in it is of a record.')
        raise Broken('header', 'it is not a line of canonical JSON.')
    is_as_written = header.get('hash') == hash_of(header)
    if is_as_written and header.get('format') != FORMAT:
        raise Unreadable('It is no record of an award.')
    version = header.get('version')
    if is_as_written and not (is_whole(version) and version == 1):
        raise Unreadable('It is of another version than 1, the only one known here.')
    if not is_header(header):
        raise Broken('header', 'it is not of the form of a header.')
    if not is_as_written:
        raise Broken('header', 'its hash is not that of what it says.')
    return header


def read_link(line, number, header):
    """The link in a line, which says of itself what is right there."""
    if number > header['count']:
        raise Broken(number, f"the header counts {header['count']} entries.")
    link = object_in(line[:-1]) if line.endswith(b'\n') else None
    if link is None:
        raise Broken(number, 'it is not a line of canonical JSON.')
    if not is_link(link):
        raise Broken(number, 'it is not of the form of an entry.')
    if link['award'] != header['award']:
        raise Broken(number, f"it is of another award: {quoted(link['award'])}.")
    if link['sequence'] != number:
        raise Broken(number, f"number {link['sequence']} stands in its place.")
    if link['hash'] != hash_of(link):
        raise Broken(number, 'its hash is not that of what it says.')
    return link


def previous_in(lines, number):
    """What the entry of this number says it follows from, if it can be read."""
    link = object_in(lines[number].rstrip(b'\n')) if number < len(lines) else None
    return link.get('previous') if link else None


def read_chain(content, heads):
    lines = content.split(b'\n')
    lines = [line + b'\n' for line in lines[:-1]] + [line for line in lines[-1:] if line]
    header = read_header(lines)
    links = []
    head = '0' * 64
    agreed = 0
    for number, line in enumerate(lines[1:], 1):
        link = read_link(line, number, header)
        if link['previous'] != head:
            # Where what comes after follows from this one, it is what came before that is another one.
            following = header['head'] if number == header['count'] else previous_in(lines, number + 1)
            if following == link['hash'] and number > 1:
                raise Rewritten(agreed + 1, number - 1, f'entry {number} follows from another one')
            raise Broken(number, 'it does not follow from the entry before it.')
        if links and link['at'] < links[-1]['at']:
            raise Broken(number, 'it is older than the entry before it.')
        head = link['hash']
        links.append(link)
        published = [other for count, other in heads if count == number]
        if any(other != head for other in published):
            raise Rewritten(agreed + 1, number)
        if published:
            agreed = number
    if len(links) < header['count']:
        raise Broken(len(links) + 1, f"it is missing: the header counts {header['count']} entries.")
    later = [count for count, _ in heads if count > len(links)]
    if later:
        raise Rewritten(agreed + 1, min(later))
    if header['head'] != head:
        if agreed == len(links):
            raise Broken('header', 'its head is not that of the last entry.')
        raise Rewritten(agreed + 1, len(links))
    return header, links


# The rules: a fraction, the higher the better. `given` are the scores of one candidacy, `others` those of the field, both by juror.


def mean(given, _others):
    return Fraction(sum(given.values()), len(given))


def median(given, _others):
    marks = sorted(given.values())
    return Fraction(marks[(len(marks) - 1) // 2] + marks[len(marks) // 2], 2)


def trimmed_mean(given, _others):
    marks = sorted(given.values())
    if len(marks) > 2:
        marks = marks[1:-1]
    return Fraction(sum(marks), len(marks))


def rank_sum(given, others):
    """What share of its comparisons it lost, a shared place counting half; None where there is nothing to compare it with."""
    compared = [
        (mark, other[juror]) for juror, mark in given.items() for other in others if juror in other
    ]
    lost_twice = sum(2 if other > mark else 1 if other == mark else 0 for mark, other in compared)
    return -Fraction(lost_twice, len(compared)) if compared else None


RULES = {'mean': mean, 'median': median, 'trimmed-mean': trimmed_mean, 'rank-sum': rank_sum}


def grouped(scores, rules):
    """The candidacies in groups, the best first; those in a group are level. One that a rule has nothing to go by is not ranked."""
    if len(scores) == 1:
        return [list(scores)]
    by_worth = {}
    for candidacy, given in scores.items():
        others = [other for name, other in scores.items() if name != candidacy]
        worth = tuple(RULES[rule](given, others) for rule in rules)
        if None not in worth:
            by_worth.setdefault(worth, []).append(candidacy)
    return [sorted(by_worth[worth], key=utf16) for worth in sorted(by_worth, reverse=True)]


# What may follow what, and what follows from the scores


class Candidacy:
    def __init__(self, municipalities):
        self.municipalities = municipalities
        self.is_withdrawn = False
        self.is_assessed = False
        self.is_met = False


class Year:
    """An award's year, entry by entry: one method for each kind, which yields what is wrong with an entry."""

    def __init__(self, award):
        self.award = award
        self.rules = [award['rule'], *award['tieRules']]
        self.is_recomputed = award['ruleVersion'] == 1 and all(rule in RULES for rule in self.rules)
        self.deadlines = dict(award['deadlines'])
        self.candidacies = {}
        self.nominations = set()
        self.scores = {name: {} for name in ROUNDS}
        self.blocked = set()
        self.lists = {}
        self.ties = {name: [] for name in ROUNDS}  # Those that were decided on the scores as they are.
        self.stale = {}  # By round the entry that changed what its list follows from, after it had been decided.
        self.commitments = []
        self.opened = {}
        self.articles = {}
        self.told = {}
        self.announced = None
        self.sets_of_scores = self.recusals = self.complements = 0

    def follow(self, link):
        number, kind, data = link['sequence'], link['kind'], link['data']
        if kind not in FORMS:
            return [(number, f'version 1 has no kind {quoted(kind)}.')]
        if not FORMS[kind](data):
            return [(number, f'it is not of the form of {kind}.')]
        if kind in self.NAMING:
            if 'juror' in data and data['juror'] not in self.award['jurors']:
                return [(number, f"{quoted(data['juror'])} is no juror.")]
            if data['candidacy'] not in self.candidacies:
                return [(number, f"there is no candidacy {quoted(data['candidacy'])}.")]
        method = getattr(self, kind.replace('-', '_'))
        return [found if isinstance(found, tuple) else (number, found) for found in method(number, data, link)]

    NAMING = {
        'municipality-informed',
        'complement-submitted',
        'candidacy-withdrawn',
        'scores-given',
        'juror-recused',
        'conflict-decided',
    }

    def is_open(self, name):
        index = ROUNDS.index(name)
        return name not in self.lists and (index == 0 or ROUNDS[index - 1] in self.lists)

    def is_in(self, name, candidacy):
        known = self.candidacies[candidacy]
        if known.is_withdrawn:
            return False
        if name == 'long-list':
            return True
        if name == 'short-list':
            return known.is_assessed and candidacy in self.lists['long-list']
        return known.is_met and candidacy in self.lists['short-list']

    def is_late(self, phase, at):
        return phase in self.deadlines and at >= self.deadlines[phase]

    def groups_in(self, name):
        """Those that can be ranked, in groups under the scores as they are; without an order where the rule is not recomputed."""
        ranked = {
            candidacy: given
            for candidacy, given in self.scores[name].items()
            if self.is_in(name, candidacy) and len(given) >= self.award['quorum']
        }
        return grouped(ranked, self.rules) if self.is_recomputed else [list(ranked)]

    def misfits(self, name, names, number):
        """What is wrong with a list under the scores as they are."""
        if any(utf16(a) >= utf16(b) for a, b in zip(names, names[1:])):
            yield 'its candidacies are not in order.'
            return
        stranger = next((candidacy for candidacy in names if candidacy not in self.candidacies), None)
        if stranger is not None:
            yield f'there is no candidacy {quoted(stranger)}.'
            return
        groups = self.groups_in(name)
        rankable = sum(len(group) for group in groups)
        sizes = {'long-list': self.award['longList'], 'short-list': self.award['shortList'], 'winner': [1, 1]}
        fewest, most = sizes[name]
        if len(names) > most or len(names) < min(fewest, rankable):
            yield f'it names {len(names)}: {fewest} to {most} are to be named, and {rankable} can be ranked.'
            return
        if not self.is_recomputed:
            return

        expected = []
        tie = None
        for group in groups:
            seats = len(names) - len(expected)
            if seats == 0:
                break
            if len(group) <= seats:
                expected += group
                continue
            tie = next((tie for tie in reversed(self.ties[name]) if set(tie[1]) == set(group)), None)
            if tie is None or len(tie[2]) != seats:
                yield f'the rule leaves a tie for {seats} of {named(group)}, and no decision of it is on record.'
                return
            expected += tie[2]
        expected.sort(key=utf16)
        if expected != names:
            yield f'by the rule it is {named(expected)}.'
        self.told[name] = (
            f'{LIST_NAMES[name]}, entry {number}: {named(names)}; of {rankable} ranked, recomputed by '
            f"{self.award['rule']}" + (f'; the jury decided a tie, entry {tie[0]}.' if tie else '.')
        )

    def decide(self, name, names, number):
        if not self.is_open(name):
            yield f'the round {name} is not open.'
            return
        yield from self.misfits(name, names, number)
        yield from self.outdated()
        self.put(name, names)

    def put(self, name, names):
        """Whoever is no candidacy has been found by now, and nothing can be built on it."""
        self.lists[name] = [candidacy for candidacy in names if candidacy in self.candidacies]
        self.ties[name] = []

    def outdated(self):
        for name, entry in self.stale.items():
            yield f'the list of the round {name} was not recomputed after entry {entry}.'

    def keep_out(self, number, juror, candidacy):
        self.recusals += 1
        self.blocked.add((juror, candidacy))
        for name in ROUNDS:
            if self.scores[name].get(candidacy, {}).pop(juror, None) is None:
                continue
            self.ties[name] = []
            if name in self.lists:
                self.stale.setdefault(name, number)

    def award_defined(self, _number, _data, _link):
        yield 'an award is defined once, by the first entry.'

    def deadline_extended(self, _number, data, _link):
        if self.deadlines.get(data['phase']) != data['from']:
            yield f"the deadline of {quoted(data['phase'])} was not {data['from']}."
        elif data['to'] <= data['from']:
            yield 'a deadline is moved to a later instant only.'
        else:
            self.deadlines[data['phase']] = data['to']

    def nomination_confirmed(self, _number, data, _link):
        candidacy = data['candidacy']
        if data['nomination'] in self.nominations:
            yield f"nomination {quoted(data['nomination'])} is on record already."
            return
        if not self.is_open('long-list'):
            yield 'the long list has been decided.'
            return
        if self.is_late('nominations', data['submittedAt']):
            closed = self.deadlines['nominations']
            yield f"it was submitted at {data['submittedAt']}: nominations had closed at {closed}."
        self.nominations.add(data['nomination'])
        known = self.candidacies.setdefault(candidacy, Candidacy(data['municipalities']))
        if known.municipalities != data['municipalities']:
            yield f'candidacy {quoted(candidacy)} is of {named(known.municipalities)}.'

    def municipality_informed(self, _number, data, _link):
        if data['municipality'] not in self.candidacies[data['candidacy']].municipalities:
            yield f"candidacy {quoted(data['candidacy'])} is not of {quoted(data['municipality'])}."

    def complement_submitted(self, _number, _data, link):
        self.complements += 1
        if self.is_late('complements', link['at']):
            yield f"complements had closed at {self.deadlines['complements']}."

    def candidacy_withdrawn(self, _number, data, _link):
        known = self.candidacies[data['candidacy']]
        if known.is_withdrawn:
            yield f"{quoted(data['candidacy'])} has withdrawn already."
        known.is_withdrawn = True

    def scores_given(self, _number, data, _link):
        name, juror, candidacy, given = data['round'], data['juror'], data['candidacy'], data['scores']
        lowest, highest = self.award['scale']
        if not self.is_open(name):
            yield f'the round {name} is not open.'
        elif not self.is_in(name, candidacy):
            yield f'{quoted(candidacy)} is not in the round {name}.'
        elif (juror, candidacy) in self.blocked:
            yield f'{quoted(juror)} is kept from {quoted(candidacy)} by a conflict of interest.'
        elif given.keys() != {criterion['id'] for criterion in self.award['criteria']}:
            yield 'it does not score each criterion, and nothing else.'
        elif not all(lowest <= score <= highest for score in given.values()):
            yield f'a score is not within {lowest} to {highest}.'
        else:
            mark = sum(criterion['weight'] * given[criterion['id']] for criterion in self.award['criteria'])
            self.scores[name].setdefault(candidacy, {})[juror] = mark
            self.ties[name] = []
            self.sets_of_scores += 1

    def juror_recused(self, number, data, _link):
        self.keep_out(number, data['juror'], data['candidacy'])
        return ()

    def conflict_decided(self, number, data, _link):
        if data['outcome'] == 'blocked':
            self.keep_out(number, data['juror'], data['candidacy'])
        return ()

    def tie_decided(self, number, data, _link):
        name, tied, chosen = data['round'], data['tied'], data['chosen']
        if not self.is_open(name) and name not in self.lists:
            yield f'the round {name} is not open.'
        elif not set() < set(chosen) < set(tied):
            yield 'those chosen are not some of those tied.'
        elif self.is_recomputed and not any(set(group) == set(tied) for group in self.groups_in(name)):
            yield 'it decides a tie that the rule does not leave.'
        else:
            self.ties[name].append((number, tied, chosen))

    def cut_line_discussed(self, _number, _data, _link):
        return ()

    def long_list_decided(self, number, data, _link):
        return self.decide('long-list', data['candidacies'], number)

    def assessment_submitted(self, _number, data, link):
        if data['candidacy'] not in self.lists.get('long-list', []):
            yield f"{quoted(data['candidacy'])} is not on the long list."
            return
        if self.is_late('assessments', link['at']):
            yield f"assessments had closed at {self.deadlines['assessments']}."
        self.candidacies[data['candidacy']].is_assessed = True

    def short_list_decided(self, number, data, _link):
        return self.decide('short-list', data['candidacies'], number)

    def meeting_held(self, _number, data, _link):
        if data['candidacy'] not in self.lists.get('short-list', []):
            yield f"{quoted(data['candidacy'])} is not on the short list."
            return
        self.candidacies[data['candidacy']].is_met = True

    def winner_decided(self, number, data, _link):
        return self.decide('winner', [data['candidacy']], number)

    def list_recomputed(self, number, data, _link):
        name, names = data['round'], data['candidacies']
        if name not in self.lists:
            yield f'the round {name} has not been decided.'
            return
        yield from self.misfits(name, names, number)
        later = ROUNDS[ROUNDS.index(name) + 1 :][:1]
        if self.lists[name] != names and later and later[0] in self.lists:
            self.stale.setdefault(later[0], number)
        self.put(name, names)
        self.stale.pop(name, None)

    def list_announced(self, _number, data, _link):
        if self.lists.get(data['round'], []) != data['candidacies']:
            yield 'it is not the list that was decided.'

    def commitment_published(self, number, data, link):
        if not self.lists.get('winner'):
            yield 'no winner has been decided.'
            return
        yield from self.outdated()
        result = {
            'award': link['award'],
            'count': number - 1,
            'head': link['previous'],
            'longList': self.lists['long-list'],
            'shortList': self.lists['short-list'],
            'winner': self.lists['winner'][0],
        }
        self.commitments.append((number, data['commitment'], result))

    def winner_announced(self, number, data, link):
        winner, openings = data['winner'], data['openings']
        if self.announced is not None:
            yield f'entry {self.announced} announced the winner.'
            return
        self.announced = number
        if 'announcement' in self.deadlines and link['at'] < self.deadlines['announcement']:
            yield f"the winner is secret until {self.deadlines['announcement']}."
        if self.lists.get('winner') != [winner]:
            yield 'the winner is not the one decided.'
        elif self.candidacies[winner].is_withdrawn:
            yield f'{quoted(winner)} has withdrawn.'
        yield from self.outdated()
        if len(openings) != len(self.commitments) or not openings:
            yield f'{len(self.commitments)} commitments were published, and {len(openings)} are opened.'
            return
        if self.commitments[-1][2]['winner'] != winner:
            yield 'the last commitment is to another winner.'
        for opening, (entry, commitment, result) in zip(openings, self.commitments):
            content = canonical(opening['result']).encode('utf-8')
            if sha256(b'kraftsamling/award-result/1\n', bytes.fromhex(opening['nonce']), content) != commitment:
                yield f'it does not open the commitment of entry {entry}.'
            elif opening['result'] != result:
                yield f'the commitment of entry {entry} is not to what had been decided.'
            else:
                self.opened[entry] = number

    def article_submitted(self, _number, data, _link):
        if data['article'] in self.articles:
            yield f"article {quoted(data['article'])} is on record already."
        self.articles[data['article']] = 'submitted'

    def article_accepted(self, _number, data, _link):
        if self.articles.get(data['article']) != 'submitted':
            yield f"article {quoted(data['article'])} is not a submitted one."
        self.articles[data['article']] = 'accepted'

    def article_published(self, _number, data, _link):
        if self.articles.get(data['article']) != 'accepted':
            yield f"article {quoted(data['article'])} is not an accepted one."
        self.articles[data['article']] = 'published'

    def summary(self):
        withdrawn = sum(known.is_withdrawn for known in self.candidacies.values())
        published = sum(state == 'published' for state in self.articles.values())
        yield (
            f"{quoted(self.award['title'])}: {len(self.nominations)} nominations of {len(self.candidacies)} candidacies, "
            f'{withdrawn} withdrawn; {self.complements} complements; {published} articles published.'
        )
        yield (
            f"{self.sets_of_scores} sets of scores, {self.recusals} recusals. Rule: {', then '.join(self.rules)}, "
            f"version {self.award['ruleVersion']}."
        )
        for name in ROUNDS:
            state = 'decided, not recomputed' if name in self.lists else 'not decided yet'
            yield self.told.get(name, f'{LIST_NAMES[name]}: {state}.')
        for name, entry in self.stale.items():
            yield f'{LIST_NAMES[name]}: to be recomputed since entry {entry}.'
        for entry, commitment, _result in self.commitments:
            state = f'opened by entry {self.opened[entry]}' if entry in self.opened else 'not opened yet'
            yield f'Commitment, entry {entry}: {state}; {commitment}'
        if self.announced is not None:
            yield f'Winner announced, entry {self.announced}.'


# What is said of a file


def quoted(value):
    """Marks that would change how a terminal shows the rest are written out."""
    hidden = '[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]'
    return re.sub(hidden, lambda match: f'\\u{ord(match.group()):04x}', json_string(value))


def named(values):
    return ', '.join(quoted(value) for value in values) or 'nobody'


def verify(content, heads):
    """Verdict, exit code and lines."""
    try:
        header, links = read_chain(content, heads)
    except Unreadable as unreadable:
        return 'unreadable', 2, [str(unreadable)]
    except Broken as broken:
        return tampered(broken.where, broken.findings)

    year = None
    if links:
        if links[0]['kind'] != 'award-defined' or not FORMS['award-defined'](links[0]['data']):
            return tampered('at entry 1', [(1, 'it does not define the award.')])
        year = Year(links[0]['data'])
        findings = [found for link in links[1:] for found in year.follow(link)]
        if findings:
            findings.sort(key=lambda found: found[0])
            return tampered(f'at entry {findings[0][0]}', findings)

    span = f", from {links[0]['at']} to {links[-1]['at']}" if links else ''
    is_published = any(count == len(links) for count, _ in heads)
    compare = 'Count and head are as published' if is_published else 'Count and head, to be compared with what was published'
    lines = [
        f"Award {quoted(header['award'])}, {len(links)} entries{span}.",
        f"{compare}: {len(links)}:{header['head']}",
        *(year.summary() if year else []),
    ]
    if year is None or year.is_recomputed:
        return 'whole', 0, lines
    why = f"The chain is whole, but the rule is not recomputed here: only {', '.join(RULES)} in version 1 are."
    return 'not checked', 2, [why, *lines]


def tampered(where, findings):
    lines = [f"{'Header' if place == 'header' else f'Entry {place}'}: {text}" for place, text in findings]
    return f'tampered {where}', 1, lines


def verify_file(file, heads):
    try:
        with open(file, 'rb') as opened:
            content = opened.read()
    except (OSError, ValueError):
        return 'unreadable', 2, ['The file cannot be read.']
    return verify(content, heads)


def main(arguments):
    heads, files = [], []
    remaining = iter(arguments)
    for argument in remaining:
        if argument != '--head':
            files.append(argument)
            continue
        head = re.fullmatch('([1-9][0-9]{0,14}):([0-9a-f]{64})', next(remaining, ''))
        if head is None:
            return 2, USAGE
        heads.append((int(head[1]), head[2]))
    if not files or any(file.startswith('-') for file in files):
        return 2, USAGE

    codes, report = set(), []
    for file in files:
        verdict, code, lines = verify_file(file, heads)
        codes.add(code)
        report += [f'{file}: {verdict}', *(f'  {line}' for line in lines)]
    return next(code for code in (1, 2, 0) if code in codes), '\n'.join(report)


if __name__ == '__main__':
    sys.stdout.reconfigure(encoding='utf-8', errors='replace', newline='\n')
    exit_code, text = main(sys.argv[1:])
    print(text)
    sys.exit(exit_code)
