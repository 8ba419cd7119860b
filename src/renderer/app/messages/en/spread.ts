export const spread = {
  'spread.queued.nobody-in-reach': 'Waiting: nobody is in reach. It goes as soon as a neighbour is.',
  'spread.queued.held-back': 'Waiting: neighbours fetch it when they next ask, within a minute or so.',
  'spread.sent': 'On its way. No neighbour has said yet that it arrived.',
  'spread.seen':
    'Arrived at {seenBy, number} of {knownNodes, plural, one {one known Node} other {# known Nodes}}.',
  'spread.seenWithin':
    'Arrived at {seenBy, number} of {knownNodes, plural, one {one known Node} other {# known Nodes}} within {time}.',
  'spread.failed.unanswered':
    'Not taken: neighbours are in reach, and none has said that it arrived. It is offered again every minute. Ask them whether their disk is full.',
  'spread.failed.epoch-closed':
    'Not taken: since this Node was brought back, its log goes on without this. Say it again if it still holds.',
  'spread.received': 'Arrived here {when}',
  'spread.took': 'took about {time} to get here',
  'spread.tookNoTime': 'took hardly any time to get here',
  'spread.atNeighbours':
    '{count, plural, =0 {not yet known to be at any neighbour} one {at one neighbour} other {at # neighbours}}',
} as const
