import { expect, test } from 'vitest'
import {
  LOOKS_TO_TELL,
  type NewEntry,
  NOTHING_WITHHELD,
  noteNewEntry,
  seemsWithheld,
} from '../../../../src/main/replica/withholding.ts'
import { testNodeId } from '../../../support/node-ids.ts'

const looks = (count: number, author = 1): NewEntry[] =>
  Array.from({ length: count }, (_, look) => ({ author: testNodeId(author), look }))
const byNeighbour = (author: number): NewEntry => ({ author: testNodeId(author), look: null })
const after = (entries: readonly NewEntry[]) => entries.reduce(noteNewEntry, NOTHING_WITHHELD)

test.each([
  ['an author is heard outside first, look after look', looks(LOOKS_TO_TELL), true],
  ['it happened once less', looks(LOOKS_TO_TELL - 1), false],
  ['much came in one look', Array.from({ length: 50 }, () => looks(1)).flat(), false],
  [
    'a neighbour passed on something of that author meanwhile',
    [...looks(4), byNeighbour(1), ...looks(4)],
    false,
  ],
  [
    'neighbours pass on others, and never that one',
    [...looks(4), byNeighbour(2), ...looks(9).slice(4)],
    true,
  ],
  ['it was so, and neighbours pass that author on again', [...looks(9), byNeighbour(1)], false],
  [
    'many authors were outside first, each now and then',
    [1, 2, 3, 4, 5, 6].flatMap((n) => looks(2, n)),
    false,
  ],
])('whether people are told where %s', (_, entries, told) => expect(seemsWithheld(after(entries))).toBe(told))
