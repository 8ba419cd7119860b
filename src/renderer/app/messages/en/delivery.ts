export const delivery = {
  'delivery.queued.nobody-in-reach': 'Waiting: nobody is in reach. It goes as soon as a neighbour is.',
  'delivery.queued.held-back': 'Waiting: neighbours fetch it when they next ask, within a minute or so.',
  'delivery.sent': 'On its way. No neighbour has said yet that it arrived.',
  'delivery.seen':
    'Arrived at {seenBy, number} of {knownNodes, plural, one {one known Node} other {# known Nodes}}.',
  'delivery.failed.unanswered':
    'Not taken: neighbours are in reach, and none has said that it arrived. It is offered again every minute. Ask them whether their disk is full.',
  'delivery.failed.epoch-closed':
    'Not taken: since this Node was brought back, its log goes on without this. Say it again if it still holds.',
} as const
